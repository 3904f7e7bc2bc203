public import Awards
import Postgres

/// Who is invited.
public struct InvitedPerson: Sendable {
    public var email: String
    public var displayName: String
    public var sampleData: Bool

    public init(email: String, displayName: String, sampleData: Bool = false) {
        self.email = email
        self.displayName = displayName
        self.sampleData = sampleData
    }
}

/// What an invitation gives on accepting.
struct InvitationGrant: Sendable {
    var roles: Set<Role> = []
    var municipality: Municipality.ID?
    var coming = ChangingTeam.Coming.joining

    var leads: Bool { coming != .joining }

    var leadReason: String? {
        guard case .replacing(let reason) = coming else { return nil }
        return reason
    }
}

private struct InvitationRecord: Encodable {
    let roles: [String]
    let municipality: String?
    let lead: Bool
}

extension Store {
    /// Creates an account that waits for its person, and puts the invitation into the outbox. An account whose invitation was
    /// taken back waits again.
    /// - Throws: ``AccountRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func invite(_ person: InvitedPerson, by caller: Caller, operation: Operation) async throws -> Account.ID {
        try await invite(person, to: InvitationGrant(), by: caller, operation: operation)
    }

    /// The same with roles, which are had on accepting; whoever offers them has just proved again who they are.
    /// - Throws: ``AccountRefusal``, ``RolesRefusal/auditorAlone``, ``RolesRefusal/takesPart``; ``OperationReused``, ``OutcomeUnknown``.
    public func invite(_ person: InvitedPerson, into roles: Set<Role>, by confirmed: ConfirmedCaller, operation: Operation) async throws -> Account.ID {
        try await invite(person, to: InvitationGrant(roles: roles), by: confirmed.caller, operation: operation)
    }

    private func invite(_ person: InvitedPerson, to grant: InvitationGrant, by caller: Caller, operation: Operation) async throws -> Account.ID {
        try await refusingAccounts {
            try await perform(operation) { session in
                guard permissions.mayInvite(try session.actor(caller.account), to: grant.roles) else { throw AccountRefusal.notAllowed }
                try ChangingRoles.check(grant.roles, takesPart: false)
                guard let known = try session.known(person.email), known.waitsWithoutLink else {
                    return try invite(person, to: grant, by: caller.account, in: session)
                }
                try ChangingRoles.check(grant.roles, takesPart: try session.value("SELECT wall.takes_part(\(known.account))"))
                try session.execute("UPDATE account SET display_name = \(person.displayName) WHERE id = \(known.account)")
                try sendInvitation(to: known.account, grant, by: caller.account, named: person.displayName, in: session)
                return known.account
            }
        }
    }

    /// The first administrators come by the command line, where nobody is signed in.
    /// - Returns: the token of the link.
    /// - Throws: ``AccountRefusal``, ``RolesRefusal/auditorAlone``.
    public func inviteByCommand(_ person: InvitedPerson, into roles: Set<Role>) async throws -> String {
        guard ChangingRoles.areCompatible(roles) else { throw RolesRefusal.auditorAlone }
        return try await refusingAccounts {
            try await database.transaction { session in
                let account = try session.insert(
                    NewAccount(email: person.email, displayName: person.displayName, password: nil, sampleData: person.sampleData),
                    passwordHash: nil, by: nil
                )
                return try session.openInvitation(for: account, to: InvitationGrant(roles: roles), by: nil, named: person.displayName)
            }
        }
    }

    /// Account, invitation and mail, in the caller's transaction.
    func invite(_ person: InvitedPerson, to grant: InvitationGrant, by creator: Account.ID, in session: Session) throws -> Account.ID {
        let new = NewAccount(email: person.email, displayName: person.displayName, password: nil, sampleData: person.sampleData)
        let account = try session.insert(new, passwordHash: nil, by: creator)
        try sendInvitation(to: account, grant, by: creator, named: person.displayName, in: session)
        return account
    }

    /// - Parameter name: as whoever invites has written it.
    func sendInvitation(to account: Account.ID, _ grant: InvitationGrant, by creator: Account.ID, named name: String, in session: Session) throws {
        let token = try session.openInvitation(for: account, to: grant, by: creator, named: name)
        let mail = AccountMail.invitation(token: token, by: try session.name(of: creator), municipality: try session.townName(grant.municipality))
        try post(mail, to: account, in: session)
    }

    /// To somebody whose old password holds no longer.
    func sendRenewal(to account: Account.ID, by creator: Account.ID, in session: Session) throws {
        let token = try session.openInvitation(for: account, to: InvitationGrant(), by: creator, named: try session.name(of: account))
        try post(.renewal(token: token), to: account, in: session)
    }

    /// Offers a place in a team to somebody who has an account. Accepting takes signing in, and no link that somebody could read.
    func offerTeam(to known: KnownAccount, _ grant: InvitationGrant, by creator: Account.ID, named name: String, in session: Session) throws {
        try session.open(grant, for: known.account, token: nil, by: creator, named: name)
        guard !known.disabled, let municipality = try session.townName(grant.municipality) else { return }
        try post(.teamInvitation(municipality: municipality, by: try session.name(of: creator)), to: known.account, in: session)
    }
}

/// The account behind an address, as an invitation needs it.
struct KnownAccount {
    let account: Account.ID
    let disabled: Bool
    /// Has neither a password nor a link to set one, and no power that a new link would open.
    let waitsWithoutLink: Bool
}

extension Session {
    func known(_ email: String) throws -> KnownAccount? {
        try first(
            """
            SELECT a.id, a.disabled_at IS NOT NULL AS disabled,
                   a.disabled_at IS NULL AND a.password_hash IS NULL AND NOT powerful_account(a.id) AND NOT EXISTS (
                       SELECT FROM invitation i
                       WHERE i.account_id = a.id AND i.token_hash IS NOT NULL AND i.accepted_at IS NULL AND i.revoked_at IS NULL
                   ) AS waits
            FROM account a WHERE lower(a.email) = lower(\(email)) FOR UPDATE
            """
        ) { row in KnownAccount(account: try row("id"), disabled: try row("disabled"), waitsWithoutLink: try row("waits")) }
    }

    fileprivate func name(of account: Account.ID) throws -> String {
        try value("SELECT display_name FROM account WHERE id = \(account)")
    }

    fileprivate func townName(_ municipality: Municipality.ID?) throws -> String? {
        try first("SELECT display_name FROM municipality WHERE id = \(municipality)") { row in try row("display_name") }
    }

    /// - Returns: the token, which is stored nowhere.
    fileprivate func openInvitation(
        for account: Account.ID, to grant: InvitationGrant, by creator: Account.ID?, named name: String
    ) throws -> String {
        let token = Token.random()
        try open(grant, for: account, token: token, by: creator, named: name)
        return token
    }

    /// - Parameter token: nil for an offer to somebody who has an account.
    fileprivate func open(
        _ grant: InvitationGrant, for account: Account.ID, token: String?, by creator: Account.ID?, named name: String
    ) throws {
        try execute(
            """
            INSERT INTO invitation (account_id, token_hash, roles, municipality_id, lead, lead_reason, invited_name, created_by, expires_at)
            VALUES (\(account), \(token.map { Token.sha256($0.utf8) }), \(grant.roles.map(\.rawValue).sorted()), \(grant.municipality), \(grant.leads),
                    \(grant.leadReason), \(name), \(creator), now() + make_interval(days => \(Invitation.days)::int))
            """
        )
        try record(
            .invited, by: creator, about: .account(account),
            after: InvitationRecord(
                roles: grant.roles.map(\.rawValue).sorted(), municipality: grant.municipality?.description, lead: grant.leads
            )
        )
    }
}
