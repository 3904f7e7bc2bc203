import Testing

@testable import ScoringEngine

@Suite("Severity models on numbered sheets")
struct SeverityCellsTests {
    /// Montgomery, Design and Analysis of Experiments, section 4.4: the catalyst example's balanced incomplete blocks.
    static let catalysts = SeverityCells(
        entryCount: 4, jurorCount: 4, entry: [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], juror: [0, 1, 3, 1, 2, 3, 0, 1, 2, 0, 2, 3],
        score: [73, 74, 71, 75, 67, 72, 73, 75, 68, 75, 72, 75])

    @Test("Montgomery's incomplete blocks: least squares")
    func additive() throws {
        let fit = try #require(Self.catalysts.fit(.additive))
        for (corrected, effect) in zip(fit.corrected, [-9.0 / 8, -7.0 / 8, -4.0 / 8, 20.0 / 8]) {
            #expect(abs(corrected - 72.5 - effect) < 1e-12)
        }
        #expect(abs(try #require(fit.variance.residual) - 0.65) < 1e-12)
    }

    @Test("Montgomery's incomplete blocks: recovery of interblock information")
    func interblock() throws {
        let fit = try #require(Self.catalysts.fit(.interblock))
        #expect(abs(try #require(fit.variance.juror) - 8.02) < 0.005)
        for (corrected, effect) in zip(fit.corrected, [-1.0869, -0.8836, -0.5, 2.4705]) {
            #expect(abs(corrected - 72.5 - effect) < 0.00005)
        }
        for (offset, published) in zip(fit.offsets, [0.8492, 2.9115, -3.7607, 0]) { #expect(abs(offset - published) < 0.00005) }
    }

    @Test("conjugate gradients agree with the direct way, and give up on a jury that hangs together by a thread")
    func twoWays() throws {
        var random = SeededGenerator(seed: 3)
        let jurors = 120
        let chain = (0..<jurors - 1).flatMap { [(entry: $0, juror: $0), (entry: $0, juror: $0 + 1)] }
        let mixed = (0..<300).flatMap { entry in (0..<jurors).shuffled(using: &random).prefix(3).map { (entry: entry, juror: $0) } }
        for (sheets, isFirm) in [(chain, false), (mixed, true)] {
            let graph = SeverityCells(
                entryCount: 1 + (sheets.map(\.entry).max() ?? 0), jurorCount: jurors, entry: sheets.map { Int32($0.entry) },
                juror: sheets.map { Int32($0.juror) }, score: sheets.map { _ in 0 }
            ).graph
            for (entryRidge, ridge) in [(0.0, 0.0), (0, 0.7), (1.5, 0.2)] {
                let equations = JurorEquations(graph: graph, entryRidge: entryRidge, ridge: ridge)
                var wanted = (0..<jurors).map { _ in Double.random(in: -1...1, using: &random) }
                equations.centre(&wanted)
                let image = zip(equations.timesSchur(wanted), wanted).map { $0 + ridge * $1 }
                let direct = try #require(equations.direct(image))
                #expect(zip(direct, wanted).allSatisfy { abs($0 - $1) < 1e-9 })
                let quick = equations.conjugateGradients(image, limit: 60)
                #expect((quick != nil) == (isFirm || ridge > 0))
                if let quick { #expect(zip(quick, wanted).allSatisfy { abs($0 - $1) < 1e-11 }) }
            }
        }
    }
}
