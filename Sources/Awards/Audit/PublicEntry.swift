/// An admitted entry: whose it is, and what stands for its text.
public struct PublicEntry: Codable, Equatable, Sendable {
    public let entry: Entry.ID
    public let number: Int
    public let track: String
    public let kind: Municipality.Kind
    public let key: String
    public let municipality: String
    /// The figure the size class follows from; missing where staff chose the class.
    public let population: Int?
    /// SHA-256 of the text that was handed in.
    public let contentHash: String
    /// Under this the acts hold text and municipality.
    public let contentSalt: String

    public init(
        entry: Entry.ID, number: Int, track: String, kind: Municipality.Kind, key: String, municipality: String, population: Int?,
        contentHash: String, contentSalt: String
    ) {
        self.entry = entry
        self.number = number
        self.track = track
        self.kind = kind
        self.key = key
        self.municipality = municipality
        self.population = population
        self.contentHash = contentHash
        self.contentSalt = contentSalt
    }

    /// The name of the hash of ``entrant`` in an act, and the purpose under which it is salted.
    public static let entrantPurpose = "entrant"

    /// Who entered, and in which size class, as it is hashed.
    public static func entrant(kind: Municipality.Kind, key: String, name: String, track: String, population: Int?) -> String {
        CanonicalJSON.object([
            "key": .string(key), "kind": .string(kind.rawValue), "name": .string(name), "population": population.map { .integer($0) } ?? .null,
            "track": .string(track),
        ]).text
    }

    /// Whether the shape of every text is one that can be there: an official key of its kind, hashes, a name.
    var isWellFormed: Bool {
        let edges = [municipality.utf8.first, municipality.utf8.last]
        return key.utf8.count == kind.keyDigits && key.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            && edges.allSatisfy { ($0 ?? 0) > 0x20 } && RecordHash(contentHash) != nil && RecordHash(contentSalt) != nil && number > 0 && population ?? 1 > 0
    }
}

/// What the record says of a round's entries: what was handed in, and which of them take part.
public struct EntryActs: Sendable {
    public static let ofHandingIn = ["entrySubmitted", "entryRecorded"]
    public static let ofDeciding = ["entryAdmitted", "entryRejected"]

    private var handedIn: [Entry.ID: CanonicalJSON] = [:]
    private var admitted: [Entry.ID: CanonicalJSON] = [:]

    public init() {}

    /// Acts come in their order.
    public mutating func take(_ action: String, about entry: Entry.ID, facts: CanonicalJSON) {
        if Self.ofHandingIn.contains(action) { handedIn[entry] = facts }
        if Self.ofDeciding.contains(action) { admitted[entry] = action == "entryAdmitted" ? facts : nil }
    }

    /// The entries that are not what was handed in and admitted, that are listed twice, or missing.
    /// - Parameter listed: all admitted entries of the round.
    public func faults(in listed: [PublicEntry]) -> [Entry.ID] {
        var faults: Set<Entry.ID> = []
        var seen: Set<Entry.ID> = []
        for entry in listed where !holds(entry) || !seen.insert(entry.entry).inserted { faults.insert(entry.entry) }
        for name in [{ "\($0.kind.rawValue) \($0.key)" }, { "\($0.number)" }] as [(PublicEntry) -> String] {
            for same in Dictionary(grouping: listed, by: name).values where same.count > 1 { faults.formUnion(same.map(\.entry)) }
        }
        faults.formUnion(admitted.keys.filter { !seen.contains($0) })
        return faults.sorted { $0.description < $1.description }
    }

    private func holds(_ entry: PublicEntry) -> Bool {
        guard let handedIn = handedIn[entry.entry], let admitted = admitted[entry.entry], let salt = RecordHash(entry.contentSalt) else { return false }
        let entrant = PublicEntry.entrant(
            kind: entry.kind, key: entry.key, name: entry.municipality, track: entry.track, population: entry.population
        )
        let who = CanonicalJSON.string(RecordHash.salted(salt.bytes, PublicEntry.entrantPurpose, entrant).description)
        let what = CanonicalJSON.string(RecordHash.salted(salt.bytes, "content", entry.contentHash).description)
        return handedIn["content"] == what && handedIn["number"] == .integer(entry.number) && handedIn[PublicEntry.entrantPurpose] == who
            && admitted[PublicEntry.entrantPurpose] == who
    }
}
