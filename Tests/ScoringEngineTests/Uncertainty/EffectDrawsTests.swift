import Testing

@testable import ScoringEngine

@Suite("Draws of entry effects")
struct EffectDrawsTests {
    private func jury(entries: Int, jurors: Int, sheets: Int) -> SeverityCells {
        var random = SeededGenerator(seed: 11)
        var entry: [Int32] = []
        var juror: [Int32] = []
        var score: [Double] = []
        for number in 0..<entries {
            for other in (0..<jurors).shuffled(using: &random).prefix(sheets) {
                entry.append(Int32(number))
                juror.append(Int32(other))
                score.append(Double(number % 7) + Double(other % 4) + Double.random(in: -2...2, using: &random))
            }
        }
        return SeverityCells(entryCount: entries, jurorCount: jurors, entry: entry, juror: juror, score: score)
    }

    /// Either side may be the smaller one, and one or two rows of tiles.
    static let sizes = [(entries: 60, jurors: 52, sheets: 5), (52, 60, 8), (12, 8, 4), (8, 12, 5)]

    @Test("estimates are those of the REML fit at its variances", arguments: sizes)
    func estimates(size: (entries: Int, jurors: Int, sheets: Int)) throws {
        let cells = jury(entries: size.entries, jurors: size.jurors, sheets: size.sheets)
        let design = try #require(CrossedDesign(cells))
        let fit = try #require(cells.fit(.mixed))
        let draws = try #require(EffectDraws(design, shrinkage(fit, design)))
        let estimates = draws.estimates()
        // Ours are standardised: differences are proportional.
        let scale = (estimates[1] - estimates[0]) / (fit.corrected[1] - fit.corrected[0])
        for entry in estimates.indices {
            #expect(abs(estimates[entry] - estimates[0] - scale * (fit.corrected[entry] - fit.corrected[0])) < 1e-9)
        }
    }

    @Test("the spread of a difference is the one computed without draws", arguments: sizes)
    func spread(size: (entries: Int, jurors: Int, sheets: Int)) throws {
        let cells = jury(entries: size.entries, jurors: size.jurors, sheets: size.sheets)
        let design = try #require(CrossedDesign(cells))
        let fit = try #require(cells.fit(.mixed))
        let fixed = try #require(EffectDraws(design, shrinkage(fit, design)).flatMap { EffectDraws(fixing: $0) })
        let random = Philox(seed: 3)
        var squares = 0.0
        for first in stride(from: 0, to: 960, by: EffectDraws.together) {
            fixed.forEach(Array(first..<first + EffectDraws.together), random, centred: true) { _, effects in
                squares += (effects[0] - effects[3]) * (effects[0] - effects[3]) / 960
            }
        }
        let expected = fixed.differenceVariance(0, 3) * fixed.quadratic / Double(design.sheets - 3)
        // The standard error of a variance from 960 draws is 4.6 % of it.
        #expect(abs(squares / expected - 1) < 0.2)
    }

    private func shrinkage(_ fit: SeverityFit, _ design: CrossedDesign) -> Shrinkage {
        let noise = fit.variance.residual ?? 1
        let (entry, juror) = (noise / (fit.variance.entry ?? 1), noise / (fit.variance.juror ?? 1))
        return design.entriesAreKept ? Shrinkage(eliminated: juror, kept: entry) : Shrinkage(eliminated: entry, kept: juror)
    }

    @Test("chi-square numbers have the right mean and variance", arguments: [1.0, 2, 5, 40, 30_000])
    func chiSquare(degrees: Double) {
        let random = Philox(seed: 5)
        let numbers = (0..<3000).map { random.chiSquare(degrees: degrees, stream: UInt64($0)) }
        let mean = numbers.reduce(0, +) / 3000
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3000
        #expect(abs(mean - degrees) < 4 * (2 * degrees / 3000).squareRoot())
        #expect(abs(variance / (2 * degrees) - 1) < 0.35)
    }
}

@Suite("Ranks and intervals of ranks")
struct RankIntervalTests {
    @Test("many values are ranked as sorting them ranks them, equal ones alike", arguments: [1, 2, 64, 65, 700, 3000])
    func ranks(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        // Clusters far apart, in which many values fall on one number of the first passes; and many exactly equal.
        let values = (0..<count).map { number in
            let size: [Double] = [1e-9, 1, 1e6]
            return number % 5 == 0 ? 3 : Double(Int.random(in: 0...40, using: &random)) * size[number % 3] - 7
        }
        var ranks = [Int](repeating: 0, count: count)
        var sorter = RankSorter(count: count)
        values.withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { sorter.rank(base) { ranks[$0] = Int($1) } }
        }
        let falling = values.sorted(by: >)
        #expect(ranks == values.map { value in 1 + (falling.firstIndex(of: value) ?? -1) })
    }

    @Test("an interval leaves out as nearly the asked part as whole ranks allow, the smaller tail first")
    func interval() {
        func found(_ ranks: [UInt32], _ level: Double) -> ClosedRange<Int> {
            ranks.withUnsafeBufferPointer { rankInterval($0, level: level) }
        }
        // Of a hundred draws 3 say 1, 90 say 2, 4 say 3, 2 say 4 and 1 says 5.
        let ranks = [(1, 3), (2, 90), (3, 4), (4, 2), (5, 1)].flatMap { [UInt32](repeating: UInt32($0), count: $1) }
        #expect(found(ranks, 0.999) == 1...5)
        #expect(found(ranks, 0.99) == 1...4)
        #expect(found(ranks, 0.97) == 1...3)
        // 6 of 100 outside is nearer to 5 than 3.
        #expect(found(ranks, 0.95) == 2...3)
        #expect(found(ranks, 0.9) == 2...2)
        #expect(found([7], 0.5) == 7...7)
    }

    @Test("sorting by bytes sorts", arguments: [255, 256, 65_536, 20_000_000])
    func bytes(largest: Int) {
        var random = SeededGenerator(seed: 2)
        var values = (0..<500).map { _ in UInt32.random(in: 0...UInt32(largest), using: &random) }
        var scratch = values
        let sorted = values.sorted()
        values.withUnsafeMutableBufferPointer { values in
            scratch.withUnsafeMutableBufferPointer { sortByBytes(values, scratch: $0, largest: largest) }
        }
        #expect(values == sorted)
    }
}
