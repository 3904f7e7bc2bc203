public import Awards
import Postgres

extension Store {
    /// Records a conflict of a juror that somebody else has come to know of: by staff or the chair, also after scoring has
    /// closed, as long as no ranking counts the sheet.
    /// - Throws: ``ConflictRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func recordConflict(
        _ assignment: Assignment.ID, ground: ConflictGround, note: String, by caller: Caller, operation: Operation
    ) async throws -> DeclaredConflict {
        let declared = try await perform(operation) { session in
            let held = try session.lockedCase(assignment)
            let overseen = try held.flatMap { try overseesConflicts(caller.account, $0.matter, in: session) ? $0 : nil }
            let standing = try RecordingConflict.decide(ground, note: note, on: overseen?.recording)
            guard let held = overseen else { throw ConflictRefusal.notAssigned }
            try session.write(.conflict(ground, note: note), denied: false, on: assignment, by: caller)
            let settled = try session.settle(jurors: [held.juror])
            try session.record(
                .conflictRecorded, by: caller.account, about: .assignment(assignment), round: held.round, before: StandingRecord(before: held),
                after: StandingRecord(after: standing, ground: ground, of: assignment, held: held, settled: settled)
            )
            return DeclaredConflict(assignment: assignment, standing: standing, excludedMarks: held.marks)
        }
        guard declared.assignment == assignment else { throw OperationReused() }
        return declared
    }

    /// Staff see the conflicts of every round; the chair those of the own round, except about an entry the chair may not
    /// judge.
    func overseesConflicts(_ person: Account.ID, _ matter: BiasMatter, in session: Session) throws -> Bool {
        let actor = Actor(roles: try session.roles(of: person), isApplicant: false, isJuror: false)
        if permissions.mayRunRounds(actor) { return true }
        return permissions.mayChair(person, chairedBy: matter.chair) && !matter.isChairBarred
    }
}

extension Session {
    func roles(of account: Account.ID) throws -> Set<Role> {
        Set(try rows("SELECT role FROM account_role WHERE account_id = \(account)") { row in try row.state("role") })
    }
}
