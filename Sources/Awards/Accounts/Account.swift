/// A person who can sign in. What they may do follows from roles, memberships and seats on a jury.
public enum Account {
    public typealias ID = Identifier<Account>
}

/// Roles that belong to an account as such, across rounds.
public enum Role: String, Sendable, Codable, CaseIterable {
    /// Lets people in, gives and takes roles.
    case administrator
    /// Runs the rounds.
    case staff
    /// Pays prizes and sees bank data.
    case payment
    /// Reads everything official and changes nothing.
    case auditor
}

/// A link that lets one person set a password and come in.
public enum Invitation {
    public typealias ID = Identifier<Invitation>

    /// How long it can be used, in days.
    public static let days = 14
}

/// One device on which somebody is signed in.
public enum SignIn {
    public typealias ID = Identifier<SignIn>
}

/// A mail that is to go out.
public enum OutboxMail {
    public typealias ID = Identifier<OutboxMail>

    public enum Kind: String, Sendable, Codable, CaseIterable {
        case invitation
        /// Without a link that opens an account: the person answers it signed in.
        case teamInvitation
        case passwordReset
        case passwordChanged
        case leadGiven
        case secondFactorReset
        case rolesChanged

        /// The text holds a link that opens the account.
        public var opensAccount: Bool { self == .invitation || self == .passwordReset }
    }
}

/// How far a person is with the second factor, and whether they need one.
public struct SecondFactorStanding: Equatable, Sendable {
    public let roles: Set<Role>
    /// Chairs the jury of at least one round.
    public let chairsJury: Bool
    public let enrolled: Bool
    /// An account of the demo: anyone may read its password.
    public let sampleData: Bool

    public init(roles: Set<Role>, chairsJury: Bool, enrolled: Bool, sampleData: Bool) {
        self.roles = roles
        self.chairsJury = chairsJury
        self.enrolled = enrolled
        self.sampleData = sampleData
    }

    /// Has a power that a stolen password alone must not give away.
    public var isPowerful: Bool {
        chairsJury || !roles.isDisjoint(with: [.administrator, .staff, .payment])
    }
}
