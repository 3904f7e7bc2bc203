/// How a body is called in sentences, derived from the register's official name and its Textkennzeichen.
///
/// Official names carry suffixes (`Köln, Stadt`, `Roßtal, M`, `Neumarkt i.d.OPf., GKSt`) and say nothing for a county
/// (`Fürth` is also `Landkreis Fürth`); both are settled here.
public struct MunicipalityName: Equatable, Sendable {
    /// `Köln`, `Landkreis Fürth`.
    public let display: String
    /// What the body is: `Stadt`, `Landeshauptstadt`, `Markt`, `Gemeinde`, `Landkreis` …
    public let designation: String
    /// The designation's article: `der`, `die` or `das`.
    public let article: String

    public init(display: String, designation: String, article: String) {
        self.display = display
        self.designation = designation
        self.article = article
    }

    /// A Gemeinde (Satzart 60).
    /// - Parameter textCode: Textkennzeichen, 60 to 67; nil for any other.
    public init?(gemeinde official: String, textCode: Int) {
        let parts = official.split(separator: ",", maxSplits: 1).map { $0.trimmingBlanks }
        guard let name = parts.first, !name.isEmpty else { return nil }
        let suffix = parts.count == 2 ? parts[1] : ""
        display = name
        switch textCode {
        case 60: (designation, article) = ("Markt", "der")
        case 61, 62, 63, 67:
            designation = ["Landeshauptstadt", "Hansestadt", "Freie und Hansestadt"].contains(suffix) ? suffix : "Stadt"
            article = "die"
        case 64:
            let isFlecken = ["Flecken", "Marktflecken"].contains(suffix)
            (designation, article) = isFlecken ? (suffix, "der") : ("Gemeinde", "die")
        case 65, 66: (designation, article) = ("Gemeindefreies Gebiet", "das")
        default: return nil
        }
    }

    /// A county that is no kreisfreie Stadt (Satzart 40).
    /// - Parameter textCode: Textkennzeichen, 43 to 45; nil for any other.
    public init?(county official: String, textCode: Int) {
        let kind: String
        switch textCode {
        case 43: kind = "Kreis"
        case 44: kind = "Landkreis"
        case 45: kind = "Regionalverband"
        default: return nil
        }
        let name = official.trimmingBlanks
        guard !name.isEmpty else { return nil }
        if let region = ["Region", "Städteregion"].first(where: { name.hasPrefix($0 + " ") }) {
            (display, designation, article) = (name, region, "die")
        } else {
            let saysItself = name.lowercased().contains("kreis") || name.hasPrefix(kind)
            (display, designation, article) = (saysItself ? name : "\(kind) \(name)", kind, "der")
        }
    }
}

extension StringProtocol {
    fileprivate var trimmingBlanks: String {
        guard let first = firstIndex(where: { $0 != " " }), let last = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[first...last])
    }
}
