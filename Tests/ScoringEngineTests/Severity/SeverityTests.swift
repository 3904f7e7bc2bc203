import Testing

@testable import ScoringEngine

@Suite("Severity")
struct SeverityTests {
    private let catalysts = [[73, 74, nil, 71], [nil, 75, 67, 72], [73, 75, 68, nil], [75, nil, 72, 75]] as [[Double?]]

    @Test("the example of the documentation: Montgomery's catalysts, two of which change places")
    func example() throws {
        let result = try severity(SeverityInput(model: .additive, scores: scores(catalysts)))
        for (entry, expected) in zip(result.entries, [71.375, 71.625, 72, 75]) { #expect(abs(entry.corrected - expected) < 1e-11) }
        #expect(result.entries.map { $0.raw } == [218.0 / 3, 214.0 / 3, 72, 74])
        #expect(abs(result.mean - 72.5) < 1e-12)
    }

    /// Bates, "lme4: Mixed-effects modeling with R", chapter 2, on data of Davies and Goldsmith 1972.
    @Test("the penicillin assay: predictions, the mean's error and the criterion that lme4 prints")
    func penicillin() throws {
        let plates = [
            "27 23 26 23 23 21", "27 23 26 23 23 21", "25 21 25 24 24 20", "26 23 25 23 23 20", "25 22 26 22 23 20", "24 22 25 23 22 19",
            "24 20 23 21 22 19", "26 22 26 24 24 21", "24 21 24 22 22 20", "24 21 24 23 22 19", "26 23 26 24 24 21", "25 22 26 24 24 20",
            "26 24 26 24 25 22", "26 23 26 23 23 20", "26 23 25 24 24 22", "25 22 25 23 23 20", "25 21 24 23 23 20", "25 22 24 23 23 19",
            "24 21 23 21 21 19", "26 23 26 24 24 21", "25 21 24 22 22 18", "25 22 25 22 22 20", "24 21 24 22 24 19", "24 21 24 22 21 18",
        ].map { $0.split(separator: " ").map { Double($0) } }
        let cells = try SeverityReading(scores(plates)).cells
        let fit = try #require(cells.fit(.mixed))
        let details = try #require(fit.mixed)
        #expect(abs(fit.mean - 22.9722) < 0.0005)
        #expect(abs(details.meanError - 0.8086) < 0.0005)
        #expect(abs(details.criterion - 330.9) < 0.05)
        for (variance, deviation) in [(fit.variance.entry, 0.8467), (fit.variance.juror, 1.9316), (fit.variance.residual, 0.5499)] {
            #expect(abs((variance ?? 0).squareRoot() - deviation) < 0.0005)
        }
        for (offset, published) in zip(fit.offsets, [2.1871, -1.0105, 1.9379, -0.0969, -0.0138, -3.0037]) {
            #expect(abs(offset - published) < 0.0005)
        }
        // The same with plates as jurors, where the other side is eliminated.
        let exchanged = SeverityCells(
            entryCount: 6, jurorCount: 24, entry: cells.graph.jurorOfSheet, juror: cells.graph.entryOfSheet, score: cells.scores)
        let turned = try #require(exchanged.fit(.mixed))
        #expect(zip(turned.corrected, fit.offsets).allSatisfy { abs($0 - turned.mean - $1) < 1e-6 })
        #expect(zip(turned.offsets, fit.corrected).allSatisfy { abs($0 - ($1 - fit.mean)) < 1e-6 })
    }

    @Test("a full design by hand: variances, errors and reliability")
    func byHand() throws {
        // Two entries, two jurors: effects ±2 and ±1, interaction ±1/2, so SSE = 1 on one degree of freedom.
        let result = try severity(SeverityInput(model: .additive, scores: scores([[3.5, 4.5], [6.5, 9.5]])))
        #expect(result.variance == SeverityVariance(residual: 1, juror: 1.5, entry: 7.5))
        #expect(result.entries.map(\.corrected) == [4, 8])
        #expect(result.jurors.map(\.offset) == [-1, 1])
        // An entry's mean of two scores: 1/√2. An offset is half a difference of two means of two scores: also 1/2 of variance 1.
        #expect(result.entries.allSatisfy { abs(($0.standardError ?? 0) - 0.5.squareRoot()) < 1e-15 })
        #expect(result.jurors.allSatisfy { abs(($0.standardError ?? 0) - 0.5) < 1e-15 })
        #expect(result.reliability.oneSheet == 0.75)
        #expect(abs((result.reliability.meanOfSheets ?? 0) - 6.0 / 7) < 1e-15)
        #expect(result.reliability.curve.count == 10)
        // λ = 1/1.5; S has the eigenvalue 2 for differences: offsets shrink by 2/(2 + 2/3).
        let shrunk = try severity(SeverityInput(model: .interblock, scores: scores([[3.5, 4.5], [6.5, 9.5]])))
        #expect(abs(shrunk.jurors[1].offset - 0.75) < 1e-15)
        // Random jurors: 1/2 from noise, and what the two have in common, 1.5/2.
        #expect(shrunk.entries.allSatisfy { abs(($0.standardError ?? 0) - 1.25.squareRoot()) < 1e-14 })
    }

    @Test("no evidence of severity, no correction: jurors who differ no more than noise")
    func noEvidence() throws {
        let result = try severity(SeverityInput(model: .interblock, scores: scores([[1, 3, 2], [6, 4, nil], [nil, 8, 8], [5, nil, 7]])))
        #expect(result.variance.juror == 0)
        #expect(result.entries.allSatisfy { $0.raw == $0.corrected })
        #expect(result.jurors.allSatisfy { $0.offset == 0 && $0.standardError == 0 })
    }

    @Test("scores without any noise: severity is taken out completely", arguments: SeverityModel.allCases)
    func exactFit(model: SeverityModel) throws {
        let result = try severity(SeverityInput(model: model, scores: scores([[0.1, 0.3, nil], [nil, 1.3, 2.1], [2.1, nil, 3.1], [3.1, 3.3, 4.1]])))
        #expect(result.variance.residual == 0)
        for (entry, expected) in zip(result.entries, [0.5, 1.5, 2.5, 3.5]) { #expect(abs(entry.corrected - expected) < 1e-12) }
        #expect(result.notes == (model == .mixed ? [.exactFit] : []))
    }

    @Test("equal scores everywhere", arguments: SeverityModel.allCases)
    func allEqual(model: SeverityModel) throws {
        let result = try severity(SeverityInput(model: model, scores: scores([[0.1, 0.1, nil], [nil, 0.1, 0.1], [0.1, 0.1, 0.1]])))
        #expect(result.variance == SeverityVariance(residual: 0, juror: 0, entry: 0))
        #expect(result.entries.allSatisfy { $0.raw == 0.1 && abs($0.corrected - 0.1) < 1e-15 && $0.standardError == 0 })
        #expect(result.reliability == SeverityReliability(SeverityVariance(), try SeverityReading(scores([[1]])).cells.graph))
    }

    @Test(
        "too few sheets to tell entries, jurors and noise apart: raw means, and nothing where there is nothing to say",
        arguments: [[[5]], [[5], [7], [9]], [[5, 7, 9]], [[5, 7, nil], [nil, 8, 8]]] as [[[Double?]]], SeverityModel.allCases)
    func noDegrees(table: [[Double?]], model: SeverityModel) throws {
        let result = try severity(SeverityInput(model: model, scores: scores(table)))
        #expect(result.variance == SeverityVariance())
        #expect(result.entries.allSatisfy { $0.standardError == nil })
        if model != .additive { #expect(result.entries.allSatisfy { $0.raw == $0.corrected }) }
        #expect(result.reliability.oneSheet == nil && result.reliability.curve.isEmpty)
        #expect(result.notes == [.noResidualDegrees])
    }

    @Test("a jury in two parts is corrected in each and says so")
    func disconnected() throws {
        let parts = [[1, 3, nil, nil], [2, 5, nil, nil], [nil, nil, 7, 8], [nil, nil, 6, 9]] as [[Double?]]
        let result = try severity(SeverityInput(model: .additive, scores: scores(parts)))
        #expect(!result.isConnected && result.components == 2 && result.lambda2 == 0)
        #expect(result.entries.map(\.component) == [1, 1, 2, 2] && result.jurors.map(\.component) == [1, 1, 2, 2])
        #expect(result.jurors.map(\.offset) == [-1.25, 1.25, -1, 1])
    }

    @Test("large and tiny scores lose nothing but their own rounding", arguments: [1e12, 1e-300, 3e-9])
    func magnitudes(unit: Double) throws {
        let rows = catalysts.map { $0.map { $0.map { $0 / 80 * unit } } }
        for model in SeverityModel.allCases {
            let expected = try severity(SeverityInput(model: model, scores: scores(catalysts)))
            let result = try severity(SeverityInput(model: model, scores: scores(rows)))
            // The squares of 1e-300 are no numbers any more: no variance can be told, and that is no correction.
            guard unit > 1e-100 else { continue }
            for (entry, wanted) in zip(result.entries, expected.entries) {
                #expect(abs(entry.corrected / unit * 80 - wanted.corrected) < 1e-4)
            }
        }
    }
}
