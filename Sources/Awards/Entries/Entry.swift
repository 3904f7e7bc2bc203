/// A municipality's bid in a round (German: Bewerbung).
public enum Entry {
    public typealias ID = Identifier<Entry>

    public enum State: String, Sendable, Codable, CaseIterable {
        case draft
        case submitted
        case admitted
        case rejected
    }
}

/// One action, project or rule a municipality describes inside its entry (German: Maßnahme).
public enum Measure {
    public typealias ID = Identifier<Measure>
}
