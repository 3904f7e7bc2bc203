import Awards
import Testing

@Suite("Declaring a conflict: the decision")
struct DeclaringConflictTests {
    private static func facts(
        _ standing: ConflictStanding?, _ state: Round.State = .open, withClass: Bool = false, suggested: Bool = false
    ) -> DeclaringConflict.Facts {
        DeclaringConflict.Facts(roundState: state, standing: standing, excludedWithClass: withClass, suggested: suggested)
    }

    private static let long = String(repeating: "x", count: 1_001)

    @Test(
        "each reason to refuse comes before the later ones",
        arguments: [
            (ConflictDeclaration.conflict(.otherConcern, note: ""), nil, ConflictRefusal.notAssigned),
            (.conflict(.otherConcern, note: ""), facts(.excluded, .published), .recused),
            (.noConflict, facts(.pending, .published), .recused),
            (.denied(note: "weil"), facts(nil, .published, withClass: true), .recused),
            (.conflict(.otherConcern, note: ""), facts(nil, .scoringClosed), .roundClosed),
            (.noConflict, facts(.clear, suggested: true), .alreadyDeclared),
            (.denied(note: long), facts(.clear), .alreadyDeclared),
            (.noConflict, facts(nil, suggested: true), .suggestionUnanswered),
            (.denied(note: long), facts(nil), .noteTooLong(maximum: 1_000)),
            (.conflict(.otherConcern, note: ""), facts(nil), .noteMissing),
            (.conflict(.otherConcern, note: long), facts(.clear), .noteTooLong(maximum: 1_000)),
            (.conflict(.advice, note: long), facts(nil), .noteTooLong(maximum: 1_000)),
        ] as [(ConflictDeclaration, DeclaringConflict.Facts?, ConflictRefusal)]
    )
    func refusals(declaration: ConflictDeclaration, facts: DeclaringConflict.Facts?, refusal: ConflictRefusal) {
        #expect(throws: refusal) { try DeclaringConflict.decide(declaration, on: facts) }
    }

    @Test("every ground can be declared at first and after having declared none; those of § 20 exclude, those of § 21 wait", arguments: ConflictGround.allCases, [nil, ConflictStanding.clear])
    func accepted(ground: ConflictGround, earlier: ConflictStanding?) throws {
        let standing = try DeclaringConflict.decide(.conflict(ground, note: "weil"), on: Self.facts(earlier, suggested: true))
        #expect(standing == (ground.source.hasPrefix("§ 20 ") ? .excluded : .pending))
    }

    @Test("no conflict opens the sheet; against a suggestion it needs words and waits")
    func noConflict() throws {
        #expect(try DeclaringConflict.decide(.noConflict, on: Self.facts(nil)) == .clear)
        #expect(try DeclaringConflict.decide(.denied(note: "weil"), on: Self.facts(nil)) == .clear)
        #expect(try DeclaringConflict.decide(.denied(note: "weil"), on: Self.facts(nil, suggested: true)) == .pending)
    }

    @Test("only the open ground needs words", arguments: ConflictGround.allCases.filter { $0 != .otherConcern })
    func withoutNote(ground: ConflictGround) throws {
        try DeclaringConflict.decide(.conflict(ground, note: ""), on: Self.facts(nil))
    }
}

@Suite("Assigning jurors: the decision")
struct AssigningJurorTests {
    private static let pair = AssignmentPair(juror: .random(), entry: .random())
    private static let stranger = AssignmentPair(juror: .random(), entry: pair.entry)

    private static func facts(
        _ state: Round.State = .open, entry: Entry.State = .admitted, sheet: ScoreSheet.State? = nil
    ) -> AssigningJuror.Facts {
        AssigningJuror.Facts(
            roundState: state, jurors: [pair.juror], entries: [pair.entry: entry], sheets: sheet.map { [pair: $0] } ?? [:]
        )
    }

    @Test("nothing changes in a closed round, with strangers, for entries not admitted, or where a sheet was begun")
    func refusals() throws {
        #expect(throws: AssignmentRefusal.roundClosed) {
            try AssigningJuror.decide(assign: [Self.stranger], unassign: [], on: Self.facts(.scoringClosed))
        }
        #expect(throws: AssignmentRefusal.notInRound) {
            try AssigningJuror.decide(assign: [Self.stranger], unassign: [], on: Self.facts(entry: .draft))
        }
        #expect(throws: AssignmentRefusal.notInRound) {
            try AssigningJuror.decide(assign: [], unassign: [AssignmentPair(juror: Self.pair.juror, entry: .random())], on: Self.facts())
        }
    }

    @Test("only an admitted entry is assigned", arguments: [Entry.State.draft, .submitted, .rejected])
    func admission(state: Entry.State) {
        #expect(throws: AssignmentRefusal.entryNotAdmitted) {
            try AssigningJuror.decide(assign: [Self.pair], unassign: [], on: Self.facts(entry: state))
        }
    }

    @Test("a sheet that was begun, finished or recused stays", arguments: [ScoreSheet.State.draft, .final, .abstained, .recused])
    func started(state: ScoreSheet.State) {
        #expect(throws: AssignmentRefusal.alreadyStarted) {
            try AssigningJuror.decide(assign: [], unassign: [Self.pair], on: Self.facts(sheet: state))
        }
    }

    @Test("an untouched assignment, and one that is gone, may be taken back", arguments: [ScoreSheet.State.notStarted, nil])
    func takenBack(state: ScoreSheet.State?) throws {
        try AssigningJuror.decide(assign: [], unassign: [Self.pair], on: Self.facts(entry: .rejected, sheet: state))
    }
}

@Suite("Closing scoring: the decision")
struct ClosingScoringTests {
    private static let clean = ClosingConcerns(openSheets: 0, drafts: 0, thinEntries: 0, undecidedEntries: 0, deadlineRunning: false)
    private static let concerns: [ClosingConcerns] = [
        ClosingConcerns(openSheets: 1, drafts: 0, thinEntries: 0, undecidedEntries: 0, deadlineRunning: false),
        ClosingConcerns(openSheets: 0, drafts: 1, thinEntries: 0, undecidedEntries: 0, deadlineRunning: false),
        ClosingConcerns(openSheets: 0, drafts: 0, thinEntries: 1, undecidedEntries: 0, deadlineRunning: false),
        ClosingConcerns(openSheets: 0, drafts: 0, thinEntries: 0, undecidedEntries: 1, deadlineRunning: false),
        ClosingConcerns(openSheets: 0, drafts: 0, thinEntries: 0, undecidedEntries: 0, deadlineRunning: true),
    ]

    @Test("a round that is done closes without more words")
    func done() throws {
        try ClosingScoring.decide(state: .open, shown: Self.clean, confirmed: false, current: Self.clean)
    }

    @Test("each thing left undone has to be confirmed", arguments: concerns)
    func confirmation(concern: ClosingConcerns) throws {
        #expect(throws: ClosingRefusal.unconfirmed) {
            try ClosingScoring.decide(state: .open, shown: concern, confirmed: false, current: concern)
        }
        try ClosingScoring.decide(state: .open, shown: concern, confirmed: true, current: concern)
    }

    @Test("what was confirmed must still be so", arguments: concerns)
    func changed(concern: ClosingConcerns) {
        #expect(throws: ClosingRefusal.changedMeanwhile) {
            try ClosingScoring.decide(state: .open, shown: Self.clean, confirmed: true, current: concern)
        }
    }

    @Test("nothing is closed twice", arguments: [Round.State.scoringClosed, .published])
    func twice(state: Round.State) {
        #expect(throws: ClosingRefusal.alreadyClosed) {
            try ClosingScoring.decide(state: state, shown: Self.concerns[0], confirmed: false, current: Self.clean)
        }
    }
}
