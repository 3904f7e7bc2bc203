public import Awards
import Postgres

/// A seat on a jury.
public struct AddedJuror: Codable, Equatable, Sendable {
    public let juror: Juror.ID
    public let account: Account.ID
    /// Has been sent an invitation: the account is new, or its access was renewed with the seat.
    public let invited: Bool
}

/// Whether an account becomes powerful by the seat.
private enum Power {
    /// It was before.
    case had
    case gained
    /// The account is new, and nobody has held a link to it.
    case invited
}

extension Store {
    /// Gives a person who has an account a seat on the round's jury. From now on mail to them is for administrators to read; what
    /// could have opened the account until now opens it no longer.
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
            return (account, try session.isPowerful(account) ? .had : .gained)
        }
    }

    /// Invites a person who has no account and gives them a seat on the round's jury, in one transaction.
    /// - Throws: ``JurorRefusal``, ``AccountRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func addJuror(
        inviting person: InvitedPerson, organisation: String, to round: Round.ID, by caller: Caller, operation: Operation
    ) async throws -> AddedJuror {
        try await refusingAccounts {
            try await addJuror(to: round, organisation: organisation, by: caller, operation: operation) { session in
                (try invite(person, to: InvitationGrant(), by: caller.account, in: session), .invited)
            }
        }
    }

    private func addJuror(
        to round: Round.ID, organisation: String, by caller: Caller, operation: Operation,
        finding person: @escaping @Sendable (Session) throws -> (account: Account.ID, power: Power)
    ) async throws -> AddedJuror {
        do {
            return try await perform(operation) { session in
                guard try loadRound(round, lock: .shared, in: session)?.state == .open else { throw JurorRefusal.roundClosed }
                let (account, power) = try person(session)
                try JoiningJury.decide(
                    isOwn: account == caller.account, isAuditor: try session.value("SELECT wall.is_auditor(\(account))")
                )
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
                let renewed = power == .gained ? try renewAccess(of: account, by: caller.account, in: session) : false
                return AddedJuror(juror: juror, account: account, invited: renewed || power == .invited)
            }
        } catch let error as DatabaseError where error.constraint == "juror_one_per_account" {
            throw JurorRefusal.alreadyOnJury
        }
    }
}
