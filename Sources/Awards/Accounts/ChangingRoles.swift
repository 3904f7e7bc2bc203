/// Why roles stay as they are, or an account stays open.
public enum RolesRefusal: Error, Equatable, Sendable {
    case notVisible
    case notAllowed
    /// Nobody would be left to let people in.
    case lastAdministrator
    case unchanged
    /// Nobody locks themselves out.
    case ownAccount
    /// Who reads everything official takes no part in it.
    case auditorAlone
    /// Sits on a jury or in a team, and so is made no auditor.
    case takesPart
}

/// May this account's roles or its state be changed so?
public enum ChangingRoles {
    public struct Facts: Equatable, Sendable {
        /// Had, or offered by an invitation that is open.
        public let roles: Set<Role>
        public let disabled: Bool
        /// Has no password, and so can't sign in before accepting an invitation.
        public let pending: Bool
        /// Administrators who can sign in, this one among them.
        public let administrators: Int
        /// Sits on the jury of a round that is not published, or belongs to a municipality's team.
        public let takesPart: Bool

        public init(roles: Set<Role>, disabled: Bool, pending: Bool, administrators: Int, takesPart: Bool) {
            self.roles = roles
            self.disabled = disabled
            self.pending = pending
            self.administrators = administrators
            self.takesPart = takesPart
        }

        /// Nobody else could let people in.
        var isLastAdministrator: Bool { roles.contains(.administrator) && !disabled && !pending && administrators <= 1 }
    }

    /// An auditor has no other role.
    public static func areCompatible(_ roles: Set<Role>) -> Bool {
        !roles.contains(.auditor) || roles.count == 1
    }

    /// Checked in this order: roles that go together, taking part.
    /// - Parameter takesPart: as in ``Facts``.
    public static func check(_ roles: Set<Role>, takesPart: Bool) throws(RolesRefusal) {
        guard areCompatible(roles) else { throw .auditorAlone }
        guard !roles.contains(.auditor) || !takesPart else { throw .takesPart }
    }

    /// Checked in this order: account, change, roles that go together, taking part, last administrator.
    /// - Parameter facts: nil where there is no such account.
    public static func decide(_ roles: Set<Role>, on facts: Facts?) throws(RolesRefusal) {
        guard let facts else { throw .notVisible }
        guard facts.roles != roles else { throw .unchanged }
        try check(roles, takesPart: facts.takesPart)
        guard roles.contains(.administrator) || !facts.isLastAdministrator else { throw .lastAdministrator }
    }

    /// Checked in this order: account, change, own account, last administrator.
    public static func decide(disabling: Bool, isOwn: Bool, on facts: Facts?) throws(RolesRefusal) {
        guard let facts else { throw .notVisible }
        guard facts.disabled != disabling else { throw .unchanged }
        guard !isOwn else { throw .ownAccount }
        guard !disabling || !facts.isLastAdministrator else { throw .lastAdministrator }
    }
}
