/// A municipality as German texts name it.
public struct MunicipalityTitle: Codable, Hashable, Sendable {
    public let kind: Municipality.Kind
    public let displayName: String
    /// "Stadt", "Gemeinde", "Hansestadt"; may be empty.
    public let designation: String
    /// "die", "der", "das"; may be empty.
    public let article: String

    public init(kind: Municipality.Kind, displayName: String, designation: String, article: String) {
        self.kind = kind
        self.displayName = displayName
        self.designation = designation
        self.article = article
    }

    /// "Stadt Köln", "Landkreis Fürth": a Landkreis has its designation in its name.
    public var plain: String {
        switch kind {
        case .gemeinde: [designation, displayName].filter { !$0.isEmpty }.joined(separator: " ")
        case .landkreis: displayName
        }
    }

    /// "die Stadt Köln", "der Landkreis Fürth"; nominative.
    public var withArticle: String {
        article.isEmpty ? plain : article + " " + plain
    }
}

extension [String] {
    /// "a", "a und b", "a, b und c".
    public var germanList: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " und " + last
    }
}
