public import Awards
import Postgres
public import ScoringEngine

/// What one juror has to do, in every round they sit on the jury of. Holds nothing about other jurors.
public struct JurorDesk: Sendable, Equatable {
    /// Open rounds first, then the newest.
    public let rounds: [DeskRound]

    /// The open assignment after this one in its round, or nil where nothing else is open.
    public func next(after assignment: Assignment.ID) -> DeskAssignment? {
        guard let round = rounds.first(where: { $0.assignments.contains { $0.id == assignment } }),
            let position = round.assignments.firstIndex(where: { $0.id == assignment })
        else { return nil }
        let following = round.assignments[(position + 1)...] + round.assignments[..<position]
        return round.state == .open ? following.first(where: \.isOpen) : nil
    }
}

public struct DeskRound: Sendable, Equatable {
    public let round: JudgedRound
    /// The juror chairs this jury.
    public let isChair: Bool
    /// By size class, then by municipality.
    public let assignments: [DeskAssignment]

    public var state: Round.State { round.state }

    /// The one thing to do now: go on with a draft, else begin a sheet, else make a declaration.
    public var next: DeskAssignment? {
        guard state == .open else { return nil }
        let order: [DeskAssignment.Step] = [.draft, .notStarted, .declarationMissing]
        return order.lazy.compactMap { step in assignments.first { $0.step == step && $0.isOpen } }.first
    }

    /// Assignments that need something from the juror or have got it; a conflict takes one out.
    public var expected: Int { assignments.count { !$0.step.isClosed && $0.entryState == .admitted } }
    public var finished: Int { assignments.count { $0.isFinished && $0.entryState == .admitted } }
}

public struct DeskAssignment: Sendable, Equatable {
    public enum Step: String, Sendable, CaseIterable {
        case declarationMissing, notStarted, draft, final, abstained, recused
        /// A concern or a denied suggestion waits for a decision; the sheet is closed until then.
        case undecided

        /// Nothing is to be done here, and nothing counts.
        public var isClosed: Bool { self == .recused || self == .undecided }
    }

    public let id: Assignment.ID
    public let municipality: MunicipalityTitle
    public let land: String
    /// Code of the size class.
    public let track: String
    public let entryState: Entry.State
    public let step: Step
    /// Criteria with points or n/a.
    public let marked: Int
    /// The juror's own total from 0 to 100; nil without points and for a recused sheet.
    public let total: Rational?

    public var isFinished: Bool { step == .final || step == .abstained }
    public var isOpen: Bool { !step.isClosed && !isFinished && entryState == .admitted }
}

extension Store {
    /// Two queries, however many rounds and assignments there are.
    public func jurorDesk(of account: Account.ID) async throws -> JurorDesk {
        try await database.read { session in
            let rounds = try session.rows(
                """
                SELECT r.id AS round_id, r.slug AS round_slug, r.title AS round_title, r.state AS round_state, r.rules_version,
                       j.chair
                FROM juror j JOIN round r ON r.id = j.round_id
                WHERE j.account_id = \(account)
                ORDER BY r.state <> 'open', r.entry_deadline DESC, r.slug
                """
            ) { row in (round: try judgedRound(row, in: session), isChair: try row("chair") as Bool) }
            let rubrics = Dictionary(uniqueKeysWithValues: rounds.map { ($0.round.id, $0.round.rules.rubric) })
            let assignments = try session.deskAssignments(of: account, rubrics: rubrics)
            return JurorDesk(rounds: rounds.map { DeskRound(round: $0.round, isChair: $0.isChair, assignments: assignments[$0.round.id] ?? []) })
        }
    }
}

extension DeskAssignment.Step {
    /// - Parameter standing: nil where nothing was declared.
    init(standing: ConflictStanding?, sheet: ScoreSheet.State) {
        switch (standing, sheet) {
        case (.pending, _): self = .undecided
        case (.excluded, _), (_, .recused): self = .recused
        case (nil, _): self = .declarationMissing
        case (.clear, .notStarted): self = .notStarted
        case (.clear, .draft): self = .draft
        case (.clear, .final): self = .final
        case (.clear, .abstained): self = .abstained
        }
    }
}

extension Row {
    /// The columns `state` and `standing` of a sheet.
    func step() throws -> DeskAssignment.Step {
        DeskAssignment.Step(standing: try standing(), sheet: try state("state"))
    }

    /// The column `standing`; nil where nothing was declared.
    func standing() throws -> ConflictStanding? {
        let text: String? = try self("standing")
        return try text.map { _ in try state("standing") }
    }
}

extension Session {
    fileprivate func deskAssignments(of account: Account.ID, rubrics: [Round.ID: RubricRules]) throws -> [Round.ID: [DeskAssignment]] {
        let found = try rows(
            """
            SELECT a.id, a.round_id, m.kind, m.display_name, m.designation, m.article, l.name AS land, e.track, e.state AS entry_state,
                   s.state, s.standing,
                   ARRAY(SELECT k.criterion FROM score_mark k WHERE k.assignment_id = a.id ORDER BY k.criterion) AS criteria,
                   ARRAY(SELECT k.points FROM score_mark k WHERE k.assignment_id = a.id ORDER BY k.criterion) AS points
            FROM juror j
            JOIN assignment a ON a.juror_id = j.id
            JOIN score_sheet s ON s.assignment_id = a.id
            JOIN entry e ON e.id = a.entry_id
            JOIN track t ON t.round_id = e.round_id AND t.code = e.track
            JOIN municipality m ON m.id = e.municipality_id
            JOIN land l ON l.code = m.land_code
            WHERE j.account_id = \(account)
            ORDER BY t.position, m.display_name COLLATE "de-x-icu", a.id
            """
        ) { row in
            let round: Round.ID = try row("round_id")
            let marks = try row.marks()
            let step = try row.step()
            return (round, DeskAssignment(
                id: try row("id"), municipality: try row.municipalityTitle(), land: try row("land"), track: try row("track"),
                entryState: try row.state("entry_state"), step: step, marked: marks.count,
                total: step.isClosed ? nil : rubrics[round]?.total(of: marks)
            ))
        }
        return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
    }
}
