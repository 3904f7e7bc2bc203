import Awards
import Foundation
import Testing

@Suite("What is missing, submitting, and checking eligibility")
struct SubmittingEntryTests {
    private func gaps(_ answers: [String: String], _ measures: [MeasureDraft]) throws -> EntryGaps {
        EntryGaps(rules: try SampleForm.rules(), answers: ["s": answers], measures: measures.map {
            EntryMeasure(id: Self.id, revision: 1, draft: $0)
        })
    }

    private static let id = Measure.ID.random()

    @Test("a complete entry has no gap")
    func complete() throws {
        #expect(try gaps(["muss": "zehn Zeich", "kann": ""], [SampleForm.measure]).isEmpty)
    }

    @Test("characters are counted as a reader counts them", arguments: [
        ("1234567890", 0), ("12345678901", 1), ("äöüßäöüßäö", 0), ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 0), ("12345\r\n6789", 0), ("e\u{301}234567890", 0),
    ])
    func characters(text: String, excess: Int) throws {
        let expected: [EntryGap] = excess == 0 ? [] : [.answerTooLong(section: "s", question: "muss", excess: excess)]
        #expect(try gaps(["muss": text], [SampleForm.measure]).all == expected)
    }

    @Test("blanks are no answer, and only a required one is missing")
    func blank() throws {
        #expect(try gaps(["muss": " \n\t", "kann": " "], [SampleForm.measure]).all == [.answerMissing(section: "s", question: "muss")])
    }

    @Test("what a measure lacks is named, one by one")
    func measure() throws {
        let long = MeasureDraft(
            field: "", title: String(repeating: "t", count: 12), description: String(repeating: "d", count: 23), finishedYear: 2021
        )
        let found = try gaps(["muss": "x"], [long])
        #expect(found.measure(Self.id) == [
            .fieldMissing, .titleTooLong(excess: 2), .descriptionTooLong(excess: 3), .finishedTooLongAgo(earliest: 2022),
        ])
        #expect(found.section("s").isEmpty)
    }

    @Test("a measure may have ended at most five years before the deadline's year", arguments: [(2021, false), (2022, true), (2027, true)])
    func finished(year: Int, accepted: Bool) throws {
        var draft = SampleForm.measure
        draft.startedYear = nil
        draft.finishedYear = year
        #expect(try gaps(["muss": "x"], [draft]).isEmpty == accepted)
    }

    @Test("too few and too many measures are gaps")
    func number() throws {
        #expect(try gaps(["muss": "x"], []).all == [.measuresTooFew(missing: 1)])
        #expect(try gaps(["muss": "x"], Array(repeating: SampleForm.measure, count: 3)).measures == [.measuresTooMany(excess: 1)])
    }

    private static let submissions: [(Entry.State, Double, Int, Bool, EntryRefusal?)] = [
        (Entry.State.submitted, 2_000.0, 1, false, EntryRefusal.notDraft),
        (.draft, 2_000, 1, false, .deadlinePassed),
        (.draft, 1_999, 1, false, .changedSinceReview),
        (.draft, 1_999, 2, false, .incomplete([.answerMissing(section: "s", question: "muss")])),
        (.draft, 1_999, 2, true, nil),
    ]

    @Test("submitting needs a draft, the window, the reviewed text and completeness, in this order", arguments: submissions)
    func submitting(state: Entry.State, seconds: Double, reviewed: Int, complete: Bool, expected: EntryRefusal?) throws {
        let found = try gaps(complete ? ["muss": "x"] : [:], [SampleForm.measure])
        #expect(entryRefusal { () throws(EntryRefusal) in
            try SubmittingEntry.decide(
                entry: state, window: SampleForm.window(), at: Date(timeIntervalSince1970: seconds), reviewed: reviewed, stamp: 2, gaps: found
            )
        } == expected)
    }

    private static let decisions: [(CheckingEligibility.Decision, Entry.State, Int, Entry.State?, EntryRefusal?)] = [
        (CheckingEligibility.Decision.admit, Entry.State.submitted, 0, Entry.State.admitted, nil),
        (.admit, .rejected, 0, .admitted, nil),
        (.admit, .admitted, 0, nil, .alreadyDecided),
        (.admit, .draft, 0, nil, .notSubmitted),
        (.reject(reason: "keine Gemeinde"), .submitted, 0, .rejected, nil),
        (.reject(reason: "Irrtum"), .admitted, 0, .rejected, nil),
        (.reject(reason: "Irrtum"), .admitted, 1, nil, .alreadyAssigned),
        (.reject(reason: " "), .submitted, 0, nil, .reasonMissing),
        (.reject(reason: "x"), .rejected, 0, nil, .alreadyDecided),
    ]

    @Test("admission and rejection", arguments: decisions)
    func deciding(decision: CheckingEligibility.Decision, state: Entry.State, assignments: Int, expected: Entry.State?, refused: EntryRefusal?) {
        var reached: Entry.State?
        let found = entryRefusal { () throws(EntryRefusal) in
            reached = try CheckingEligibility.decide(decision, entry: state, round: .open, revision: 3, stored: 3, assignments: assignments, isMember: false)
        }
        #expect(reached == expected)
        #expect(found == refused)
    }

    @Test("a decision from an old page is refused")
    func staleDecision() {
        #expect(throws: EntryRefusal.editedMeanwhile) {
            try CheckingEligibility.decide(.admit, entry: .submitted, round: .open, revision: 2, stored: 3, assignments: 0, isMember: false)
        }
    }
}
