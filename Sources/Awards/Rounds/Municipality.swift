/// A body that may enter: a Gemeinde (with an eight-digit AGS) or a Landkreis (with a five-digit key).
public enum Municipality {
    public typealias ID = Identifier<Municipality>

    public enum Kind: String, Sendable, Codable, CaseIterable {
        case gemeinde
        case landkreis

        /// Digits of the official key: AGS 8, Kreisschlüssel 5.
        public var keyDigits: Int {
            switch self {
            case .gemeinde: 8
            case .landkreis: 5
            }
        }
    }
}
