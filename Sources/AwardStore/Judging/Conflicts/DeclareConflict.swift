public import Awards
import Postgres

/// What became of a declaration.
public struct DeclaredConflict: Codable, Equatable, Sendable {
    public let assignment: Assignment.ID
    public let standing: ConflictStanding
    /// Marks that were there and do not count now.
    public let excludedMarks: Int
}

/// One side of a change of a juror's standing. Notes and reasons stay out of the record: they may name relatives.
struct StandingRecord: Encodable {
    let standing: ConflictStanding?
    var ground: ConflictGround?
    let sheet: ScoreSheet.State
    var excludedMarks: Int?
    /// Other sheets that closed or opened with this one, because the exclusion covers the size class.
    var withClass: [Assignment.ID]?

    init(before held: LockedCase) {
        standing = held.standing
        sheet = held.sheet
    }

    init(after standing: ConflictStanding, ground: ConflictGround? = nil, of assignment: Assignment.ID, held: LockedCase, settled: [SettledSheet]) {
        self.standing = standing
        self.ground = ground
        sheet = settled.first { $0.assignment == assignment }?.state ?? held.sheet
        excludedMarks = standing.isBarred ? held.marks : nil
        let others = settled.map(\.assignment).filter { $0 != assignment }
        withClass = others.isEmpty ? nil : others
    }
}

extension Store {
    /// Records a juror's declaration. A ground of section 20 recuses the sheet at once, a concern or a denied suggestion
    /// closes it until somebody decides. What was scored before stays in the record and does not count.
    /// - Throws: ``ConflictRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func declareConflict(
        _ assignment: Assignment.ID, _ declaration: ConflictDeclaration, by caller: Caller, operation: Operation
    ) async throws -> DeclaredConflict {
        let declared = try await perform(operation) { session in
            guard let held = try session.lockedCase(assignment), held.matter.juror == caller.account else { throw ConflictRefusal.notAssigned }
            let suggested = try session.suggestions(of: held.round, juror: held.juror, entry: held.entry).contains { !$0.isDismissed }
            let standing = try DeclaringConflict.decide(
                declaration,
                on: DeclaringConflict.Facts(
                    roundState: held.roundState, standing: held.standing, excludedWithClass: held.excludedWithClass, suggested: suggested
                )
            )
            try session.write(declaration, denied: standing == .pending && declaration.ground == nil, on: assignment, by: caller)
            let settled = try session.settle(jurors: [held.juror])
            try session.record(
                .declaring(declaration, standing), by: caller.account, about: .assignment(assignment), round: held.round,
                before: StandingRecord(before: held),
                after: StandingRecord(after: standing, ground: declaration.ground, of: assignment, held: held, settled: settled)
            )
            return DeclaredConflict(assignment: assignment, standing: standing, excludedMarks: standing.isBarred ? held.marks : 0)
        }
        guard declared.assignment == assignment else { throw OperationReused() }
        return declared
    }
}

extension EventAction {
    fileprivate static func declaring(_ declaration: ConflictDeclaration, _ standing: ConflictStanding) -> Self {
        if declaration.ground != nil { return .conflictDeclared }
        return standing == .pending ? .suggestionDenied : .noConflictDeclared
    }
}

extension Session {
    /// A new declaration takes the place of an earlier one and of what was decided about that.
    func write(_ declaration: ConflictDeclaration, denied: Bool, on assignment: Assignment.ID, by caller: Caller) throws {
        let note = declaration.ground != nil || denied ? declaration.note : ""
        try execute(
            """
            INSERT INTO conflict_declaration (assignment_id, conflict, ground, denied, note, declared_at, declared_by)
            VALUES (\(assignment), \(declaration.ground != nil), \(declaration.ground?.rawValue), \(denied), \(note), \(caller.requestedAt),
                    \(caller.account))
            ON CONFLICT ON CONSTRAINT conflict_declaration_pkey DO UPDATE
            SET conflict = excluded.conflict, ground = excluded.ground, denied = excluded.denied, note = excluded.note,
                declared_at = excluded.declared_at, declared_by = excluded.declared_by, decision_id = NULL, biased = NULL,
                revision = conflict_declaration.revision + 1
            """
        )
    }
}
