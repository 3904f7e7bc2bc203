/// Why a text is no person's name.
public enum NameRefusal: Error, Equatable, Sendable {
    case missing
    case tooLong(maximum: Int)
    /// More than a line, or made to be taken for something else.
    case unreadable
}

/// A person's name as others read it, also in official mail: one line, and no more than a name.
public enum NamingPerson {
    public static let maximumCharacters = 100

    /// - Parameter name: without blanks around it.
    public static func check(_ name: String) throws(NameRefusal) {
        guard !name.isEmpty else { throw .missing }
        guard name.count <= maximumCharacters else { throw .tooLong(maximum: maximumCharacters) }
        guard !name.contains("://"), name.unicodeScalars.count <= 4 * maximumCharacters, name.unicodeScalars.allSatisfy(isText) else {
            throw .unreadable
        }
    }

    /// Neither a control character, a line's or paragraph's end, nor one that turns the direction of what follows.
    private static func isText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
        default: !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
        }
    }
}
