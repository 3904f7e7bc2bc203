public import AwardStore
public import Awards
import Foundation
import Postgres
public import ScoringEngine

/// An open round with admitted entries, jurors and assignments, for tests of judging and of what comes after it.
public struct SampleJury: Sendable {
    public let people: SamplePeople
    public let round: Round.ID
    public let staff: Account.ID
    public let applicant: Account.ID

    public var store: Store { people.store }

    /// A round by the sample rules, a member of staff and one applicant account.
    public init(_ people: SamplePeople, rules: RoundRules? = nil) async throws {
        self.people = people
        staff = try await people.staff()
        applicant = try await people.account("kommune@example.org")
        round = try await people.store.importRound(try rules ?? SampleRules.round(), source: "", by: staff).id
    }

    /// A person with a seat on the jury.
    public func juror(_ email: String) async throws -> (account: Account.ID, juror: Juror.ID) {
        let account = try await people.account(email)
        let seat = try await store.addJuror(
            email: email, organisation: "Haus der Jury", to: round, by: try await people.caller(staff), operation: operation(of: staff)
        )
        return (account, seat.juror)
    }

    /// An entry with answers and a measure, in the given state. Its texts contain the municipality's name.
    public func entry(
        _ municipality: String, key: String, population: Int = 5_000, state: Entry.State = .admitted
    ) async throws -> Entry.ID {
        let place = try await people.municipality(municipality, key: key, population: population)
        return try await store.database.transaction { session in
            let track: String = try session.value(
                """
                SELECT code FROM track WHERE round_id = \(round)
                AND \(population) BETWEEN population_from AND coalesce(population_to, 2147483647)
                """
            )
            let entry: Entry.ID = try session.value(
                """
                INSERT INTO entry (round_id, municipality_id, track, population, population_date, created_by)
                VALUES (\(round), \(place), \(track), \(population), '2025-12-31', \(applicant)) RETURNING id
                """
            )
            try session.execute(
                """
                INSERT INTO entry_section (entry_id, section, revision, answers, saved_by)
                VALUES (\(entry), 'verankerung', 1, jsonb_build_object('beschluesse', \("Beschlüsse von " + municipality)::text), \(applicant))
                """
            )
            try session.execute(
                """
                INSERT INTO measure (entry_id, position, field, title, description, started_year, saved_by)
                VALUES (\(entry), 1, 'bildung', \("Fest in " + municipality), 'Ein Fest für alle.', 2025, \(applicant))
                """
            )
            if state != .draft { try session.submit(entry, of: round, by: applicant) }
            if state == .admitted || state == .rejected {
                try session.execute(
                    """
                    UPDATE entry SET state = \(state.rawValue), decided_at = now(), decided_by = \(staff),
                           rejection_reason = \(state == .rejected ? "Zu spät" : nil)
                    WHERE id = \(entry)
                    """
                )
            }
            return entry
        }
    }

    /// Assigns a juror to an entry.
    public func assign(_ juror: Juror.ID, _ entry: Entry.ID) async throws -> Assignment.ID {
        _ = try await store.changeAssignments(
            in: round, assign: [AssignmentPair(juror: juror, entry: entry)], unassign: [], by: try await people.caller(staff),
            operation: operation(of: staff)
        )
        return try await store.database.read { session in
            try session.value("SELECT id FROM assignment WHERE juror_id = \(juror) AND entry_id = \(entry)")
        }
    }

    public func declare(_ assignment: Assignment.ID, _ declaration: ConflictDeclaration = .noConflict, by juror: Account.ID) async throws {
        _ = try await store.declareConflict(assignment, declaration, by: try await people.caller(juror), operation: operation(of: juror))
    }

    /// Saves the whole sheet; a criterion with "" is left empty, "n/a" does not apply.
    @discardableResult
    public func save(
        _ assignment: Assignment.ID, _ points: [String: String], _ intent: ScoreDraft.Intent = .saveDraft, revision: Int,
        comment: String = "", by juror: Account.ID, operation: AwardStore.Operation? = nil
    ) async throws -> SavedSheet {
        let draft = ScoreDraft(marks: try Self.marks(points), comment: comment, intent: intent, revision: revision)
        return try await store.saveScore(
            assignment, draft, by: try await people.caller(juror), operation: operation ?? self.operation(of: juror)
        )
    }

    /// A new operation, as a freshly rendered form carries it.
    public func operation(of account: Account.ID) -> AwardStore.Operation {
        AwardStore.Operation(id: UUID(), account: account, requestHash: Array(repeating: 7, count: 32))
    }

    public static func marks(_ points: [String: String]) throws -> [String: Mark] {
        try points.filter { $0.value != "" }.mapValues { $0 == "n/a" ? .notApplicable : .points(try SampleRules.points($0)) }
    }
}

extension Session {
    fileprivate func submit(_ entry: Entry.ID, of round: Round.ID, by applicant: Account.ID) throws {
        let number: Int = try value("UPDATE round SET last_entry_number = last_entry_number + 1 WHERE id = \(round) RETURNING last_entry_number")
        try execute(
            """
            UPDATE entry SET state = 'submitted', number = \(number), submitted_at = now(), submitted_by = \(applicant),
                   content = '{}', content_hash = sha256('{}')
            WHERE id = \(entry)
            """
        )
    }
}
