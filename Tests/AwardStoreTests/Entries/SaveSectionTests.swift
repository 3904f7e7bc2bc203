import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Saving a draft in the store")
struct SaveSectionStoreTests {
    @Test("every text that was ever saved stays in the history")
    func history() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.start().id
            #expect(try await scene.saveSection(entry, "Kaffee", revision: 0).revision == 1)
            #expect(try await scene.saveSection(entry, "Kaffee und Tee", revision: 1).revision == 2)
            let kept = try await scene.store.database.read { session in
                try session.rows("SELECT answers ->> 'produkte' AS text FROM entry_section_history ORDER BY revision") { row in
                    try row("text") as String
                }
            }
            #expect(kept == ["Kaffee", "Kaffee und Tee"])
            #expect(try await scene.events("sectionSaved") == 2)
        }
    }

    @Test("two colleagues collide visibly: the second gets the first one's text and nothing is overwritten")
    func collision() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.start().id
            _ = try await scene.saveSection(entry, "Text von Anna", revision: 0)
            let collision = await #expect(throws: SectionCollision.self) {
                try await scene.saveSection(entry, "Text von Bernd", revision: 0, by: scene.bernd)
            }
            #expect(collision?.stored.answers["produkte"] == "Text von Anna")
            #expect(collision?.stored.revision == 1)
            #expect(collision?.stored.savedBy == "Person anna@example.org")
            #expect(try await scene.saveSection(entry, "Beides", revision: 1, by: scene.bernd).revision == 2)
        }
    }

    @Test("of many saves from the same form exactly one wins")
    func concurrent() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.start().id
            _ = try await scene.saveSection(entry, "Anfang", revision: 0)
            let won = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<6 {
                    group.addTask { (try? await scene.saveSection(entry, "Fassung \(number)", revision: 1)) != nil }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(won.filter { $0 }.count == 1)
            let detail = try #require(try await scene.store.entry(entry, for: scene.anna))
            #expect(detail.sections["beschaffung"]?.revision == 2)
        }
    }

    @Test("colleagues save different sections at the same time")
    func differentSections() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.start().id
            let caller = try await scene.people.caller(scene.bernd)
            async let first = scene.saveSection(entry, "Kaffee", revision: 0)
            async let second = scene.store.saveSection(
                entry: entry, section: "verankerung", answers: ["beschluesse": "2019"], revision: 0, by: caller, operation: .fresh(scene.bernd)
            )
            #expect(try await [first.revision, second.revision] == [1, 1])
        }
    }

    @Test("the same form sent again is one save; another content under its id is refused")
    func replay() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.start().id
            let operation = AwardStore.Operation.fresh(scene.anna)
            let first = try await scene.saveSection(entry, "Kaffee", revision: 0, operation: operation)
            let second = try await scene.saveSection(entry, "Kaffee", revision: 0, operation: operation)
            #expect(first == second)
            #expect(try await scene.events("sectionSaved") == 1)
            let other = AwardStore.Operation(id: operation.id, account: scene.anna, requestHash: [UInt8](repeating: 1, count: 32))
            await #expect(throws: OperationReused.self) { try await scene.saveSection(entry, "Tee", revision: 1, operation: other) }
        }
    }

    @Test("too long text with umlauts and an emoji is kept to the last character")
    func tooLong() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.start().id
            let text = String(repeating: "äß\n", count: 100) + "👨‍👩‍👧‍👦 \"Ende\" \\ {\"a\": 1}"
            _ = try await scene.saveSection(entry, text, revision: 0)
            let detail = try #require(try await scene.store.entry(entry, for: scene.anna))
            #expect(detail.answer("produkte", in: "beschaffung") == text)
            #expect(detail.gaps.section("beschaffung") == [.answerTooLong(section: "beschaffung", question: "produkte", excess: 119)])
        }
    }

    @Test("a draft can still be saved after the deadline, so that nothing is lost")
    func afterDeadline() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.start().id
            _ = try await scene.people.round(try SampleRules.round(deadline: "2026-02-01 12:00"))
            await #expect(throws: EntryRefusal.deadlinePassed) { try await scene.submit(entry) }
            #expect(try await scene.saveSection(entry, "gerade noch getippt", revision: 0).revision == 1)
        }
    }

    @Test("measures are added, changed, moved and removed, and a removed row stays")
    func measures() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.start().id
            let caller = try await scene.people.caller(scene.anna)
            var ids: [Measure.ID] = []
            for title in ["Eins", "Zwei", "Drei"] {
                let draft = MeasureDraft(field: "bildung", title: title, description: "")
                ids.append(try await scene.store.saveMeasure(entry: entry, measure: nil, draft: draft, revision: 0, by: caller, operation: .fresh(scene.anna)).id)
            }
            await #expect(throws: EntryRefusal.tooManyMeasures(maximum: 3)) {
                try await scene.store.saveMeasure(entry: entry, measure: nil, draft: SamplePeople.measure, revision: 0, by: caller, operation: .fresh(scene.anna))
            }
            try await scene.store.moveMeasure(entry: entry, measure: ids[2], .up, by: caller, operation: .fresh(scene.anna))
            try await scene.store.removeMeasure(entry: entry, measure: ids[0], revision: 1, by: caller, operation: .fresh(scene.anna))
            let detail = try #require(try await scene.store.entry(entry, for: scene.anna))
            #expect(detail.measures.map(\.measure.draft.title) == ["Drei", "Zwei"])
            let rows: Int = try await scene.store.database.read { session in try session.value("SELECT count(*) FROM measure") }
            #expect(rows == 3)
            #expect(try await scene.events("measureRemoved") == 1)
        }
    }

    @Test("a measure two colleagues edit collides as a section does")
    func measureCollision() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.draft()
            let caller = try await scene.people.caller(scene.bernd)
            let measure = try #require(try await scene.store.entry(entry, for: scene.anna)?.measures.first?.measure)
            var draft = measure.draft
            draft.title = "Von Bernd"
            let saved = try await scene.store.saveMeasure(entry: entry, measure: measure.id, draft: draft, revision: 1, by: caller, operation: .fresh(scene.bernd))
            #expect(saved.revision == 2)
            draft.title = "Von Anna"
            let second = draft
            let collision = await #expect(throws: MeasureCollision.self) {
                try await scene.store.saveMeasure(entry: entry, measure: measure.id, draft: second, revision: 1, by: caller, operation: .fresh(scene.bernd))
            }
            #expect(collision?.stored.measure.draft.title == "Von Bernd")
            await #expect(throws: EntryRefusal.editedMeanwhile) {
                try await scene.store.removeMeasure(entry: entry, measure: measure.id, revision: 1, by: caller, operation: .fresh(scene.bernd))
            }
        }
    }
}
