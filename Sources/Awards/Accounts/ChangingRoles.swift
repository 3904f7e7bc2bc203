/// Why roles stay as they are, or an account stays open.
public enum RolesRefusal: Error, Equatable, Sendable {
    case notVisible
    case notAllowed
    /// Nobody would be left to let people in.
    case lastAdministrator
    case unchanged
    /// Only the person themselves can have set a password.
    case invitedOnly
}

/// May this account's roles or its state be changed so?
public enum ChangingRoles {
    public struct Facts: Equatable, Sendable {
        public let roles: Set<Role>
        public let disabled: Bool
        /// Invited and not yet there.
        public let pending: Bool
        /// Administrators who can sign in, this one among them.
        public let administrators: Int

        public init(roles: Set<Role>, disabled: Bool, pending: Bool, administrators: Int) {
            self.roles = roles
            self.disabled = disabled
            self.pending = pending
            self.administrators = administrators
        }

        /// Nobody else could let people in.
        var isLastAdministrator: Bool { roles.contains(.administrator) && !disabled && !pending && administrators <= 1 }
    }

    /// Checked in this order: account, person invited only, change, last administrator.
    /// - Parameter facts: nil where there is no such account.
    public static func decide(_ roles: Set<Role>, on facts: Facts?) throws(RolesRefusal) {
        guard let facts else { throw .notVisible }
        guard !facts.pending else { throw .invitedOnly }
        guard facts.roles != roles else { throw .unchanged }
        guard roles.contains(.administrator) || !facts.isLastAdministrator else { throw .lastAdministrator }
    }

    /// Checked in this order: account, change, last administrator.
    public static func decide(disabling: Bool, on facts: Facts?) throws(RolesRefusal) {
        guard let facts else { throw .notVisible }
        guard facts.disabled != disabling else { throw .unchanged }
        guard !disabling || !facts.isLastAdministrator else { throw .lastAdministrator }
    }
}
