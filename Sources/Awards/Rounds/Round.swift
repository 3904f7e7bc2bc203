/// One run of a competition, from the call to the published result.
public enum Round {
    public typealias ID = Identifier<Round>

    /// `open`: entries until the deadline, and scoring of admitted entries. `scoringClosed`: no score changes any more;
    /// ranking and prizes are settled. `published`: the result is public and final.
    public enum State: String, Sendable, Codable, CaseIterable {
        case open
        case scoringClosed
        case published
    }
}

/// What rounds belong to, for example "Hauptstadt des Fairen Handels".
public enum Competition {
    public typealias ID = Identifier<Competition>
}
