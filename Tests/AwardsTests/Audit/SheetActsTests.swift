import Awards
import ScoringEngine
import Testing

@Suite("A sheet is what its juror's last act left")
struct SheetActsTests {
    private static let salt = RecordHash(of: [1])
    private static let assignment = Assignment.ID.random()
    private static let entry = Entry.ID.random()

    private func sheet(
        _ state: ScoreSheet.State = .final, assignment: Assignment.ID = assignment, points: Int64 = 7_500_000, juror: String = "j", salt: RecordHash? = salt
    ) -> CommittedSheet {
        CommittedSheet(
            assignment: assignment, juror: juror, entry: Self.entry, track: "klein", state: state,
            marks: ["a": .points(FixedPoint(micros: points)), "b": .notApplicable], salt: salt
        )
    }

    private func acts(_ actions: [(String, CommittedSheet)]) -> SheetActs {
        var acts = SheetActs()
        for (action, sheet) in actions {
            let facts: EventFacts = ["sheet": sheet.hash.map { .hash($0) } ?? .nothing]
            acts.take(action, about: sheet.assignment, facts: facts.json)
        }
        return acts
    }

    @Test("what is hashed is the state, every mark, the entry and the juror, and no comment")
    func content() {
        #expect(sheet().content == "{\"entry\":\"\(Self.entry)\",\"juror\":\"j\",\"points\":{\"a\":\"7.5\",\"b\":\"n/a\"},\"state\":\"final\"}")
    }

    @Test("other points, another state, another juror, another salt or a missing sheet are faults")
    func faults() {
        let recorded = acts([("noConflictDeclared", sheet()), ("sheetSaved", sheet(.draft)), ("sheetFinalised", sheet())])
        #expect(recorded.faults(in: [sheet()], exclusion: .entry) == [])
        let changed = [
            sheet(points: 8_000_000), sheet(juror: "k"), sheet(.abstained), sheet(.draft), sheet(.notStarted), sheet(.recused), sheet(salt: nil),
            sheet(salt: RecordHash(of: [2])),
        ]
        for other in changed { #expect(recorded.faults(in: [other], exclusion: .entry) == [Self.assignment], "\(other)") }
        #expect(recorded.faults(in: [], exclusion: .entry) == [Self.assignment])
        #expect(recorded.faults(in: [sheet(), sheet()], exclusion: .entry) == [Self.assignment])
    }

    @Test("a sheet counts only after a declaration, and no more once a conflict closes it")
    func standings() {
        #expect(acts([("sheetFinalised", sheet())]).faults(in: [sheet()], exclusion: .entry) == [Self.assignment])
        let closed = acts([("noConflictDeclared", sheet()), ("sheetFinalised", sheet()), ("conflictRecorded", sheet())])
        #expect(closed.faults(in: [sheet()], exclusion: .entry) == [Self.assignment])
        #expect(closed.faults(in: [sheet(.recused, salt: nil)], exclusion: .entry) == [])
        for (biased, left) in [(0, sheet()), (1, sheet(.recused))] {
            var decided = closed
            let facts: EventFacts = ["biased": .number(biased)]
            decided.take("biasDecided", about: Self.assignment, facts: facts.json)
            #expect(decided.faults(in: [left], exclusion: .entry) == [])
        }
    }

    @Test("\"no conflict\" is said once, and takes back nothing that was said or decided")
    func unsaid() {
        for said in ["conflictDeclared", "conflictRecorded", "suggestionDenied", "noConflictDeclared", "biasDecided"] {
            let unsaid = acts([(said, sheet()), ("noConflictDeclared", sheet()), ("sheetFinalised", sheet())])
            #expect(unsaid.faults(in: [sheet()], exclusion: .entry) == [Self.assignment], "\(said)")
            #expect(acts([(said, sheet()), ("suggestionDenied", sheet())]).faults(in: [sheet(.recused)], exclusion: .entry) == [Self.assignment])
        }
    }

    @Test("where an exclusion covers the size class, it closes the juror's other sheets in it")
    func classes() {
        let other = Assignment.ID.random()
        let recorded = acts([("conflictDeclared", sheet(.recused))])
        let sheets = [sheet(.recused), sheet(.recused, assignment: other)]
        #expect(recorded.faults(in: sheets, exclusion: .track) == [])
        #expect(recorded.faults(in: sheets, exclusion: .entry) == [other])
        #expect(recorded.faults(in: [sheets[0], sheet(.recused, assignment: other, juror: "k")], exclusion: .track) == [other])
    }

    @Test("a draft need not be opened, and where it is, it has to fit")
    func drafts() {
        let recorded = acts([("sheetFinalised", sheet()), ("sheetReopened", sheet(.draft))])
        #expect(recorded.faults(in: [sheet(.draft, salt: nil)], exclusion: .entry) == [])
        #expect(recorded.faults(in: [sheet(.draft)], exclusion: .entry) == [])
        #expect(recorded.faults(in: [sheet(.draft, points: 1)], exclusion: .entry) == [Self.assignment])
        #expect(recorded.faults(in: [sheet()], exclusion: .entry) == [Self.assignment])
    }
}
