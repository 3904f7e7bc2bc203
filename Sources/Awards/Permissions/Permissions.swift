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

    /// A juror reads an entry once they have declared that there is no conflict of interest, and nobody has decided otherwise.
    /// - Parameter isCleared: whether both is so.
    public func mayReadText(isCleared: Bool) -> Bool {
        grants(.readText, isCleared)
    }

    /// Everybody reads the result of a published round.
    public func mayReadResults(_ state: Round.State) -> Bool {
        grants(.readResults, state == .published)
    }

    /// The chair of a round's jury is the juror staff have named.
    /// - Parameter chair: nil where the round has none.
    public func mayChair(_ person: Account.ID, chairedBy chair: Account.ID?) -> Bool {
        grants(.chair, person == chair)
    }

    /// The chair decides whether a juror is biased. Where there is no chair, or the chair may not judge the entry or is the
    /// juror, staff decide. Nobody decides about themselves (section 20 (4) VwVfG).
    public func mayDecideBias(_ person: Account.ID, of roles: Set<Role>, about matter: BiasMatter) -> Bool {
        let competent = matter.isChairCompetent ? person == matter.chair : roles.contains(.staff)
        return grants(.decideBias, competent && person != matter.juror)
    }

    /// What was recorded about a juror is taken back by whoever recorded it, or by staff; jurors don't take back what others
    /// recorded about them.
    public func mayRemoveLink(_ person: Account.ID, of roles: Set<Role>, about juror: Account.ID, recordedBy recorder: Account.ID) -> Bool {
        grants(.removeLink, person == recorder || roles.contains(.staff) && person != juror)
    }
}

/// Whom a question of bias concerns, as far as it matters for who decides it.
public struct BiasMatter: Sendable, Equatable {
    /// The account of the juror concerned.
    public let juror: Account.ID
    /// The account of the round's chair; nil where there is none.
    public let chair: Account.ID?
    /// The chair's own sheet for the entry is closed.
    public let isChairBarred: Bool

    public init(juror: Account.ID, chair: Account.ID?, isChairBarred: Bool) {
        self.juror = juror
        self.chair = chair
        self.isChairBarred = isChairBarred
    }

    /// The chair decides; otherwise staff do.
    public var isChairCompetent: Bool { chair != nil && chair != juror && !isChairBarred }
}
