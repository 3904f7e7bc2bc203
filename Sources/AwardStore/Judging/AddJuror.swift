public import Awards
import Postgres

/// Why a person does not join a jury.
public enum JurorRefusal: Error, Equatable, Sendable {
    case roundClosed
    case unknownAccount
    case alreadyOnJury
}

/// A seat on a jury.
public struct AddedJuror: Codable, Equatable, Sendable {
    public let juror: Juror.ID
    public let account: Account.ID
}

extension Store {
    /// Gives a person who has an account a seat on the round's jury.
    /// - Parameter organisation: whom the person stands for; may be "".
    /// - Throws: ``JurorRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func addJuror(
        email: String, organisation: String, to round: Round.ID, by caller: Caller, operation: Operation
    ) async throws -> AddedJuror {
        try await addJuror(to: round, organisation: organisation, by: caller, operation: operation) { session in
            let account = try session.first("SELECT id FROM account WHERE lower(email) = lower(\(email)) AND disabled_at IS NULL") { row in
                try row("id") as Account.ID
            }
            guard let account else { throw JurorRefusal.unknownAccount }
            return account
        }
    }

    /// Invites a person who has no account and gives them a seat on the round's jury, in one transaction.
    /// - Throws: ``JurorRefusal``, ``AccountRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func addJuror(
        inviting person: InvitedPerson, organisation: String, to round: Round.ID, by caller: Caller, operation: Operation
    ) async throws -> AddedJuror {
        try await refusingAccounts {
            try await addJuror(to: round, organisation: organisation, by: caller, operation: operation) { session in
                try invite(person, to: InvitationGrant(), by: caller.account, in: session)
            }
        }
    }

    private func addJuror(
        to round: Round.ID, organisation: String, by caller: Caller, operation: Operation,
        finding account: @escaping @Sendable (Session) throws -> Account.ID
    ) async throws -> AddedJuror {
        do {
            return try await perform(operation) { session in
                guard try loadRound(round, lock: .shared, in: session)?.state == .open else { throw JurorRefusal.roundClosed }
                let account = try account(session)
                let juror: Juror.ID = try session.value(
                    """
                    INSERT INTO juror (round_id, account_id, organisation)
                    VALUES (\(round), \(account), \(organisation)) RETURNING id
                    """
                )
                try session.record(
                    .jurorAdded, by: caller.account, about: .juror(juror), round: round,
                    after: ["account": account.description, "organisation": organisation]
                )
                return AddedJuror(juror: juror, account: account)
            }
        } catch let error as DatabaseError where error.constraint == "juror_one_per_account" {
            throw JurorRefusal.alreadyOnJury
        }
    }
}
