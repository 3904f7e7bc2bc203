/// Who may do what: small predicates over a person and an object, each readable as a sentence.
///
/// Pages, use cases, exports and counts ask these and nothing else. The database's own row policies are a second wall behind
/// them, not a replacement.
public struct Permissions: Sendable {
    /// Granted to everyone whatever the predicate says.
    private let suspended: Set<Permission>

    public static let enforced = Permissions(suspended: [])

    /// - Parameter suspended: for tests, which switch off one permission at a time to see that somebody notices.
    package init(suspended: Set<Permission>) {
        self.suspended = suspended
    }

    func grants(_ permission: Permission, _ holds: Bool) -> Bool {
        holds || suspended.contains(permission)
    }
}

extension Permissions {
    /// Administrators let people in, give roles and take them away.
    public func mayAdministerAccounts(_ actor: Actor) -> Bool {
        grants(.administerAccounts, actor.roles.contains(.administrator))
    }

    /// Staff run the rounds.
    public func mayRunRounds(_ actor: Actor) -> Bool {
        grants(.runRounds, actor.roles.contains(.staff))
    }

    /// Staff and auditors read what is official about a round.
    public func mayReadRounds(_ actor: Actor) -> Bool {
        grants(.readRounds, actor.readsRounds)
    }

    /// Who has a seat on a jury has a juror's desk.
    public func maySitOnJury(_ actor: Actor) -> Bool {
        grants(.sitOnJury, actor.isJuror)
    }

    /// Who belongs to a municipality works on its entries.
    public func mayEnter(_ actor: Actor) -> Bool {
        grants(.enter, actor.isApplicant)
    }
}
