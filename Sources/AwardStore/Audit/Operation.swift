public import Awards
public import Foundation
import Postgres

/// One sending of a form: an id made when the form was rendered, and a hash of what was sent.
public struct Operation: Sendable, Equatable {
    public let id: UUID
    public let account: Account.ID
    /// SHA-256 of the form's fields, 32 bytes.
    public let requestHash: [UInt8]

    public init(id: UUID, account: Account.ID, requestHash: [UInt8]) {
        self.id = id
        self.account = account
        self.requestHash = requestHash
    }
}

/// The id was used before, by someone else or with another content.
public struct OperationReused: Error, Equatable {}

/// The connection was lost around COMMIT and the operation's fate could not be learnt.
public struct OutcomeUnknown: Error, Equatable {}

extension Store {
    /// Runs a use case at most once per operation id. The same form sent again gets the first answer again.
    /// - Throws: what the body throws; ``OperationReused``; ``OutcomeUnknown`` when neither success nor failure is certain.
    func perform<Outcome: Codable & Sendable>(
        _ operation: Operation, _ body: @escaping @Sendable (Session) throws -> Outcome
    ) async throws -> Outcome {
        let once: @Sendable (Session) throws -> Outcome = { session in
            if let first = try session.outcome(of: operation, as: Outcome.self) { return first }
            let outcome = try body(session)
            try session.keep(outcome, of: operation)
            return outcome
        }
        do {
            return try await database.transaction(once)
        } catch let error as DatabaseError where error.constraint == "operation_pkey" {
            // Whoever has the id and is not to be seen is somebody else.
            guard let first: Outcome = try await settled(operation) else { throw OperationReused() }
            return first
        } catch let error as DatabaseError where error.kind == .outcomeUnknown {
            return try await resolve(operation)
        } catch where !(error is DatabaseError || error is OperationReused) {
            // A form sent twice at the same time is refused because of its own first sending.
            guard let first: Outcome = try await settled(operation) else { throw error }
            return first
        }
    }

    /// Asks the writable node what became of an operation whose COMMIT got no answer.
    private func resolve<Outcome: Codable & Sendable>(_ operation: Operation) async throws -> Outcome {
        let first: Outcome?
        do {
            first = try await settled(operation)
        } catch is DatabaseError {
            throw OutcomeUnknown()
        }
        guard let first else { throw OutcomeUnknown() }
        return first
    }

    private func settled<Outcome: Codable & Sendable>(_ operation: Operation) async throws -> Outcome? {
        try await database.transaction { session in try session.outcome(of: operation, as: Outcome.self) }
    }
}

extension Session {
    fileprivate func outcome<Outcome: Decodable>(of operation: Operation, as: Outcome.Type) throws -> Outcome? {
        let stored = try first(
            "SELECT account_id, request_hash, result FROM operation WHERE id = \(operation.id)"
        ) { row in
            (account: try row("account_id") as Account.ID, hash: try row("request_hash") as [UInt8], result: try row("result") as JSONText)
        }
        guard let stored else { return nil }
        guard stored.account == operation.account, stored.hash == operation.requestHash else { throw OperationReused() }
        return try JSON.value(stored.result, as: Outcome.self)
    }

    fileprivate func keep(_ outcome: some Encodable, of operation: Operation) throws {
        try execute(
            """
            INSERT INTO operation (id, account_id, request_hash, result)
            VALUES (\(operation.id), \(operation.account), \(operation.requestHash), \(try JSON.text(outcome)))
            """
        )
    }
}
