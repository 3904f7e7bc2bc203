/// What connects a person with an institution that may enter (German: Verbindung).
public enum JurorLink {
    public typealias ID = Identifier<JurorLink>

    /// What somebody enters as a role, in characters as a reader counts them.
    public static let maximumCharacters = 200

    public enum Kind: String, Sendable, Codable, CaseIterable {
        case employer
        /// A seat on a council, board or supervisory body.
        case office
        /// A union of municipalities, an association both belong to.
        case association
        /// Lives there.
        case home
        /// Advises or has advised.
        case advice
        /// Worked on an entry that was awarded earlier.
        case laureate
        /// A relative works there or has a seat.
        case relative
        case other

        /// The ground a declaration would most likely name.
        public var ground: ConflictGround {
            switch self {
            case .employer: .employment
            case .office: .officeOrBoard
            case .advice: .advice
            case .home: .ownMunicipality
            case .association, .laureate, .relative, .other: .otherConcern
            }
        }
    }

    /// What a link leads to.
    public enum Target: Sendable, Hashable {
        case municipality(Municipality.ID)
        /// Two digits.
        case land(String)
        /// A name in the person's own words.
        case institution(String)
    }
}
