/// Who acts, as far as a permission asks without an object.
public struct Actor: Equatable, Sendable {
    public let roles: Set<Role>
    /// Belongs to at least one municipality.
    public let isApplicant: Bool
    /// Sits on the jury of at least one round.
    public let isJuror: Bool

    public init(roles: Set<Role>, isApplicant: Bool, isJuror: Bool) {
        self.roles = roles
        self.isApplicant = isApplicant
        self.isJuror = isJuror
    }

    /// Has a desk in the administration of rounds.
    public var readsRounds: Bool { roles.contains(.staff) || roles.contains(.auditor) }
}
