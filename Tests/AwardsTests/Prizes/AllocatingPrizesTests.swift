import Awards
import ScoringEngine
import Testing

@Suite("From a decision to cents")
struct AllocatingPrizesTests {
    private let entries: [Entry.ID]

    init() throws {
        entries = try PrizeExamples.entries(8)
    }

    private func euros(_ prizes: ComputedPrizes) -> [Int] {
        prizes.tracks.flatMap(\.places).map { $0.cents / 100 }
    }

    @Test("2017: two third places share 40 and 30 thousand; the next rank is the fourth")
    func pooledSplit() throws {
        let decision = PrizeExamples.decision([[entries[0]], [entries[1]], [entries[2], entries[3]], [entries[4]]])
        let prizes = try AllocatingPrizes.compute(decision, rules: try PrizeExamples.rules())
        #expect(euros(prizes) == [60_000, 50_000, 35_000, 35_000, 20_000])
        #expect(prizes.tracks[0].places.map(\.rank) == [1, 2, 3, 3, 4])
        #expect(prizes.tracks[0].places.map(\.isShared) == [false, false, true, true, false])
        #expect(prizes.totalCents == 200_000_00)
        #expect(prizes.unallocatedCents == 0)
    }

    @Test("without amounts of the jury a jurySet round splits ties equally")
    func jurySetWithoutAmounts() throws {
        let decision = PrizeExamples.decision([[entries[0]], [entries[1], entries[2]], [entries[3]], [entries[4]]])
        let prizes = try AllocatingPrizes.compute(decision, rules: try PrizeExamples.rules(ties: .jurySet))
        #expect(euros(prizes) == [60_000, 45_000, 45_000, 30_000, 20_000])
    }

    @Test("cents that don't divide are noted")
    func leftover() throws {
        let rules = try PrizeExamples.rules(tracks: ["offen": [100_00]])
        let prizes = try AllocatingPrizes.compute(PrizeExamples.decision([Array(entries.prefix(3))]), rules: rules)
        #expect(prizes.tracks[0].places.map(\.cents) == [33_34, 33_33, 33_33])
        #expect(prizes.notes == [.leftoverCent(entries[0], prize: nil)])
    }

    @Test("a joint special prize is split by its shares")
    func joint() throws {
        let rules = try PrizeExamples.rules(special: [
            SpecialPrizeRules(code: "sonder", title: "Sonderpreis", amountCents: 10_000_00, joint: true)
        ])
        let special = SpecialPrizeDecision(prize: "sonder", recipients: [
            SpecialPrizeDecision.Recipient(entry: entries[5], share: 2), SpecialPrizeDecision.Recipient(entry: entries[6], share: 1),
        ])
        let prizes = try AllocatingPrizes.compute(PrizeExamples.decision([[entries[0]]], special: [special]), rules: rules)
        #expect(prizes.special.map(\.parts) == [[
            ComputedPrizes.Special.Part(entry: entries[5], cents: 6_666_67), ComputedPrizes.Special.Part(entry: entries[6], cents: 3_333_33),
        ]])
        #expect(prizes.totalCents == 70_000_00)
        #expect(prizes.unallocatedCents == 140_000_00)
        #expect(prizes.notes == [.leftoverCent(entries[5], prize: "sonder")])
    }

    @Test("a fixed amount per rank is refused where ties make it exceed the budget of all classes")
    func fixedPerRank() throws {
        let rules = try PrizeExamples.rules(tracks: ["a": [3_00, 2_00], "b": [3_00, 2_00]], ties: .fixedPerRank, style: .standard)
        func decision(_ b: [[Entry.ID]]) -> PlannedDecision {
            PlannedDecision(decidedBy: "Jury", decidedOn: nil, reason: "", places: [
                TrackPlaces(track: "a", groups: [[entries[0], entries[1]]]), TrackPlaces(track: "b", groups: b),
            ])
        }
        let within = try AllocatingPrizes.compute(decision([[entries[2]]]), rules: rules)
        #expect(within.totalCents == 9_00)
        #expect(within.unallocatedCents == 1_00)
        #expect(throws: PrizeRefusal.aboveBudget(overCents: 1_00)) {
            try AllocatingPrizes.compute(decision([[entries[2]], [entries[3]]]), rules: rules)
        }
    }

    @Test("lots leave those beyond the ladder without an award")
    func lots() throws {
        let rules = try PrizeExamples.rules(tracks: ["offen": [3_00]], ties: .lot, lotSeed: "2025-08-14")
        let prizes = try AllocatingPrizes.compute(PrizeExamples.decision([[entries[0], entries[1]]]), rules: rules)
        let first = lotDigest(seed: "2025-08-14", entry: entries[0].description)
        let second = lotDigest(seed: "2025-08-14", entry: entries[1].description)
        let winner = first < second ? entries[0] : entries[1]
        #expect(prizes.tracks[0].places == [ComputedPrizes.Place(entry: winner, rank: 1, isShared: false, cents: 3_00)])
    }

    @Test("titles are named from kind, designation and article")
    func titles() {
        let city = MunicipalityTitle(kind: .gemeinde, displayName: "Lübeck", designation: "Hansestadt", article: "die")
        let county = MunicipalityTitle(kind: .landkreis, displayName: "Landkreis Fürth", designation: "Landkreis", article: "der")
        #expect(city.withArticle == "die Hansestadt Lübeck")
        #expect(county.withArticle == "der Landkreis Fürth")
        #expect([city.withArticle, county.withArticle, "X"].germanList == "die Hansestadt Lübeck, der Landkreis Fürth und X")
    }
}
