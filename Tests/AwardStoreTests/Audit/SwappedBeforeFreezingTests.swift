import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What is changed by SQL before the next official act")
struct SwappedBeforeFreezingTests {
    private static let attacks = [
        "UPDATE score_mark SET points = 9 WHERE criterion = 'verankerung' AND points = 7.5",
        "UPDATE score_sheet SET state = 'abstained' WHERE assignment_id = $A",
        "UPDATE score_sheet SET state = 'draft', finalised_at = NULL WHERE assignment_id = $A",
        "UPDATE score_mark SET points = 9 WHERE assignment_id = $A; UPDATE score_sheet SET salt = sha256('x') WHERE assignment_id = $A",
        "UPDATE score_mark SET points = 9 WHERE assignment_id = $A; UPDATE score_sheet SET salt = NULL WHERE assignment_id = $A",
        "UPDATE juror SET pseudonym = sha256('x')",
        """
        DELETE FROM score_mark WHERE assignment_id = $A; DELETE FROM conflict_declaration WHERE assignment_id = $A;
        DELETE FROM score_sheet WHERE assignment_id = $A; DELETE FROM assignment WHERE id = $A
        """,
    ]

    @Test("a sheet that is not as its juror left it shows in the check, and no ranking is frozen", arguments: attacks)
    func sheets(attack: String) async throws {
        try await TestStore.withStore { store in
            let scene = try await RecordScene(store)
            #expect(try await store.checkRecord().problems == [])
            let caller = try await scene.jury.people.caller(scene.jury.staff)
            try await scene.close()
            try await store.database.transaction { session in
                try session.script("SET session_replication_role = replica; \(attack.replacing("$A", with: "'\(scene.assignment)'"))")
            }
            let found = try await store.checkRecord().problems.contains { problem in
                if case .sheetNotAsLeft = problem { true } else { false }
            }
            #expect(found)
            await #expect("\(attack)") {
                try await store.freezeRanking(of: scene.jury.round, by: caller, operation: .fresh(scene.jury.staff))
            } throws: { error in
                if case .sheetsAltered? = error as? PrizeRefusal { true } else { false }
            }
        }
    }

    @Test("finished, opened again, abstained from, closed by a conflict and opened by a decision, sheets are as they were left")
    func honest() async throws {
        try await TestStore.withStore { store in
            let scene = try await RecordScene(store)
            let caller = try await scene.jury.people.caller(scene.juror)
            _ = try await store.reopenSheet(scene.assignment, revision: 1, by: caller, operation: .fresh(scene.juror))
            #expect(try await store.checkRecord().problems == [])
            try await scene.jury.save(scene.assignment, ["verankerung": "3"], .abstain, revision: 2, by: scene.juror)
            #expect(try await store.checkRecord().problems == [])
            let staff = try await scene.jury.people.caller(scene.jury.staff)
            _ = try await store.recordConflict(scene.assignment, ground: .otherConcern, note: "Hinweis", by: staff, operation: .fresh(scene.jury.staff))
            #expect(try await store.checkRecord().problems == [])
        }
    }

    private static let swaps = [
        "UPDATE municipality SET display_name = CASE display_name WHEN 'Anger' THEN 'Berg' ELSE 'Anger' END WHERE display_name IN ('Anger', 'Berg')",
        "UPDATE municipality SET key = '01000009' WHERE display_name = 'Anger'",
        "UPDATE entry SET population = population + 1 WHERE number = 1",
        "UPDATE entry SET track = (SELECT t.code FROM track t WHERE t.round_id = entry.round_id AND t.code <> entry.track LIMIT 1) WHERE number = 1",
        "UPDATE entry SET content_hash = sha256('x') WHERE number = 1",
        "UPDATE entry SET state = 'submitted', decided_at = NULL, decided_by = NULL WHERE number = 1",
    ]

    @Test("an entry put behind another municipality shows in the check and to everyone after publication", arguments: swaps)
    func entries(swap: String) async throws {
        try await TestStore.withStore { store in
            let scene = try await RecordScene(store)
            try await store.database.transaction { session in try session.script("SET session_replication_role = replica; \(swap)") }
            let found = try await store.checkRecord().problems.contains { problem in
                if case .entryNotAsAdmitted = problem { true } else { false }
            }
            #expect(found)
            guard (try? await scene.publish()) != nil else { return }
            let report = BundleVerification.report(on: try await scene.bundle(), key: store.recordKey.description)
            #expect(report.steps.contains { $0.check == .entries && !$0.problems.isEmpty })
        }
    }

    @Test("a published bundle opens the counted sheets and no comment")
    func opened() async throws {
        try await TestStore.withStore { store in
            let scene = try await RecordScene(store)
            try await scene.publish()
            let text = String(decoding: try await scene.bundle(), as: UTF8.self)
            let salt: String = try await store.database.read { try $0.value("SELECT encode(salt, 'hex') FROM score_sheet WHERE assignment_id = \(scene.assignment)") }
            #expect(text.contains(salt) && !text.contains("Geheimer Kommentar"))
        }
    }
}
