import ScoringEngine
import Testing

@Suite("Properties of every allocation")
struct AllocatePropertyTests {
    private func randomInput(_ random: inout SeededGenerator) -> AllocateInput {
        let ladder = (0..<Int.random(in: 0...6, using: &random)).map { _ in Int.random(in: 0...5000, using: &random) }.sorted(by: >)
        var names = (0..<Int.random(in: 0...9, using: &random)).map { "e\($0)" }.shuffled(using: &random)
        var places: [[String]] = []
        while !names.isEmpty {
            let size = Int.random(in: 1...min(4, names.count), using: &random)
            places.append(Array(names.suffix(size)))
            names.removeLast(size)
        }
        let special = (0..<Int.random(in: 0...2, using: &random)).map { number in
            let recipients = (0...Int.random(in: 0...3, using: &random)).map {
                SpecialPrize.Recipient(entry: "s\($0)", share: FixedPoint(micros: Int64.random(in: 1...9_999_999, using: &random)))
            }
            return SpecialPrize(prize: "S\(number)", cents: Int.random(in: 0...3000, using: &random), recipients: recipients)
        }
        let spare = Int.random(in: 0...100, using: &random)
        let budget = ladder.reduce(0, +) + special.reduce(0) { $0 + $1.cents } + spare
        return AllocateInput(
            budgetCents: budget, ladderCents: ladder, ties: Bool.random(using: &random) ? .pooledSplit : .lot,
            ranking: Bool.random(using: &random) ? .standard : .dense, places: places, special: special, lotSeed: "seed")
    }

    @Test("two thousand random rounds add up to the cent and treat everyone fairly")
    func sumsAndFairness() throws {
        var random = SeededGenerator(seed: 2025)
        for _ in 0..<2000 {
            let input = randomInput(&random)
            let result = try allocate(input)
            let main = result.awards.reduce(0) { $0 + $1.cents }
            let taken = input.ladderCents.prefix(result.awards.count).reduce(0, +)
            #expect(main == taken)
            #expect(zip(result.special, input.special).allSatisfy { $0.parts.reduce(0) { $0 + $1.cents } == $1.cents })
            #expect(result.totalCents == main + input.special.reduce(0) { $0 + $1.cents })
            #expect(result.totalCents + result.unallocatedCents == input.budgetCents)
            #expect(result.unallocatedCents >= 0)
            #expect(Set(result.awards.map(\.entry)) == Set(input.places.joined()))
            for (above, below) in zip(result.awards, result.awards.dropFirst()) {
                #expect(above.rank <= below.rank)
                #expect(above.cents >= below.cents, "a higher rank, or the earlier in a group, never gets less")
                if above.rank == below.rank { #expect(above.cents - below.cents <= 1) }
            }
        }
    }

    @Test("each share of a joint prize is its exact quota rounded down or up")
    func quota() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<1000 {
            let input = randomInput(&random)
            for (prize, award) in zip(input.special, try allocate(input).special) {
                let sum = prize.recipients.reduce(Rational.zero) { $0 + Rational($1.share) }
                for (recipient, part) in zip(prize.recipients, award.parts) {
                    let quota = Rational(Int128(prize.cents)) * Rational(recipient.share) / sum
                    let distance = Rational(Int128(part.cents)) - quota
                    #expect(distance < Rational(1) && distance > Rational(-1))
                }
            }
        }
    }
}
