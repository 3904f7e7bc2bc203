public import Awards
public import Foundation
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
    /// Which call made it: another one's where a form was sent again.
    public let call: UUID
}

extension Store {
    /// Gives a person who has an account a seat on the round's jury.
    /// - Parameter organisation: whom the person stands for; may be "".
    /// - Throws: ``JurorRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func addJuror(
        email: String, organisation: String, to round: Round.ID, by caller: Caller, operation: Operation, call: UUID = UUID()
    ) async throws -> AddedJuror {
        try await addJuror(to: round, organisation: organisation, by: caller, operation: operation, call: call) { session in
            let account = try session.first("SELECT id FROM account WHERE lower(email) = lower(\(email)) AND disabled_at IS NULL") { row in
                try row("id") as Account.ID
            }
            guard let account else { throw JurorRefusal.unknownAccount }
            return account
        }
    }

    /// Creates an account and gives it a seat on the round's jury, in one transaction.
    /// - Parameter call: comes back in the answer unless the form was sent before.
    /// - Throws: ``JurorRefusal``, ``AccountRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func addJuror(
        creating new: NewAccount, organisation: String, to round: Round.ID, by caller: Caller, operation: Operation, call: UUID = UUID()
    ) async throws -> AddedJuror {
        let hash = try await passwordHash(for: new)
        return try await refusingAccounts {
            try await addJuror(to: round, organisation: organisation, by: caller, operation: operation, call: call) { session in
                try session.insert(new, passwordHash: hash, by: caller.account)
            }
        }
    }

    private func addJuror(
        to round: Round.ID, organisation: String, by caller: Caller, operation: Operation, call: UUID,
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
                return AddedJuror(juror: juror, account: account, call: call)
            }
        } catch let error as DatabaseError where error.constraint == "juror_one_per_account" {
            throw JurorRefusal.alreadyOnJury
        }
    }
}
