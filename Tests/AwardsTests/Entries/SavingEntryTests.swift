import Awards
import Foundation
import Testing

@Suite("Saving sections and measures of a draft")
struct SavingEntryTests {
    private func save(
        _ answers: [String: String] = ["muss": "neu"], section: String = "s", revision: Int = 3,
        stored: SavingSection.Stored? = .init(revision: 3, answers: ["muss": "alt", "kann": ""]),
        entry: Entry.State = .draft, round: Round.State = .open
    ) throws(EntryRefusal) -> SavingSection.Outcome {
        try SavingSection.decide(
            answers, section: section, revision: revision, stored: stored, form: SampleForm.form, entry: entry, round: round
        )
    }

    @Test("a section is saved with every question and the next revision")
    func saved() throws {
        #expect(try save() == .write(answers: ["muss": "neu", "kann": ""], revision: 4))
        #expect(try save(revision: 0, stored: nil) == .write(answers: ["muss": "neu", "kann": ""], revision: 1))
    }

    @Test("too long text is saved as it is")
    func tooLong() throws {
        let long = String(repeating: "ä", count: 500)
        #expect(try save(["muss": long]) == .write(answers: ["muss": long, "kann": ""], revision: 4))
    }

    @Test("line ends of a browser become one character each")
    func lineEnds() throws {
        #expect(try save(["muss": "a\r\nb\rc\n"]) == .write(answers: ["muss": "a\nb\nc\n", "kann": ""], revision: 4))
    }

    @Test("the same text is no second save, even from an old form")
    func same() throws {
        #expect(try save(["muss": "alt"], revision: 1) == .unchanged)
    }

    @Test("an old form with another text collides", arguments: [(2, 3), (4, 3), (1, 0)])
    func collision(sent: Int, revision: Int) {
        let stored = revision == 0 ? nil : SavingSection.Stored(revision: revision, answers: ["muss": "alt"])
        #expect(entryRefusal { () throws(EntryRefusal) in _ = try save(revision: sent, stored: stored) } == .editedMeanwhile)
    }

    @Test("the first obstacle is named")
    func order() {
        #expect(entryRefusal { () throws(EntryRefusal) in _ = try save(["x": ""], section: "x", revision: 9, entry: .submitted, round: .published) } == .roundNotOpen)
        #expect(entryRefusal { () throws(EntryRefusal) in _ = try save(["x": ""], section: "x", revision: 9, entry: .submitted) } == .notDraft)
        #expect(entryRefusal { () throws(EntryRefusal) in _ = try save(["x": ""], section: "x", revision: 9) } == .notVisible)
        #expect(entryRefusal { () throws(EntryRefusal) in _ = try save(["x": ""], revision: 9) } == .unknownQuestion)
    }

    private func measure(
        _ draft: MeasureDraft = SampleForm.measure, revision: Int = 0, stored: EntryMeasure? = nil, count: Int = 0,
        entry: Entry.State = .draft, round: Round.State = .open
    ) throws(EntryRefusal) -> SavingMeasure.Outcome {
        try SavingMeasure.decide(
            draft, revision: revision, stored: stored, count: count, rules: SampleForm.form.measures, entry: entry, round: round
        )
    }

    private static let drafts: [(MeasureDraft, EntryRefusal?)] = [
        (MeasureDraft(field: "", title: "", description: ""), nil),
        (MeasureDraft(field: "sport", title: "", description: ""), EntryRefusal.unknownField),
        (MeasureDraft(field: "", title: "", description: "", startedYear: 1949), .yearOutOfRange),
        (MeasureDraft(field: "", title: "", description: "", finishedYear: 2101), .yearOutOfRange),
        (MeasureDraft(field: "", title: "", description: "", startedYear: 2024, finishedYear: 2023), .yearsReversed),
        (MeasureDraft(field: "", title: "", description: "", startedYear: 2024, finishedYear: 2024), nil),
    ]

    @Test("an unfinished measure may be saved, an impossible year may not", arguments: drafts)
    func measures(draft: MeasureDraft, expected: EntryRefusal?) {
        #expect(entryRefusal { () throws(EntryRefusal) in _ = try measure(draft) } == expected)
    }

    @Test("the number of measures limits new ones only")
    func limit() throws {
        let stored = EntryMeasure(id: .random(), revision: 2, draft: SampleForm.measure)
        var changed = SampleForm.measure
        changed.title = "Anders"
        #expect(entryRefusal { () throws(EntryRefusal) in _ = try measure(count: 2) } == .tooManyMeasures(maximum: 2))
        #expect(try measure(changed, revision: 2, stored: stored, count: 2) == .write(changed, revision: 3))
        #expect(entryRefusal { () throws(EntryRefusal) in _ = try measure(changed, revision: 1, stored: stored) } == .editedMeanwhile)
        #expect(try measure(revision: 1, stored: stored) == .unchanged)
    }

    @Test("measures swap with their neighbour and stay at the ends")
    func moving() throws {
        let ids: [Measure.ID] = [.random(), .random(), .random()]
        #expect(try MovingMeasure.decide(ids[1], .up, among: ids, entry: .draft, round: .open) == [ids[1], ids[0], ids[2]])
        #expect(try MovingMeasure.decide(ids[1], .down, among: ids, entry: .draft, round: .open) == [ids[0], ids[2], ids[1]])
        #expect(try MovingMeasure.decide(ids[0], .up, among: ids, entry: .draft, round: .open) == ids)
        #expect(entryRefusal { () throws(EntryRefusal) in _ = try MovingMeasure.decide(.random(), .up, among: ids, entry: .draft, round: .open) } == .notVisible)
    }
}
