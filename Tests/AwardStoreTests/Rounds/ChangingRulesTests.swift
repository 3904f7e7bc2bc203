import Awards
import ScoringEngine
import Testing
import TestSupport

@Suite("Changing a round's rules")
struct ChangingRulesTests {
    enum Change: CaseIterable {
        case deadline, title, tracks, populationDate, kinds, newQuestion, lostQuestion, movedQuestion, weight, competition, ladder

        func apply(to rules: inout RoundRules) throws {
            switch self {
            case .deadline: rules.dates.entryDeadline = try SampleRules.time("2099-07-31 24:00")
            case .title: rules.round.title = "Anderer Titel"
            case .tracks:
                rules.tracks[0].populationTo = 24_999
                rules.tracks[1].populationFrom = 25_000
            case .populationDate: rules.eligibility.populationDate = try SampleRules.day("2024-12-31")
            case .kinds: rules.eligibility.kinds = [.gemeinde]
            case .newQuestion:
                rules.form.sections[1].questions.append(FormQuestion(code: "neu", label: "Neu?", help: nil, maximumCharacters: 10, required: false))
            case .lostQuestion: rules.form.sections[0].questions.removeLast()
            case .movedQuestion: rules.form.sections[1].questions.append(rules.form.sections[0].questions.removeLast())
            case .weight: rules.rubric.criteria[0].weight = try SampleRules.points("3")
            case .competition: rules.competition.slug = "anderer"
            case .ladder:
                rules.tracks[0].placesCents = [21_000_00, 9_000_00]
            }
        }
    }

    private func refusal(_ change: Change, state: Round.State = .open, entries: Int = 0, sheets: Int = 0) throws -> RulesRefusal? {
        let old = try SampleRules.round()
        var new = old
        try change.apply(to: &new)
        do {
            try ChangingRules.decide(from: old, to: new, facts: .init(state: state, entries: entries, startedSheets: sheets))
            return nil
        } catch {
            return error
        }
    }

    @Test("before the first entry everything but the competition may change", arguments: Change.allCases)
    func untouched(change: Change) throws {
        #expect(try refusal(change) == (change == .competition ? .otherCompetition : nil))
    }

    @Test("what an entry relies on stays", arguments: [
        (Change.deadline, nil), (.title, nil), (.ladder, nil), (.newQuestion, nil), (.weight, nil),
        (.tracks, RulesRefusal.tracksInUse), (.populationDate, .tracksInUse), (.kinds, .tracksInUse),
        (.lostQuestion, .questionsInUse), (.movedQuestion, .questionsInUse),
    ])
    func withEntries(change: Change, expected: RulesRefusal?) throws {
        #expect(try refusal(change, entries: 1) == expected)
    }

    @Test("with the first score the rubric stays")
    func withSheets() throws {
        #expect(try refusal(.weight, entries: 1, sheets: 1) == .rubricInUse)
        #expect(try refusal(.deadline, entries: 1, sheets: 1) == nil)
    }

    @Test("after scoring has closed nothing changes", arguments: [Round.State.scoringClosed, .published], Change.allCases)
    func closed(state: Round.State, change: Change) throws {
        #expect(try refusal(change, state: state) == .roundClosed)
    }
}
