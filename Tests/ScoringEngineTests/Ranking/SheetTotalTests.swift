import ScoringEngine
import Testing

@Suite("The total of one sheet")
struct SheetTotalTests {
    private let rubric = Rubric(
        criteria: [
            criterion("a", weight: 2, min: 0, max: 10, step: 1), criterion("b", weight: 1, min: 1, max: 5, step: 1),
        ], notApplicable: .renormalise)

    @Test("criteria are mapped to their scale and weighted")
    func weighted() throws {
        // (2 · 7.5/10 + 1 · 3/4) / 3 = 0.75
        let half = try #require(FixedPoint("7.5"))
        #expect(sheetTotal(points: ["a": .points(half), "b": .points(units(4))], rubric: rubric) == Rational(75))
        // (2 · 1/10 + 1 · 2/4) / 3 = 7/30
        #expect(sheetTotal(points: ["a": .points(units(1)), "b": .points(units(3))], rubric: rubric) == Rational(70, 3))
    }

    @Test("the ends of the scales give 0 and 100")
    func ends() {
        #expect(sheetTotal(points: ["a": .points(units(0)), "b": .points(units(1))], rubric: rubric) == .zero)
        #expect(sheetTotal(points: ["a": .points(units(10)), "b": .points(units(5))], rubric: rubric) == Rational(100))
    }

    @Test("n/a and criteria not marked yet leave the other weights to count")
    func leftOut() {
        #expect(sheetTotal(points: ["a": .notApplicable, "b": .points(units(4))], rubric: rubric) == Rational(75))
        #expect(sheetTotal(points: ["a": .points(units(6))], rubric: rubric) == Rational(60))
    }

    @Test("without a criterion that counts there is no total")
    func nothingCounts() {
        #expect(sheetTotal(points: ["a": .notApplicable, "b": .notApplicable], rubric: rubric) == nil)
        #expect(sheetTotal(points: [:], rubric: rubric) == nil)
    }

    @Test("a rubric that is not valid gives no total")
    func invalidRubric() {
        let broken = Rubric(criteria: [criterion("a", weight: 1, min: 5, max: 5, step: 1)], notApplicable: .refuse)
        #expect(sheetTotal(points: ["a": .points(units(5))], rubric: broken) == nil)
        #expect(broken.problems().map(\.path) == ["$.rubric.criteria[0].scale"])
    }

    @Test("scales whose common multiple leaves 128 bits still give the exact total")
    func hugeScales() throws {
        // Lengths in millionths that share no factor: the product of eight primes near 10^12 has about 320 bits.
        let lengths: [Int64] = [
            999_999_999_989, 999_999_999_961, 999_999_999_959, 999_999_999_937, 999_999_999_899, 999_999_999_863, 999_999_999_857,
            999_999_999_847,
        ]
        let criteria = lengths.enumerated().map { index, length in
            let scale = Scale(min: FixedPoint(micros: 0), max: FixedPoint(micros: length), step: FixedPoint(micros: 1))
            return Criterion(id: "c\(index)", weight: units(1), scale: scale)
        }
        let rubric = Rubric(criteria: criteria, notApplicable: .refuse)
        let points = [String: Mark](
            uniqueKeysWithValues: criteria.map { ($0.id, Mark.points(FixedPoint(micros: $0.scale.max.micros - 1))) })
        let total = try #require(sheetTotal(points: points, rubric: rubric))
        let expected = lengths.reduce(Rational.zero) { $0 + Rational(Int128($1 - 1), Int128($1)) } * Rational(100, 8)
        #expect(total == expected)
        #expect(total < Rational(100))
    }

    @Test("a scale contains its steps and nothing else")
    func contains() throws {
        let scale = Scale(min: units(1), max: units(5), step: try #require(FixedPoint("0.5")))
        for inside in ["1", "1.5", "4.5", "5"] {
            #expect(scale.contains(try #require(FixedPoint(inside))), "\(inside)")
        }
        for outside in ["0.5", "1.25", "5.5", "-1", "1.000001"] {
            #expect(!scale.contains(try #require(FixedPoint(outside))), "\(outside)")
        }
    }
}
