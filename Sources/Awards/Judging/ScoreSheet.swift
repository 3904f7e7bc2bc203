/// A member of a round's jury.
public enum Juror {
    public typealias ID = Identifier<Juror>
}

/// The pairing of one juror with one entry.
public enum Assignment {
    public typealias ID = Identifier<Assignment>
}

/// One juror's scores for one entry (German: Bewertungsbogen).
public enum ScoreSheet {
    /// Not started, abstained and recused are three different things, and none is a zero.
    /// (The fourth, not applicable, is a state of a single mark.)
    public enum State: String, Sendable, Codable, CaseIterable {
        case notStarted
        case draft
        case final
        case abstained
        case recused
    }
}
