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
}
