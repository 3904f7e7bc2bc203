import Testing

@testable import ScoringEngine

@Suite("Properties of every severity correction")
struct SeverityPropertyTests {
    static let seeds: [UInt64] = Array(1...200)

    private func corrected(_ model: SeverityModel, _ scores: [JurorScore]) throws -> [String: Double] {
        let result = try severity(SeverityInput(model: model, scores: scores))
        return Dictionary(uniqueKeysWithValues: result.entries.map { ($0.entry, $0.corrected) })
    }

    @Test("the order of the scores changes nothing, not even the last bit", arguments: seeds)
    func orderIndependence(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let scores = randomScores(&random)
        let model = SeverityModel.allCases.randomElement(using: &random) ?? .interblock
        let shuffled = scores.shuffled(using: &random)
        #expect(
            try severity(SeverityInput(model: model, scores: shuffled)) == severity(SeverityInput(model: model, scores: scores)))
    }

    @Test("least squares leave no residual of any entry or juror, and offsets that sum to zero in each component", arguments: seeds)
    func normalEquations(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let scores = randomScores(&random)
        let result = try severity(SeverityInput(model: .additive, scores: scores))
        let offsets = Dictionary(uniqueKeysWithValues: result.jurors.map { ($0.juror, $0.offset) })
        let corrected = Dictionary(uniqueKeysWithValues: result.entries.map { ($0.entry, $0.corrected) })
        var sums: [String: Double] = [:]
        for score in scores {
            let rest = score.score - (offsets[score.juror] ?? .nan) - (corrected[score.entry] ?? .nan)
            sums[score.juror, default: 0] += rest
            sums[score.entry, default: 0] += rest
        }
        #expect(sums.values.allSatisfy { abs($0) < 1e-11 })
        for component in 1...result.components {
            let sum = result.jurors.filter { $0.component == component }.reduce(0) { $0 + $1.offset }
            #expect(abs(sum) < 1e-12)
        }
    }

    @Test("a constant added to one juror's scores changes no difference that least squares find within a component", arguments: seeds)
    func jurorConstant(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let scores = randomScores(&random)
        let juror = scores[0].juror
        let moved = scores.map { JurorScore(entry: $0.entry, juror: $0.juror, score: $0.score + ($0.juror == juror ? 25 : 0)) }
        let before = try severity(SeverityInput(model: .additive, scores: scores)).entries
        let after = try severity(SeverityInput(model: .additive, scores: moved)).entries
        for component in 1...(before.map(\.component).max() ?? 1) {
            let shifts = zip(before, after).filter { $0.0.component == component }.map { $1.corrected - $0.corrected }
            #expect(shifts.allSatisfy { abs($0 - shifts[0]) < 1e-11 })
        }
    }

    @Test("where everyone reads everything, a constant added to one juror's scores changes no difference of any model with fixed entries")
    func jurorConstantOfFullJury() throws {
        let table: [[Double]] = [[7, 5, 8], [6, 6, 9], [3, 2, 4], [9, 7, 7]]
        for model in [SeverityModel.additive, .interblock] {
            let before = try corrected(model, scores(table))
            let after = try corrected(model, scores(table.map { [$0[0] + 40, $0[1], $0[2]] }))
            for (entry, score) in before {
                let shift = (after["e1"] ?? .nan) - (before["e1"] ?? .nan)
                #expect(abs((after[entry] ?? .nan) - score - shift) < 1e-11)
            }
        }
    }

    @Test("two entries read by the same jurors keep their raw order and distance", arguments: seeds)
    func sameJurors(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var scores = randomScores(&random)
        let twin = scores.filter { $0.entry == scores[0].entry }
        scores += twin.map { JurorScore(entry: "twin", juror: $0.juror, score: Double.random(in: 0...10, using: &random)) }
        for model in [SeverityModel.additive, .interblock] {
            let result = try severity(SeverityInput(model: model, scores: scores))
            let first = try #require(result.entries.first { $0.entry == twin[0].entry })
            let second = try #require(result.entries.first { $0.entry == "twin" })
            #expect(first.raw - first.corrected == second.raw - second.corrected || abs(first.raw - second.raw) > 0)
            #expect(abs((first.raw - second.raw) - (first.corrected - second.corrected)) < 1e-12)
            if first.raw == second.raw { #expect(first.corrected == second.corrected) }
        }
    }

    @Test("scores in another unit give the same answer in that unit", arguments: seeds)
    func units(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let scores = randomScores(&random)
        let model = SeverityModel.allCases.randomElement(using: &random) ?? .interblock
        let other = scores.map { JurorScore(entry: $0.entry, juror: $0.juror, score: 1000 + 64 * $0.score) }
        let before = try severity(SeverityInput(model: model, scores: scores))
        let after = try severity(SeverityInput(model: model, scores: other))
        for (old, new) in zip(before.entries, after.entries) { #expect(abs(new.corrected - (1000 + 64 * old.corrected)) < 1e-3) }
        for (old, new) in zip(before.jurors, after.jurors) { #expect(abs(new.offset - 64 * old.offset) < 1e-3) }
        #expect(abs((after.reliability.oneSheet ?? -1) - (before.reliability.oneSheet ?? -1)) < 1e-5)
    }

    @Test("every figure is finite and in its range, and reliability rises with the number of sheets", arguments: seeds)
    func ranges(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let scores = randomScores(&random)
        let model = SeverityModel.allCases.randomElement(using: &random) ?? .interblock
        let result = try severity(SeverityInput(model: model, scores: scores))
        #expect(result.entries.allSatisfy { $0.corrected.isFinite && (0..<1e3).contains($0.standardError ?? 0) })
        #expect(result.jurors.allSatisfy { $0.offset.isFinite && (0..<1e3).contains($0.standardError ?? 0) })
        let variances = [result.variance.residual, result.variance.juror, result.variance.entry]
        #expect(variances.allSatisfy { $0 ?? 0 >= 0 })
        #expect((0...1).contains(result.reliability.oneSheet ?? 0))
        #expect(zip(result.reliability.curve, result.reliability.curve.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(result.isConnected == (result.components == 1))
        #expect(result.jurors.reduce(0) { $0 + $1.sheets } == scores.count)
    }

    @Test("no neighbouring variances have a lower REML criterion", arguments: seeds.prefix(60))
    func likelihood(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let scores = randomScores(&random)
        let cells = try SeverityReading(scores).cells
        let fit = try #require(cells.fit(.mixed))
        guard let details = fit.mixed, let residual = fit.variance.residual else { return }
        let likelihood = RestrictedLikelihood(graph: cells.graph, scores: cells.scores)
        let (entry, juror) = ((fit.variance.entry ?? 0) / residual, (fit.variance.juror ?? 0) / residual)
        for (entryFactor, jurorFactor) in [(1.02, 1), (0.98, 1), (1, 1.02), (1, 0.98), (1.3, 0.8), (0.8, 1.3)] {
            let near = VarianceRatios(entry: (entry + 1e-4) * entryFactor, juror: (juror + 1e-4) * jurorFactor)
            #expect((likelihood.value(near)?.criterion ?? .infinity) >= details.criterion - 1e-7)
        }
    }
}
