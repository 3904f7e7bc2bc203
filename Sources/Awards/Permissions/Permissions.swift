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

    /// Members of the municipality work on its entries, and nobody else reads them before the jury does.
    public func mayWorkOnEntry(isMember: Bool) -> Bool {
        grants(.workOnEntry, isMember)
    }

    /// A juror fills in the sheets of their own assignments.
    /// - Parameter juror: the account whose assignment it is.
    public func mayJudge(_ account: Account.ID, assignmentOf juror: Account.ID) -> Bool {
        grants(.judge, account == juror)
    }

    /// A juror reads an entry after having declared that there is no conflict of interest.
    /// - Parameters:
    ///   - declaredConflict: nil where nothing was declared yet.
    ///   - isRecused: whether the sheet was taken out for a conflict, declared or decided.
    public func mayReadText(declaredConflict: Bool?, isRecused: Bool) -> Bool {
        grants(.readText, declaredConflict == false && !isRecused)
    }

    /// Everybody reads the result of a published round.
    public func mayReadResults(_ state: Round.State) -> Bool {
        grants(.readResults, state == .published)
    }
}
