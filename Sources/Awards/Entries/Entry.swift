/// A municipality's bid in a round (German: Bewerbung).
public enum Entry {
    public typealias ID = Identifier<Entry>

    public enum State: String, Sendable, Codable, CaseIterable {
        case draft
        case submitted
        case admitted
        case rejected
    }

    /// Who brought it in: the municipality itself, or staff on its behalf (paper, earlier rounds).
    public enum Origin: String, Sendable, Codable, CaseIterable {
        case online
        case staff
    }
}

/// One action, project or rule a municipality describes inside its entry (German: Maßnahme).
public enum Measure {
    public typealias ID = Identifier<Measure>
}
