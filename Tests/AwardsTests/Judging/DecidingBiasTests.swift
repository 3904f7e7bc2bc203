import Awards
import Testing

@Suite("Grounds, standing and who decides")
struct ConflictStandingTests {
    @Test("each number of § 20 (1) VwVfG, its second sentence and § 21 have a ground, in this order")
    func grounds() {
        let sources = ConflictGround.allCases.map(\.source)
        let wanted = ["Nr. 1", "Nr. 2", "Nr. 3", "Nr. 4", "Nr. 5", "Nr. 6", "Satz 2", "§ 21"]
        var rest = sources[...]
        for part in wanted {
            guard let at = rest.firstIndex(where: { $0.contains(part) }) else {
                Issue.record("no ground for \(part)")
                return
            }
            rest = rest[(at + 1)...]
        }
        #expect(ConflictGround.allCases.allSatisfy { $0.excludesByItself == $0.source.hasPrefix("§ 20 ") })
    }

    @Test("a verdict goes before everything that was said", arguments: [nil] + ConflictGround.allCases.map(Optional.some), [true, false])
    func verdicts(ground: ConflictGround?, denied: Bool) {
        #expect(ConflictStanding(ground: ground, denied: denied, verdict: true) == .excluded)
        #expect(ConflictStanding(ground: ground, denied: denied, verdict: false) == .clear)
    }

    @Test("the chair decides; about the chair or the chair's own closed entry, and without a chair, staff do; nobody about themselves")
    func competence() {
        let chair = Account.ID.random(), office = Account.ID.random(), juror = Account.ID.random()
        let permissions = Permissions.enforced
        func who(_ matter: BiasMatter) -> [Bool] {
            [
                permissions.mayDecideBias(chair, of: [], about: matter), permissions.mayDecideBias(office, of: [.staff], about: matter),
                permissions.mayDecideBias(juror, of: [], about: matter), permissions.mayDecideBias(juror, of: [.administrator, .auditor], about: matter),
            ]
        }
        #expect(who(BiasMatter(juror: juror, chair: chair, isChairBarred: false)) == [true, false, false, false])
        #expect(who(BiasMatter(juror: chair, chair: chair, isChairBarred: false)) == [false, true, false, false])
        #expect(who(BiasMatter(juror: juror, chair: chair, isChairBarred: true)) == [false, true, false, false])
        #expect(who(BiasMatter(juror: juror, chair: nil, isChairBarred: false)) == [false, true, false, false])
        #expect(!permissions.mayDecideBias(office, of: [.staff], about: BiasMatter(juror: office, chair: nil, isChairBarred: false)))
        #expect(permissions.mayChair(chair, chairedBy: chair) && !permissions.mayChair(office, chairedBy: chair) && !permissions.mayChair(office, chairedBy: nil))
    }
}

@Suite("Recording a conflict for a juror: the decision")
struct RecordingConflictTests {
    private static func facts(_ state: Round.State = .scoringClosed, frozen: Bool = false, _ standing: ConflictStanding? = .clear) -> RecordingConflict.Facts {
        RecordingConflict.Facts(roundState: state, isFrozen: frozen, standing: standing)
    }

    @Test("each reason to refuse comes before the later ones")
    func refusals() {
        let cases: [(RecordingConflict.Facts?, String, ConflictRefusal)] = [
            (nil, "", .notAssigned), (Self.facts(.published, frozen: true, .excluded), "", .roundPublished),
            (Self.facts(frozen: true, .excluded), "", .rankingFrozen), (Self.facts(.open, .pending), "", .recused), (Self.facts(), "", .noteMissing),
            (Self.facts(), String(repeating: "x", count: 1_001), .noteTooLong(maximum: 1_000)),
        ]
        for (facts, note, refusal) in cases {
            #expect(throws: refusal) { try RecordingConflict.decide(.advice, note: note, on: facts) }
        }
    }

    @Test("it is possible as long as no ranking counts the sheet", arguments: [Round.State.open, .scoringClosed], [nil, ConflictStanding.clear])
    func accepted(state: Round.State, standing: ConflictStanding?) throws {
        #expect(try RecordingConflict.decide(.advice, note: "Zeitung", on: Self.facts(state, standing)) == .excluded)
        #expect(try RecordingConflict.decide(.otherConcern, note: "Zeitung", on: Self.facts(state, standing)) == .pending)
    }
}

@Suite("Deciding about bias: the decision")
struct DecidingBiasTests {
    private static func facts(
        _ state: Round.State = .open, frozen: Bool = false, _ standing: ConflictStanding? = .pending, competent: Bool = true
    ) -> DecidingBias.Facts {
        DecidingBias.Facts(roundState: state, isFrozen: frozen, standing: standing, isCompetent: competent, revision: 3)
    }

    @Test("each reason to refuse comes before the later ones")
    func refusals() {
        let long = String(repeating: "x", count: 1_001)
        let cases: [(DecidingBias.Facts?, Bool, String, Int, BiasRefusal)] = [
            (nil, true, "", 0, .notVisible), (Self.facts(.published, frozen: true, nil, competent: false), true, "", 0, .notCompetent),
            (Self.facts(.published, frozen: true, nil), true, "", 0, .roundPublished), (Self.facts(frozen: true, nil), true, "", 0, .rankingFrozen),
            (Self.facts(.open, nil), true, "", 0, .nothingToDecide), (Self.facts(.open, .clear), false, "", 0, .nothingToDecide),
            (Self.facts(.open, .excluded), true, "", 0, .alreadyExcluded), (Self.facts(), true, "", 0, .reasonMissing),
            (Self.facts(), false, long, 0, .reasonTooLong(maximum: 1_000)), (Self.facts(), false, "weil", 2, .changedMeanwhile),
        ]
        for (facts, biased, reason, revision, refusal) in cases {
            #expect(throws: refusal) { try DecidingBias.decide(biased: biased, reason: reason, revision: revision, on: facts) }
        }
    }

    @Test("what waits is decided either way, and an exclusion can be taken back, until a ranking counts", arguments: [Round.State.open, .scoringClosed])
    func accepted(state: Round.State) throws {
        try DecidingBias.decide(biased: true, reason: "weil", revision: 3, on: Self.facts(state))
        try DecidingBias.decide(biased: false, reason: "weil", revision: 3, on: Self.facts(state))
        try DecidingBias.decide(biased: false, reason: "weil", revision: 3, on: Self.facts(state, .excluded))
    }
}
