public import AwardStore
public import Awards
import Foundation
import Postgres
import ScoringEngine

/// A round that has been scored, made with plain SQL: what entries and judging do step by step, in a few statements.
public struct SampleScoring: Sendable {
    /// A juror's marks for the sample rules' two criteria; nil is not applicable.
    public typealias Marks = [String: String?]

    public let store: Store
    public let round: Round.ID
    public let staff: Account.ID

    public init(_ store: Store, round: Round.ID, staff: Account.ID) {
        self.store = store
        self.round = round
        self.staff = staff
    }

    /// Imports the rules and hires one member of staff.
    public static func start(_ store: Store, rules: RoundRules) async throws -> SampleScoring {
        let staff = try await SamplePeople(store).staff()
        let round = try await store.importRound(rules, source: "test", by: staff)
        return SampleScoring(store, round: round.id, staff: staff)
    }

    /// An admitted entry of a new municipality in the class of its population.
    public func entry(_ name: String, key: String, population: Int, kind: Municipality.Kind = .gemeinde) async throws -> Entry.ID {
        let municipality = try await SamplePeople(store).municipality(name, key: key, population: population, kind: kind)
        return try await store.database.transaction { session in
            let number: Int = try session.value(
                "UPDATE round SET last_entry_number = last_entry_number + 1 WHERE id = \(round) RETURNING last_entry_number"
            )
            return try session.value(
                """
                INSERT INTO entry (round_id, municipality_id, track, population, population_date, population_source, state, number,
                                   created_by, submitted_at, submitted_by, content_hash, content, decided_at, decided_by)
                SELECT \(round), \(municipality), t.code, \(population), '2025-12-31', 'Testdaten', 'admitted', \(number), \(staff),
                       now(), \(staff), sha256('{}'), '{}', now(), \(staff)
                FROM track t
                WHERE t.round_id = \(round) AND \(population) >= t.population_from
                  AND (t.population_to IS NULL OR \(population) <= t.population_to)
                RETURNING id
                """
            )
        }
    }

    public func juror(_ name: String) async throws -> Juror.ID {
        let account = try await SamplePeople(store).account("\(name)@example.org")
        return try await store.database.transaction { session in
            try session.value(
                "INSERT INTO juror (round_id, account_id, organisation) VALUES (\(round), \(account), 'Test') RETURNING id"
            )
        }
    }

    /// One juror's sheet for an entry, after a declaration that fits its state.
    public func sheet(_ juror: Juror.ID, _ entry: Entry.ID, state: ScoreSheet.State = .final, _ marks: Marks = [:]) async throws {
        try await store.database.transaction { session in
            let assignment: Assignment.ID = try session.value(
                """
                INSERT INTO assignment (round_id, juror_id, entry_id, assigned_by)
                VALUES (\(round), \(juror), \(entry), \(staff)) RETURNING id
                """
            )
            if state != .notStarted {
                try session.execute(
                    """
                    INSERT INTO conflict_declaration (assignment_id, conflict, ground, declared_by)
                    VALUES (\(assignment), \(state == .recused), \(state == .recused ? "advice" : nil), \(staff))
                    """
                )
            }
            let standing: ConflictStanding? = state == .notStarted ? nil : state == .recused ? .excluded : .clear
            try session.execute(
                """
                INSERT INTO score_sheet (assignment_id, round_id, state, finalised_at, standing, held_state)
                VALUES (\(assignment), \(round), \(state.rawValue), \([.final, .abstained].contains(state) ? Date(timeIntervalSince1970: 1_800_000_000) : nil),
                        \(standing?.rawValue), \(state == .recused ? "notStarted" : nil))
                """
            )
            for (criterion, points) in marks {
                try session.execute(
                    """
                    INSERT INTO score_mark (assignment_id, round_id, criterion, points)
                    VALUES (\(assignment), \(round), \(criterion), \(points)::text::numeric)
                    """
                )
            }
            try recordSheet(assignment, juror, entry, state, marks, in: session)
        }
    }

    /// The acts that saving and declaring would have recorded.
    private func recordSheet(
        _ assignment: Assignment.ID, _ juror: Juror.ID, _ entry: Entry.ID, _ state: ScoreSheet.State, _ marks: Marks, in session: Session
    ) throws {
        let action: String? = switch state {
        case .final: "sheetFinalised"
        case .abstained: "sheetAbstained"
        case .draft: "sheetSaved"
        case .recused, .notStarted: nil
        }
        if state != .notStarted { try record(state == .recused ? "conflictDeclared" : "noConflictDeclared", assignment, facts: [:], in: session) }
        guard let action else { return }
        let salt = [UInt8](repeating: 7, count: 32)
        let pseudonym: String = try session.value("SELECT encode(pseudonym, 'hex') FROM juror WHERE id = \(juror)")
        let sheet = CommittedSheet(
            assignment: assignment, juror: pseudonym, entry: entry, track: "", state: state,
            marks: marks.mapValues { points in points.flatMap { FixedPoint($0) }.map(Mark.points) ?? .notApplicable }, salt: RecordHash(salt)
        )
        try session.execute("UPDATE score_sheet SET salt = \(salt) WHERE assignment_id = \(assignment)")
        try record(action, assignment, facts: [CommittedSheet.purpose: sheet.hash.map { .hash($0) } ?? .nothing], in: session)
    }

    private func record(_ action: String, _ assignment: Assignment.ID, facts: EventFacts, in session: Session) throws {
        let seq: Int = try session.value(
            "SELECT record_event(\(action), 'assignment', \(assignment), NULL, \(round), NULL, '{}', \(facts.json.text))"
        )
        precondition(seq > 0)
    }

    public func closeScoring() async throws {
        try await store.database.transaction { session in
            _ = try session.execute("UPDATE round SET state = 'scoringClosed', scoring_closed_at = now() WHERE id = \(round)")
        }
    }

    public func caller() async throws -> Caller {
        try await SamplePeople(store).caller(staff)
    }

    /// A form sent once.
    public func operation(_ content: String = "") -> AwardStore.Operation {
        AwardStore.Operation(id: UUID(), account: staff, requestHash: Token.sha256(content.utf8))
    }
}
