import Awards
import Postgres
import ScoringEngine

extension Store {
    /// The jury's part: seats, assignments, declarations and sheets.
    func judgeDemo(
        _ content: DemoFile.Round, entries: [String: Entry.ID], with people: DemoPeople, steps: DemoSteps
    ) async throws {
        var jurors: [String: Juror.ID] = [:]
        for mail in content.jurors {
            jurors[mail] = try await addJuror(
                email: mail, organisation: "Demo-Organisation", to: steps.round.id, by: steps.staff(at: steps.now),
                operation: steps.operation("juror", mail, by: steps.staff)
            ).juror
        }
        try await seatDemo(content, jurors: jurors, with: people, steps: steps)
        var pairs: Set<AssignmentPair> = []
        for entry in content.entries {
            for mail in entry.assigned + entry.sheets.map(\.juror) {
                guard let juror = jurors[mail], let id = entries[entry.municipality] else { throw DemoIncomplete(missing: mail) }
                pairs.insert(AssignmentPair(juror: juror, entry: id))
            }
        }
        _ = try await changeAssignments(
            in: steps.round.id, assign: pairs, unassign: [], by: steps.staff(at: steps.now),
            operation: steps.operation("assign", by: steps.staff)
        )
        let assignments = try await demoAssignments(of: steps.round.id)
        for entry in content.entries {
            for sheet in entry.sheets {
                let account = try people.account(sheet.juror)
                guard let id = entries[entry.municipality], let assignment = assignments[DemoSeat(account: account, entry: id)] else {
                    throw DemoIncomplete(missing: sheet.juror)
                }
                let juror = Caller(account: account, requestedAt: steps.now)
                try await scoreDemo(sheet, of: assignment, at: entry.municipality, by: juror, steps: steps)
                guard case .conflict(_, _, let verdict?) = sheet.content, let chair = content.chair else { continue }
                let decider = Caller(account: try people.account(chair), requestedAt: steps.now)
                _ = try await decideBias(
                    assignment, biased: verdict.biased, reason: verdict.reason, revision: 1, by: decider,
                    operation: steps.operation("bias", entry.municipality, sheet.juror, by: decider.account)
                )
            }
        }
    }

    /// The chair, and what connects jurors with municipalities.
    private func seatDemo(_ content: DemoFile.Round, jurors: [String: Juror.ID], with people: DemoPeople, steps: DemoSteps) async throws {
        if let chair = content.chair {
            guard let juror = jurors[chair] else { throw DemoIncomplete(missing: chair) }
            try await nameChair(juror, of: steps.round.id, by: steps.staff(at: steps.now), operation: steps.operation("chair", by: steps.staff))
        }
        for link in content.links {
            let account = try people.account(link.juror)
            let new = NewLink(kind: link.kind, role: link.role, target: .municipality(try people.municipality(link.municipality)))
            try await recordLink(
                new, of: account, by: Caller(account: account, requestedAt: steps.now),
                operation: steps.operation("link", link.juror, link.municipality, by: account)
            )
        }
    }

    private func scoreDemo(
        _ sheet: DemoFile.Sheet, of assignment: Assignment.ID, at municipality: String, by juror: Caller, steps: DemoSteps
    ) async throws {
        let declaration: ConflictDeclaration
        var draft: ScoreDraft?
        switch sheet.content {
        case .conflict(let ground, let note, _): declaration = .conflict(ground, note: note)
        case .abstained:
            declaration = .noConflict
            draft = ScoreDraft(marks: [:], comment: "", intent: .abstain, revision: 0)
        case .marks(let marks):
            declaration = .noConflict
            draft = ScoreDraft(marks: marks, comment: "", intent: .finalise, revision: 0)
        }
        _ = try await declareConflict(
            assignment, declaration, by: juror, operation: steps.operation("declare", municipality, sheet.juror, by: juror.account)
        )
        guard let draft else { return }
        _ = try await saveScore(
            assignment, draft, by: juror, operation: steps.operation("score", municipality, sheet.juror, by: juror.account)
        )
    }

    private func demoAssignments(of round: Round.ID) async throws -> [DemoSeat: Assignment.ID] {
        try await database.read { session in
            Dictionary(
                try session.rows(
                    """
                    SELECT a.id, a.entry_id, j.account_id FROM assignment a JOIN juror j ON j.id = a.juror_id
                    WHERE a.round_id = \(round)
                    """
                ) { row in (DemoSeat(account: try row("account_id"), entry: try row("entry_id")), try row("id") as Assignment.ID) }
            ) { first, _ in first }
        }
    }
}

/// A juror before an entry.
private struct DemoSeat: Hashable {
    let account: Account.ID
    let entry: Entry.ID
}
