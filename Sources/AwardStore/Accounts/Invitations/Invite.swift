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
    var lead = false
}

private struct InvitationRecord: Encodable {
    let roles: [String]
    let municipality: String?
    let lead: Bool
}

extension Store {
    /// Creates an account that waits for its person, and puts the invitation into the outbox.
    /// - Throws: ``AccountRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func invite(_ person: InvitedPerson, by caller: Caller, operation: Operation) async throws -> Account.ID {
        try await invite(person, to: InvitationGrant(), by: caller, operation: operation)
    }

    /// The same with roles, which are had on accepting; whoever offers them has just proved again who they are.
    /// - Throws: ``AccountRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func invite(_ person: InvitedPerson, into roles: Set<Role>, by confirmed: ConfirmedCaller, operation: Operation) async throws -> Account.ID {
        try await invite(person, to: InvitationGrant(roles: roles), by: confirmed.caller, operation: operation)
    }

    private func invite(_ person: InvitedPerson, to grant: InvitationGrant, by caller: Caller, operation: Operation) async throws -> Account.ID {
        try await refusingAccounts {
            try await perform(operation) { session in
                guard permissions.mayInvite(try session.actor(caller.account), to: grant.roles) else { throw AccountRefusal.notAllowed }
                return try invite(person, to: grant, by: caller.account, in: session)
            }
        }
    }

    /// The first administrators come by the command line, where nobody is signed in.
    /// - Returns: the token of the link.
    /// - Throws: ``AccountRefusal``.
    public func inviteByCommand(_ person: InvitedPerson, into roles: Set<Role>) async throws -> String {
        try await refusingAccounts {
            try await database.transaction { session in
                let account = try session.insert(
                    NewAccount(email: person.email, displayName: person.displayName, password: nil, sampleData: person.sampleData),
                    passwordHash: nil, by: nil
                )
                return try session.openInvitation(for: account, to: InvitationGrant(roles: roles), by: nil)
            }
        }
    }

    /// Account, invitation and mail, in the caller's transaction.
    func invite(_ person: InvitedPerson, to grant: InvitationGrant, by creator: Account.ID, in session: Session) throws -> Account.ID {
        let new = NewAccount(email: person.email, displayName: person.displayName, password: nil, sampleData: person.sampleData)
        let account = try session.insert(new, passwordHash: nil, by: creator)
        try sendInvitation(to: account, grant, by: creator, in: session)
        return account
    }

    func sendInvitation(to account: Account.ID, _ grant: InvitationGrant, by creator: Account.ID, in session: Session) throws {
        let token = try session.openInvitation(for: account, to: grant, by: creator)
        let inviter: String = try session.value("SELECT display_name FROM account WHERE id = \(creator)")
        try post(.invitation(token: token, by: inviter), to: account, in: session)
    }
}

extension Session {
    /// - Returns: the token, which is stored nowhere.
    fileprivate func openInvitation(for account: Account.ID, to grant: InvitationGrant, by creator: Account.ID?) throws -> String {
        let token = Token.random()
        try execute(
            """
            INSERT INTO invitation (account_id, token_hash, roles, municipality_id, lead, created_by, expires_at)
            VALUES (\(account), \(Token.sha256(token.utf8)), \(grant.roles.map(\.rawValue).sorted()), \(grant.municipality), \(grant.lead),
                    \(creator), now() + make_interval(days => \(Invitation.days)::int))
            """
        )
        try record(
            .invited, by: creator, about: .account(account),
            after: InvitationRecord(
                roles: grant.roles.map(\.rawValue).sorted(), municipality: grant.municipality?.description, lead: grant.lead
            )
        )
        return token
    }
}
