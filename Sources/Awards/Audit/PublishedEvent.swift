/// An event whose body is published.
struct PublishedEvent: Equatable, Sendable {
    let seq: Int
    let action: String
    let round: String?
    let subject: String?
    /// UTC to the microsecond.
    let at: String
    let facts: CanonicalJSON
    let body: String

    /// nil unless the body is exactly as the database writes one.
    init?(_ body: String) {
        guard let json = try? CanonicalJSON.read(Array(body.utf8)), json.text.utf8.elementsEqual(body.utf8), json.isPlain(),
            json.keys == ["action", "actor", "at", "detail", "facts", "round", "seq", "subject"], json["subject"]?.keys == ["id", "kind"],
            let seq = json["seq"]?.integer, seq > 0, let action = json["action"]?.string, PlainText.isName(action),
            let at = json["at"]?.string, PlainText.isTime(at), let facts = json["facts"], Self.isPlain(facts: facts),
            let kind = json["subject"]?["kind"]?.string, PlainText.isName(kind), Self.isOptional(json["actor"], RecordHash.isOne),
            json["detail"]?.string.map(RecordHash.isOne) ?? false, Self.isOptional(json["round"], PlainText.isUUID),
            Self.isOptional(json["subject"]?["id"], { PlainText.isUUID($0) || RecordHash.isOne($0) })
        else { return nil }
        self.seq = seq
        self.action = action
        self.at = at
        self.facts = facts
        self.body = body
        round = json["round"]?.string
        subject = json["subject"]?["id"]?.string
    }

    func hash(_ name: String) -> RecordHash? {
        facts[name]?.string.flatMap { RecordHash($0) }
    }

    private static func isOptional(_ value: CanonicalJSON?, _ test: (String) -> Bool) -> Bool {
        value == .null || value?.string.map(test) ?? false
    }

    /// As ``EventFacts`` makes them.
    private static func isPlain(facts: CanonicalJSON) -> Bool {
        guard case .object(let members) = facts else { return false }
        return members.allSatisfy { name, value in
            PlainText.isName(name) && (value.integer != nil || isOptional(value, RecordHash.isOne))
        }
    }
}

/// Texts of one spelling only, told by their bytes.
enum PlainText {
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
    }

    /// Lower case, with hyphens.
    static func isUUID(_ text: String) -> Bool {
        Identifier<Round>(text).map { $0.description.utf8.elementsEqual(text.utf8) } ?? false
    }

    /// `2027-01-31T09:05:00.123456Z`
    static func isTime(_ text: String) -> Bool {
        matches(text, "0000-00-00T00:00:00.000000Z")
    }

    /// `juror-1` and so on.
    static func isJuror(_ text: String) -> Bool {
        guard text.utf8.starts(with: "juror-".utf8), let number = Int(text.dropFirst(6)), number > 0 else { return false }
        return "juror-\(number)".utf8.elementsEqual(text.utf8)
    }

    /// As a rule's codes are: a letter, then letters, digits and hyphens, at most 60.
    static func isCode(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, bytes.count <= 60, !isDigit(first) else { return false }
        return bytes.allSatisfy { isName(String(UnicodeScalar($0))) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// A digit where the pattern has 0, and its own byte elsewhere.
    private static func matches(_ text: String, _ pattern: String) -> Bool {
        text.utf8.count == pattern.utf8.count && zip(text.utf8, pattern.utf8).allSatisfy { $1 == UInt8(ascii: "0") ? isDigit($0) : $0 == $1 }
    }
}

extension RecordHash {
    static func isOne(_ text: String) -> Bool { RecordHash(text) != nil }
}
