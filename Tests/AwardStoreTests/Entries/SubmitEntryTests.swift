import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@testable import AwardStore

@Suite("Submitting, recording and deciding in the store")
struct SubmitEntryStoreTests {
    @Test("a second before the deadline counts, the deadline itself and a second after do not", arguments: [(-1.0, true), (0, false), (1, false)])
    func deadline(offset: Double, accepted: Bool) async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.draft()
            let deadline = try #require(try await scene.store.round(slug: "probe-2027")).entryDeadlineUTC
            // 30.06.2099, 24:00 in Berlin's summer time is 22:00 UTC.
            #expect(deadline == (try Date("2099-06-30T22:00:00Z", strategy: .iso8601)))
            let moment = deadline.addingTimeInterval(offset)
            if accepted {
                #expect(try await scene.submit(entry, at: moment).submittedAt == moment)
            } else {
                await #expect(throws: EntryRefusal.deadlinePassed) { try await scene.submit(entry, at: moment) }
                let detail = try #require(try await scene.store.entry(entry, for: scene.anna))
                #expect(detail.head.state == .draft)
                #expect(detail.answer("produkte", in: "beschaffung") == "Kaffee, Bälle\nund Natursteine")
            }
        }
    }

    @Test("before the call opens nothing is submitted, and nothing started")
    func beforeCall() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.draft()
            let early = try Date("2025-12-31T22:59:59Z", strategy: .iso8601)
            await #expect(throws: EntryRefusal.callNotOpened) { try await scene.submit(entry, at: early) }
        }
    }

    @Test("an incomplete entry stays a draft and names what is missing")
    func incomplete() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.start().id
            await #expect(throws: EntryRefusal.incomplete([
                .answerMissing(section: "verankerung", question: "beschluesse"),
                .answerMissing(section: "beschaffung", question: "produkte"), .measuresTooFew(missing: 1),
            ])) { try await scene.submit(entry) }
        }
    }

    @Test("the receipt's hash is that of the stored content, and both are frozen")
    func hash() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.draft()
            let receipt = try await scene.submit(entry)
            let detail = try #require(try await scene.store.entry(entry, for: scene.anna))
            let again = Token.sha256(try detail.content.canonicalBytes()).map { String(format: "%02x", $0) }.joined()
            #expect(receipt.contentHash == again)
            #expect(receipt.contentHash == detail.head.contentHash)
            #expect(detail.content.sections[1].answers[0].text == "Kaffee, Bälle\nund Natursteine")
            #expect(detail.content.measures[0].fieldTitle == "Bildung")
            await #expect(throws: EntryRefusal.notDraft) { try await scene.saveSection(entry, "später", revision: 1) }
            let error = await #expect(throws: DatabaseError.self) {
                try await scene.store.database.transaction { session in
                    _ = try session.execute("UPDATE entry_section SET answers = '{}' WHERE entry_id = \(entry)")
                }
            }
            #expect(error?.constraint == "entry_content_frozen")
        }
    }

    @Test("the canonical content is written with sorted keys and nothing escaped needlessly")
    func canonical() throws {
        let rules = try SampleRules.round()
        let content = EntryContent(
            rules: rules, rulesVersion: 1,
            municipality: EntryContent.Body(kind: .gemeinde, key: "09123456", name: "Müll/au", land: "Bayern"),
            sizeClass: EntryContent.SizeClass(code: "klein", title: "Kleine Kommunen", figure: nil),
            answers: ["beschaffung": ["produkte": "a\r\nb"]], measures: []
        )
        #expect(String(decoding: try content.canonicalBytes(), as: UTF8.self) == #"{"format":"lorbeer-entry/1","measures":[],"municipality":{"key":"09123456","kind":"gemeinde","land":"Bayern","name":"Müll/au"},"round":"probe-2027","rulesVersion":1,"sections":[{"answers":[{"code":"beschluesse","question":"Welche Beschlüsse gibt es?","text":""},{"code":"stellen","question":"Welche Stellen sind zuständig?","text":""}],"code":"verankerung","title":"Strukturelle Verankerung"},{"answers":[{"code":"produkte","question":"Was beschaffen Sie fair?","text":"a\nb"}],"code":"beschaffung","title":"Faire Beschaffung"}],"sizeClass":{"code":"klein","title":"Kleine Kommunen"}}"#)
    }

    @Test("submitting twice with one form is one submission with one receipt")
    func replay() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.draft()
            let operation = AwardStore.Operation.fresh(scene.anna)
            let first = try await scene.submit(entry, operation: operation)
            #expect(try await scene.submit(entry, operation: operation) == first)
            await #expect(throws: EntryRefusal.notDraft) { try await scene.submit(entry) }
            #expect(try await scene.events("entrySubmitted") == 1)
        }
    }

    @Test("entries submitted at the same moment get numbers without gap")
    func numbers() async throws {
        try await EntryScene.run { scene in
            var drafts: [(Entry.ID, Account.ID)] = []
            for number in 1...6 {
                let town = try await scene.people.municipality("Ort \(number)", key: "0900000\(number)", population: 100 * number)
                let person = try await scene.people.member("ort\(number)@example.org", of: town)
                drafts.append((try await scene.people.completeDraft(town, in: scene.round, by: person), person))
            }
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for (entry, person) in drafts {
                    group.addTask {
                        try await scene.store.submitEntry(entry: entry, by: try await scene.people.caller(person), operation: .fresh(person)).number
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(numbers.sorted() == [1, 2, 3, 4, 5, 6])
        }
    }

    @Test("what a colleague changed since the review is not submitted unseen")
    func changedSinceReview() async throws {
        try await EntryScene.run { scene in
            let entry = try await scene.draft()
            let stamp = try #require(try await scene.store.entry(entry, for: scene.anna)).stamp
            _ = try await scene.saveSection(entry, "noch etwas", revision: 1, by: scene.bernd)
            let caller = try await scene.people.caller(scene.anna)
            await #expect(throws: EntryRefusal.changedSinceReview) {
                try await scene.store.submitEntry(entry: entry, reviewed: stamp, by: caller, operation: .fresh(scene.anna))
            }
        }
    }

    @Test("staff record an entry on paper after the deadline, with a reason in the record")
    func recording() async throws {
        try await EntryScene.run(try SampleRules.round(deadline: "2026-01-02 24:00")) { scene in
            let staff = try await scene.people.staff()
            let new = StaffEntry(
                round: scene.round, municipality: scene.town, answers: ["beschaffung": ["produkte": "vom Papier"]],
                measures: [SamplePeople.measure], receivedOn: try SampleRules.day("2025-06-29"), reason: " Per Post eingegangen "
            )
            let receipt = try await scene.store.recordEntryByStaff(new, by: try await scene.people.caller(staff), operation: .fresh(staff))
            #expect(receipt.number == 1)
            let detail = try #require(try await scene.store.entryForStaff(receipt.entry, round: "probe-2027"))
            #expect(detail.head.origin == .staff)
            #expect(detail.head.state == .submitted)
            #expect(detail.head.track == "mittel")
            #expect(detail.recording?.reason == "Per Post eingegangen")
            #expect(detail.recording?.receivedOn?.description == "2025-06-29")
            #expect(detail.content.sections[1].answers[0].text == "vom Papier")
            #expect(detail.content.measures.count == 1)
            #expect(try await scene.store.entryForStaff(receipt.entry, round: "andere-runde") == nil)
        }
    }

    @Test("recording needs a reason, and takes a class that staff choose")
    func recordingRules() async throws {
        try await EntryScene.run { scene in
            let caller = try await scene.people.caller(try await scene.people.staff())
            var new = StaffEntry(round: scene.round, municipality: scene.town, track: "gross", reason: " ")
            let without = new
            await #expect(throws: EntryRefusal.reasonMissing) {
                try await scene.store.recordEntryByStaff(without, by: caller, operation: .fresh(caller.account))
            }
            new.reason = "Runde von 2017"
            let receipt = try await scene.store.recordEntryByStaff(new, by: caller, operation: .fresh(caller.account))
            #expect(try await scene.store.entryForStaff(receipt.entry, round: "probe-2027")?.head.track == "gross")
        }
    }

    @Test("staff admit once; the entry's text is then what a juror reads")
    func admission() async throws {
        try await EntryScene.run { scene in
            let staff = try await scene.people.staff()
            let entry = try await scene.draft()
            let store = scene.store
            #expect(try await store.database.read { session in try store.entryText(entry, in: session) } == nil)
            _ = try await scene.submit(entry)
            let caller = try await scene.people.caller(staff)
            try await store.admitEntry(entry, revision: 2, by: caller, operation: .fresh(staff))
            await #expect(throws: EntryRefusal.editedMeanwhile) {
                try await store.rejectEntry(entry, reason: "doch nicht", revision: 2, by: caller, operation: .fresh(staff))
            }
            let text = try #require(try await store.database.read { session in try store.entryText(entry, in: session) })
            #expect(text.content.municipality.name == "Lindenau")
            #expect(text.number == 1)
            #expect(try await scene.events("entryAdmitted") == 1)
        }
    }

    @Test("a rejected entry keeps its reason, and may be admitted after all")
    func rejection() async throws {
        try await EntryScene.run { scene in
            let staff = try await scene.people.staff()
            let entry = try await scene.draft()
            _ = try await scene.submit(entry)
            let caller = try await scene.people.caller(staff)
            try await scene.store.rejectEntry(entry, reason: "Unterlagen fehlen", revision: 2, by: caller, operation: .fresh(staff))
            let head = try #require(try await scene.store.entry(entry, for: scene.anna)).head
            #expect(head.state == .rejected)
            #expect(head.rejectionReason == "Unterlagen fehlen")
            try await scene.store.admitEntry(entry, revision: 3, by: caller, operation: .fresh(staff))
            #expect(try await scene.store.entry(entry, for: scene.anna)?.head.rejectionReason == nil)
        }
    }
}
