import Awards
import ScoringEngine
import Testing

/// Two criteria: `a` from 0 to 10 in halves, `b` from 1 to 5.
private func rubric(_ rule: NotApplicableRule = .renormalise) -> RubricRules {
    func criterion(_ code: String, _ min: Int64, _ max: Int64, _ step: Int64) -> CriterionRules {
        let scale = Scale(min: FixedPoint(micros: min), max: FixedPoint(micros: max), step: FixedPoint(micros: step))
        return CriterionRules(code: code, title: code, description: nil, weight: FixedPoint(micros: 1_000_000), scale: scale, levels: [])
    }
    return RubricRules(
        notApplicable: rule, aggregation: .mean, minimumSheets: 2,
        criteria: [criterion("a", 0, 10_000_000, 500_000), criterion("b", 1_000_000, 5_000_000, 1_000_000)]
    )
}

private func facts(
    round: Round.State = .open, entry: Entry.State = .admitted, declared: Bool = true, state: ScoreSheet.State = .draft,
    revision: Int = 3, rubric: RubricRules = rubric()
) -> SheetFacts {
    SheetFacts(roundState: round, entryState: entry, declared: declared, state: state, revision: revision, rubric: rubric)
}

private func points(_ text: String) -> Mark {
    FixedPoint(text).map(Mark.points) ?? .notApplicable
}

private func draft(
    _ marks: [String: Mark] = ["a": points("7.5"), "b": points("3")], _ intent: ScoreDraft.Intent = .saveDraft,
    comment: String = "", revision: Int = 3
) -> ScoreDraft {
    ScoreDraft(marks: marks, comment: comment, intent: intent, revision: revision)
}

private let longComment = String(repeating: "ä", count: 4_001)

@Suite("Saving a score sheet: the decision")
struct SavingScoreTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let draft: ScoreDraft
        let sheet: SheetFacts?
        let refusal: ScoreRefusal

        var testDescription: String { name }
    }

    /// Each case breaks its own rule and every later one, so that the order of the checks is held too.
    static let refused: [Case] = {
        let worst = draft(["a": points("7.7"), "b": .notApplicable], .finalise, comment: longComment, revision: 2)
        let missing = draft(["a": points("7.7")], .finalise, comment: longComment, revision: 2)
        let strict = rubric(.refuse)
        return [
            Case(name: "somebody else's sheet", draft: missing, sheet: nil, refusal: .notAssigned),
            Case(
                name: "before the declaration", draft: missing,
                sheet: facts(round: .published, entry: .rejected, declared: false, state: .recused), refusal: .undeclared
            ),
            Case(name: "after a conflict", draft: missing, sheet: facts(round: .published, entry: .rejected, state: .recused), refusal: .recused),
            Case(name: "after closing", draft: missing, sheet: facts(round: .scoringClosed, entry: .rejected, state: .final), refusal: .roundClosed),
            Case(name: "after publication", draft: missing, sheet: facts(round: .published, entry: .rejected, state: .final), refusal: .roundClosed),
            Case(name: "an entry that was rejected", draft: missing, sheet: facts(entry: .rejected, state: .final), refusal: .entryNotAdmitted),
            Case(name: "an entry nobody has decided on", draft: missing, sheet: facts(entry: .submitted, state: .final), refusal: .entryNotAdmitted),
            Case(name: "a final sheet", draft: missing, sheet: facts(state: .final), refusal: .alreadyFinal),
            Case(name: "an abstention", draft: missing, sheet: facts(state: .abstained), refusal: .alreadyFinal),
            Case(name: "a criterion left empty when finalising", draft: missing, sheet: facts(), refusal: .missingCriteria(["b"])),
            Case(name: "points between two steps", draft: worst, sheet: facts(rubric: strict), refusal: .outOfScale(["a"])),
            Case(
                name: "points beyond both ends", draft: draft(["a": points("10.5"), "b": points("0")], revision: 2), sheet: facts(),
                refusal: .outOfScale(["a", "b"])
            ),
            Case(name: "an unknown criterion", draft: draft(["c": .notApplicable], revision: 2), sheet: facts(), refusal: .outOfScale(["c"])),
            Case(
                name: "n/a where the rubric forbids it", draft: draft(["b": .notApplicable], comment: longComment, revision: 2),
                sheet: facts(rubric: strict), refusal: .notApplicableRefused(["b"])
            ),
            Case(name: "a comment that is too long", draft: draft(comment: longComment, revision: 2), sheet: facts(), refusal: .commentTooLong(maximum: 4_000)),
            Case(name: "an older revision", draft: draft(revision: 2), sheet: facts(), refusal: .editedMeanwhile),
            Case(name: "a revision that never was", draft: draft(revision: 4), sheet: facts(), refusal: .editedMeanwhile),
        ]
    }()

    @Test("each reason to refuse comes before the later ones", arguments: refused)
    func refusals(_ item: Case) {
        #expect(throws: item.refusal, "\(item.name)") { try SavingScore.decide(item.draft, on: item.sheet) }
    }

    @Test(
        "the intent decides what the sheet becomes",
        arguments: [
            (ScoreSheet.State.notStarted, ScoreDraft.Intent.saveDraft, ScoreSheet.State.draft), (.notStarted, .finalise, .final),
            (.notStarted, .abstain, .abstained), (.draft, .saveDraft, .draft), (.draft, .finalise, .final), (.draft, .abstain, .abstained),
        ]
    )
    func states(before: ScoreSheet.State, intent: ScoreDraft.Intent, after: ScoreSheet.State) throws {
        #expect(try SavingScore.decide(draft(["a": points("10"), "b": .notApplicable], intent), on: facts(state: before)) == after)
    }

    @Test("a draft and an abstention may have empty criteria", arguments: [ScoreDraft.Intent.saveDraft, .abstain])
    func emptyCriteria(intent: ScoreDraft.Intent) throws {
        #expect(try SavingScore.decide(draft([:], intent), on: facts(state: .notStarted)) != .final)
    }

    @Test("the longest comment that fits counts characters, not bytes")
    func longestComment() throws {
        let family = String(repeating: "👩‍👩‍👧", count: 4_000)
        #expect(try SavingScore.decide(draft(comment: family), on: facts()) == .draft)
    }

    @Test(
        "reopening asks in the same order",
        arguments: [
            (nil, ScoreRefusal.notAssigned), (facts(round: .published, declared: false, state: .recused), .undeclared),
            (facts(round: .published, state: .recused), .recused), (facts(round: .scoringClosed, entry: .rejected), .roundClosed),
            (facts(entry: .rejected), .entryNotAdmitted), (facts(state: .draft, revision: 9), .notFinal),
            (facts(state: .notStarted, revision: 9), .notFinal), (facts(state: .final, revision: 9), .editedMeanwhile),
        ] as [(SheetFacts?, ScoreRefusal)]
    )
    func reopening(sheet: SheetFacts?, refusal: ScoreRefusal) throws {
        #expect(throws: refusal) { try ReopeningSheet.decide(revision: 3, on: sheet) }
    }

    @Test("a final sheet and an abstention can be reopened", arguments: [ScoreSheet.State.final, .abstained])
    func reopenable(state: ScoreSheet.State) throws {
        try ReopeningSheet.decide(revision: 3, on: facts(state: state))
    }

    @Test("the total leaves n/a and empty criteria out: 7.5 of 10 alone is 75, with 2 on 1…5 it is 50")
    func totals() {
        #expect(rubric().total(of: [:]) == nil)
        #expect(rubric().total(of: ["a": points("7.5"), "b": .notApplicable]) == Rational(75))
        #expect(rubric().total(of: ["a": points("7.5"), "b": points("2")]) == Rational(50))
    }
}
