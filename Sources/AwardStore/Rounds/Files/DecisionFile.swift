public import Awards

/// A jury's decision as a file (`lorbeer-decision/1`): municipalities by their official key, eight digits for a
/// Gemeinde and five for a Landkreis. Whether the keys have entries in the round is for the use case to say.
public struct DecisionFile: Equatable, Sendable {
    public struct Recipient: Equatable, Sendable {
        public var key: String
        /// Relative to the others of the same prize; 1 to 1,000.
        public var share: Int
    }

    public struct Special: Equatable, Sendable {
        /// Code of the special prize.
        public var prize: String
        public var to: [Recipient]
    }

    public static let format = "lorbeer-decision/1"

    /// Slug of the round.
    public var round: String
    public var decidedBy: String
    public var decidedOn: CalendarDay?
    public var reason: String
    /// Per track code the groups in order of merit; a group of several is a tie.
    public var places: [String: [[String]]]
    /// Amounts the jury set, in cents by key; empty where the ladder holds.
    public var setCents: [String: Int]
    public var special: [Special]
    public var sources: [String]

    /// - Parameter name: the file's name, for the problems.
    public static func read(_ text: String, name: String) throws(FileProblems) -> DecisionFile {
        try YAMLTree.read(text, name: name) { DecisionFile($0) }
    }

    private init(_ reader: NodeReader) {
        let file = reader.group([
            "format", "round", "decidedBy", "decidedOn", "reason", "places", "setEuro", "special", "sources",
        ])
        _ = file.required("format")?.choice([Self.format])
        round = file.text("round")
        decidedBy = file.text("decidedBy")
        decidedOn = file["decidedOn"]?.day()
        reason = file.text("reason")
        var placed: Set<String> = []
        places = [:]
        for (track, groups) in file.required("places")?.entries() ?? [] {
            places[track] = groups.list().map { group in
                let keys = group.list()
                if keys.isEmpty { group.problem("Die Gruppe ist leer. Bitte nennen Sie mindestens eine Kommune.") }
                return keys.map { $0.unplacedKey(&placed) }
            }
        }
        setCents = [:]
        for (key, amount) in file["setEuro"]?.entries() ?? [] {
            if !placed.contains(key) { amount.problem("Die Kommune \(key) steht nicht unter places.") }
            setCents[key] = amount.cents()
        }
        special = file.listIfGiven("special").map { prize in
            let group = prize.group(["prize", "to"])
            var recipients: Set<String> = []
            return Special(
                prize: group.text("prize"),
                to: group.list("to").map { recipient in
                    let group = recipient.group(["municipality", "share"])
                    return Recipient(
                        key: group.required("municipality")?.unplacedKey(&recipients) ?? "", share: group.integer("share", in: 1...1000)
                    )
                }
            )
        }
        sources = file.listIfGiven("sources").map { $0.text() }
    }
}

extension NodeReader {
    /// The official key of a Gemeinde or a Landkreis, always in quotation marks because of leading zeros.
    func municipalityKey() -> String {
        let key = text()
        guard key.isEmpty || key.wholeMatch(of: /[0-9]{5}|[0-9]{8}/) != nil else {
            problem("„\(key.prefix(40))“ ist kein amtlicher Schlüssel. Er hat acht Ziffern (Gemeinde) oder fünf (Landkreis).")
            return ""
        }
        return key
    }

    fileprivate func unplacedKey(_ seen: inout Set<String>) -> String {
        let key = municipalityKey()
        if !key.isEmpty, !seen.insert(key).inserted { problem("Die Kommune \(key) ist schon genannt. Bitte nennen Sie sie nur einmal.") }
        return key
    }
}
