import Awards
import ScoringEngine
import Testing

/// A round of a few jurors and entries, moved by the decisions alone: what the store writes after each, kept in memory.
private struct ModelRound {
    struct Seat {
        var ground: ConflictGround?
        var denied = false
        var verdict: Bool?
        var declared = false
        var revision = 0
        var sheet = ScoreSheet.State.notStarted
        var held: ScoreSheet.State?
        var sheetRevision = 0
        let suggested: Bool

        var standing: ConflictStanding? { declared ? ConflictStanding(ground: ground, denied: denied, verdict: verdict) : nil }
    }

    static let jurors = 2
    /// Entries 0 and 1 are of one size class, 2 of another.
    static let classes = [0, 0, 1]

    let scope: ExclusionScope
    var state = Round.State.open
    var isFrozen = false
    /// What the frozen ranking counts.
    var counted: Set<[Int]> = []
    var seats: [[Seat?]]
    let rubric: RubricRules

    func excludedWithClass(_ juror: Int, _ entry: Int) -> Bool {
        scope == .track && Self.classes.indices.contains {
            $0 != entry && Self.classes[$0] == Self.classes[entry] && seats[juror][$0]?.standing == .excluded
        }
    }

    /// Closes and opens a juror's sheets after their standing, as the store does after each declaration and decision.
    mutating func settle(_ juror: Int) {
        for entry in Self.classes.indices {
            guard var seat = seats[juror][entry] else { continue }
            let barred = seat.standing?.isBarred ?? false || excludedWithClass(juror, entry)
            if barred {
                seat.held = seat.held ?? seat.sheet
                seat.sheet = .recused
            } else if let held = seat.held {
                seat.sheet = held
                seat.held = nil
            }
            seats[juror][entry] = seat
        }
    }

    /// Sheets that count although their juror may not judge; has to be empty.
    var wronglyCounted: [[Int]] {
        var found: [[Int]] = []
        for juror in seats.indices {
            for (entry, seat) in seats[juror].enumerated() {
                guard let seat else { continue }
                let barred = seat.standing?.isBarred ?? true || excludedWithClass(juror, entry)
                let counts = seat.sheet == .final || counted.contains([juror, entry])
                if barred && counts { found.append([juror, entry]) }
                if barred && (seat.sheet == .draft || seat.sheet == .abstained) { found.append([juror, entry]) }
            }
        }
        return found
    }
}

@Suite("No order of acts lets a biased juror's score count")
struct ConflictSequenceTests {
    private struct Tally {
        var late = 0, recorded = 0, decided = 0, reopened = 0, frozen = 0, refused = 0, withClass = 0
    }

    private static func rubric() throws -> RubricRules {
        let scale = Scale(min: FixedPoint(micros: 0), max: FixedPoint(micros: 10_000_000), step: FixedPoint(micros: 1_000_000))
        return RubricRules(
            notApplicable: .renormalise, aggregation: .mean, minimumSheets: 1,
            criteria: [CriterionRules(code: "a", title: "A", description: nil, weight: FixedPoint(micros: 1_000_000), scale: scale, levels: [])]
        )
    }

    @Test("over 10,000 random sequences of assigning, declaring, recording, deciding, scoring, reopening, closing and freezing")
    func sequences() throws {
        var random = Seeded(seed: 20_270_813)
        var tally = Tally()
        let rubric = try Self.rubric()
        for number in 0..<10_000 {
            let empty = [ModelRound.Seat?](repeating: nil, count: ModelRound.classes.count)
            var round = ModelRound(
                scope: number.isMultiple(of: 2) ? .entry : .track, seats: [[ModelRound.Seat?]](repeating: empty, count: ModelRound.jurors), rubric: rubric
            )
            for juror in 0..<ModelRound.jurors {
                for entry in ModelRound.classes.indices where random.next() % 8 != 0 {
                    round.seats[juror][entry] = ModelRound.Seat(suggested: random.next() % 8 == 0)
                }
            }
            for _ in 0..<24 {
                Self.act(on: &round, &random, &tally)
                guard round.wronglyCounted.isEmpty else {
                    Issue.record("sequence \(number): \(round.wronglyCounted)")
                    return
                }
            }
        }
        for (name, count) in [
            ("late", tally.late), ("recorded", tally.recorded), ("decided", tally.decided), ("reopened", tally.reopened), ("frozen", tally.frozen),
            ("refused", tally.refused), ("with the class", tally.withClass),
        ] {
            #expect(count > 300, "the sequences are too tame to say anything about \(name): \(count)")
        }
    }

    /// One random act; refusals are part of the game.
    private static func act(on round: inout ModelRound, _ random: inout Seeded, _ tally: inout Tally) {
        let juror = Int.random(in: 0..<ModelRound.jurors, using: &random), entry = Int.random(in: 0..<ModelRound.classes.count, using: &random)
        do {
            switch Int.random(in: 0..<40, using: &random) {
            case 0..<3: try assign(juror, entry, on: &round, suggested: random.next() % 8 == 0)
            case 3..<13: try declare(random.next().isMultiple(of: 4) ? .denied(note: "x") : .noConflict, juror, entry, on: &round)
            case 13, 14: try declare(.conflict(ground(&random), note: "x"), juror, entry, on: &round, &tally)
            case 15: try record(ground(&random), juror, entry, on: &round, &tally)
            case 16..<20: try decide(Bool.random(using: &random), juror, entry, on: &round, &tally)
            case 20..<34: try save([.saveDraft, .finalise, .finalise, .abstain].randomElement(using: &random) ?? .finalise, juror, entry, on: &round)
            case 34..<36: try reopen(juror, entry, on: &round, &tally)
            case 36: if random.next().isMultiple(of: 2), round.state == .open { round.state = .scoringClosed }
            default: freeze(&round, &tally)
            }
        } catch { tally.refused += 1 }
        if round.excludedWithClass(juror, entry) { tally.withClass += 1 }
    }

    private static func ground(_ random: inout Seeded) -> ConflictGround {
        ConflictGround.allCases.randomElement(using: &random) ?? .advice
    }

    private static func assign(_ juror: Int, _ entry: Int, on round: inout ModelRound, suggested: Bool) throws {
        guard round.state == .open, round.seats[juror][entry] == nil else { return }
        round.seats[juror][entry] = ModelRound.Seat(suggested: suggested)
        round.settle(juror)
    }

    private static func declare(_ declaration: ConflictDeclaration, _ juror: Int, _ entry: Int, on round: inout ModelRound) throws {
        var ignored = Tally()
        try declare(declaration, juror, entry, on: &round, &ignored)
    }

    private static func declare(
        _ declaration: ConflictDeclaration, _ juror: Int, _ entry: Int, on round: inout ModelRound, _ tally: inout Tally
    ) throws {
        let seat = round.seats[juror][entry]
        let facts = seat.map {
            DeclaringConflict.Facts(
                roundState: round.state, standing: $0.standing, excludedWithClass: round.excludedWithClass(juror, entry), suggested: $0.suggested
            )
        }
        let standing = try DeclaringConflict.decide(declaration, on: facts)
        if seat?.sheet == .final, standing.isBarred { tally.late += 1 }
        write(declaration.ground, denied: standing == .pending && declaration.ground == nil, juror, entry, on: &round)
    }

    private static func write(_ ground: ConflictGround?, denied: Bool, _ juror: Int, _ entry: Int, on round: inout ModelRound) {
        round.seats[juror][entry]?.declared = true
        round.seats[juror][entry]?.ground = ground
        round.seats[juror][entry]?.denied = denied
        round.seats[juror][entry]?.verdict = nil
        round.seats[juror][entry]?.revision += 1
        round.settle(juror)
    }

    private static func record(_ ground: ConflictGround, _ juror: Int, _ entry: Int, on round: inout ModelRound, _ tally: inout Tally) throws {
        let facts = round.seats[juror][entry].map {
            RecordingConflict.Facts(roundState: round.state, isFrozen: round.isFrozen, standing: $0.standing)
        }
        try RecordingConflict.decide(ground, note: "x", on: facts)
        // A class-wide exclusion reaches sheets that a frozen ranking counts, but then nothing is recorded any more.
        tally.recorded += 1
        write(ground, denied: false, juror, entry, on: &round)
    }

    private static func decide(_ biased: Bool, _ juror: Int, _ entry: Int, on round: inout ModelRound, _ tally: inout Tally) throws {
        let facts = round.seats[juror][entry].map {
            DecidingBias.Facts(roundState: round.state, isFrozen: round.isFrozen, standing: $0.standing, isCompetent: true, revision: $0.revision)
        }
        try DecidingBias.decide(biased: biased, reason: "x", revision: facts?.revision ?? 0, on: facts)
        round.seats[juror][entry]?.verdict = biased
        round.seats[juror][entry]?.revision += 1
        round.settle(juror)
        tally.decided += 1
    }

    private static func sheet(_ juror: Int, _ entry: Int, of round: ModelRound) -> SheetFacts? {
        round.seats[juror][entry].map {
            SheetFacts(
                roundState: round.state, entryState: .admitted, declared: $0.declared, state: $0.sheet, revision: $0.sheetRevision, rubric: round.rubric
            )
        }
    }

    private static func save(_ intent: ScoreDraft.Intent, _ juror: Int, _ entry: Int, on round: inout ModelRound) throws {
        let facts = sheet(juror, entry, of: round)
        let draft = ScoreDraft(marks: ["a": .notApplicable], comment: "", intent: intent, revision: facts?.revision ?? 0)
        round.seats[juror][entry]?.sheet = try SavingScore.decide(draft, on: facts)
        round.seats[juror][entry]?.sheetRevision += 1
    }

    private static func reopen(_ juror: Int, _ entry: Int, on round: inout ModelRound, _ tally: inout Tally) throws {
        let facts = sheet(juror, entry, of: round)
        try ReopeningSheet.decide(revision: facts?.revision ?? 0, on: facts)
        round.seats[juror][entry]?.sheet = .draft
        round.seats[juror][entry]?.sheetRevision += 1
        tally.reopened += 1
    }

    private static func freeze(_ round: inout ModelRound, _ tally: inout Tally) {
        guard (try? FreezingRanking.decide(state: round.state, isFrozen: round.isFrozen, admittedEntries: 3, alteredSheets: 0)) != nil else { return }
        round.isFrozen = true
        tally.frozen += 1
        for juror in round.seats.indices {
            for (entry, seat) in round.seats[juror].enumerated() where seat?.sheet == .final { round.counted.insert([juror, entry]) }
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
private struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
