public import Awards
import Postgres

/// What became of a declaration.
public struct DeclaredConflict: Codable, Equatable, Sendable {
    public let assignment: Assignment.ID
    public let conflict: Bool
    /// Marks that were there and never count now.
    public let excludedMarks: Int
}

private struct DeclarationRecord: Encodable {
    let conflict: Bool?
    var ground: ConflictGround?
    let sheet: ScoreSheet.State
    var excludedMarks: Int?
}

extension Store {
    /// Records a juror's declaration. A conflict recuses the sheet: what was scored before stays in the record and never counts.
    /// - Throws: ``ConflictRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func declareConflict(
        _ assignment: Assignment.ID, _ declaration: ConflictDeclaration, by caller: Caller, operation: Operation
    ) async throws -> DeclaredConflict {
        do {
            let declared = try await perform(operation) { session in
                let sheet = try lockedSheet(assignment, of: caller.account, in: session)
                try DeclaringConflict.decide(declaration, on: sheet?.declarationFacts)
                guard let sheet else { throw ConflictRefusal.notAssigned }
                try session.write(declaration, on: assignment, by: caller)
                if declaration.isConflict { try session.recuse(assignment) }
                try session.recordDeclaration(declaration, on: assignment, sheet, by: caller)
                return DeclaredConflict(
                    assignment: assignment, conflict: declaration.isConflict, excludedMarks: declaration.isConflict ? sheet.marks.count : 0
                )
            }
            guard declared.assignment == assignment else { throw OperationReused() }
            return declared
        } catch let error as DatabaseError where error.constraint == "conflict_declaration_pkey" {
            throw ConflictRefusal.alreadyDeclared
        }
    }
}

extension LockedSheet {
    /// The sheet's state tells a conflict even where the declaration was written while this transaction waited.
    fileprivate var declarationFacts: DeclaringConflict.Facts {
        DeclaringConflict.Facts(roundState: facts.roundState, declaredConflict: facts.state == .recused ? true : declaredConflict)
    }
}

extension Session {
    fileprivate func write(_ declaration: ConflictDeclaration, on assignment: Assignment.ID, by caller: Caller) throws {
        switch declaration {
        case .noConflict:
            try execute(
                """
                INSERT INTO conflict_declaration (assignment_id, conflict, declared_at)
                VALUES (\(assignment), false, \(caller.requestedAt))
                """
            )
        case .conflict(let ground, let note):
            try execute(
                """
                INSERT INTO conflict_declaration (assignment_id, conflict, ground, note, declared_at)
                VALUES (\(assignment), true, \(ground.rawValue), \(note), \(caller.requestedAt))
                ON CONFLICT ON CONSTRAINT conflict_declaration_pkey DO UPDATE
                SET conflict = true, ground = excluded.ground, note = excluded.note, declared_at = excluded.declared_at
                """
            )
        }
    }

    fileprivate func recuse(_ assignment: Assignment.ID) throws {
        try execute(
            """
            UPDATE score_sheet SET state = 'recused', revision = revision + 1, finalised_at = NULL
            WHERE assignment_id = \(assignment)
            """
        )
    }

    /// The note stays out of the record: it may name relatives.
    fileprivate func recordDeclaration(
        _ declaration: ConflictDeclaration, on assignment: Assignment.ID, _ sheet: LockedSheet, by caller: Caller
    ) throws {
        let before = DeclarationRecord(conflict: sheet.declaredConflict, sheet: sheet.facts.state)
        switch declaration {
        case .noConflict:
            try record(
                .noConflictDeclared, by: caller.account, about: .assignment(assignment), round: sheet.round,
                before: before, after: DeclarationRecord(conflict: false, sheet: sheet.facts.state)
            )
        case .conflict(let ground, _):
            try record(
                .conflictDeclared, by: caller.account, about: .assignment(assignment), round: sheet.round, before: before,
                after: DeclarationRecord(conflict: true, ground: ground, sheet: .recused, excludedMarks: sheet.marks.count)
            )
        }
    }
}
