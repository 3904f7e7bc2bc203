import ScoringEngine
import Testing

@Suite("Apportionment")
struct ApportionmentTests {
    struct Published: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let weights: [Int]
        let units: Int
        let methods: KeyValuePairs<String, [Int]>
    }

    @Test(
        "published answers come out by every method",
        arguments: [
            Published(
                testDescription: "Austria's seats in the European Parliament 2019", weights: [1_305_956, 903_151, 650_114, 532_193, 319_024],
                units: 18, methods: ["dhondt": [7, 5, 3, 2, 1]]),
            Published(
                testDescription: "Wikipedia's eight seats", weights: [100_000, 80_000, 30_000, 20_000], units: 8,
                methods: ["dhondt": [4, 3, 1, 0], "sainteLague": [3, 3, 1, 1]]),
            Published(
                testDescription: "Balinski and Young, Fair Representation (2001): 26 seats, five answers",
                weights: [9061, 7179, 5259, 3319, 1182], units: 26,
                methods: [
                    "hamilton": [9, 7, 5, 4, 1], "dhondt": [10, 7, 5, 3, 1], "sainteLague": [9, 8, 5, 3, 1], "adams": [9, 7, 5, 3, 2],
                    "huntingtonHill": [9, 7, 6, 3, 1],
                ]),
            // Hare: whole parts 4, 1, 1, 1, 0, 0 and the remainders .7, .6 and .58; Droop: q = 9091, remainders only for the second.
            Published(
                testDescription: "Wikipedia, largest remainder methods: 10 seats by both quotas",
                weights: [47_000, 16_000, 15_800, 12_000, 6_100, 3_100], units: 10,
                methods: ["hamilton": [5, 2, 1, 1, 1, 0], "droop": [5, 2, 2, 1, 0, 0]]),
            Published(
                testDescription: "EUR 250,000 by seven scores", weights: [91, 87, 85, 78, 66, 59, 43], units: 25_000_000,
                methods: ["hamilton": [4_469_548, 4_273_085, 4_174_853, 3_831_041, 3_241_650, 2_897_839, 2_111_984]]),
        ])
    func published(row: Published) {
        for (method, units) in row.methods {
            let document = "{\"method\": \"\(method)\", \"weights\": \(row.weights), \"units\": \(row.units), \"minimum\": 0, \"maximum\": null}"
            #expect(door("apportion", document) == "{\"units\":\(list(units))}\n")
        }
    }

    private func list(_ numbers: [Int]) -> String { "[" + numbers.map { "\($0)" }.joined(separator: ",") + "]" }

    @Test("exactly equal remainders or averages go by the order given, and the answer says so")
    func equalClaims() {
        let third = #""weights": [1, "1.0", 1, 0], "units": 2}"#
        let flagged = #"{"units":[1,1,0,0],"orderDecided":{"among":[0,1,2],"units":2}}"# + "\n"
        for method in ["hamilton", "droop", "dhondt", "sainteLague", "adams", "huntingtonHill"] {
            #expect(door("apportion", "{\"method\": \"\(method)\", \(third)") == flagged)
        }
        // 6/2 and 3/1 are equal: the second unit of the last or the first unit of one of the others.
        #expect(
            door("apportion", #"{"method": "dhondt", "weights": [3, 3, 6], "units": 2}"#)
                == #"{"units":[1,0,1],"orderDecided":{"among":[0,1,2],"units":1}}"# + "\n")
        // 6/√(8·9) = 1/√(1·2): the ninth unit of 6 or the second unit of 1.
        #expect(
            door("apportion", #"{"method": "huntingtonHill", "weights": [1, 6], "units": 10}"#)
                == #"{"units":[2,8],"orderDecided":{"among":[0,1],"units":1}}"# + "\n")
    }

    @Test("minimum and maximum bound the fair shares, and the rest stays in proportion")
    func bounds() {
        // With 10 of 100 kept for the smallest, 90 are shared 60 : 30 : 9; capped at 50, 40 of 100 are shared 30 : 10.
        #expect(
            door("apportion", #"{"method": "hamilton", "weights": [60, 30, 9, 1], "units": 109, "minimum": 10}"#)
                == #"{"units":[59,30,10,10]}"# + "\n")
        #expect(
            door("apportion", #"{"method": "hamilton", "weights": [900, 30, 10], "units": 90, "maximum": 50}"#)
                == #"{"units":[50,30,10]}"# + "\n")
        for method in ["hamilton", "droop", "dhondt", "sainteLague", "adams", "huntingtonHill"] {
            let exact = "{\"method\": \"\(method)\", \"weights\": [5, 1, 0], \"units\": 6, \"minimum\": 2, \"maximum\": 2}"
            #expect(door("apportion", exact) == #"{"units":[2,2,2]}"# + "\n")
            let none = "{\"method\": \"\(method)\", \"weights\": [5, 1, 0], \"units\": 0}"
            #expect(door("apportion", none) == #"{"units":[0,0,0]}"# + "\n")
        }
    }

    @Test("where nobody can be passed over but there are too few units, the largest weights get them")
    func fewerUnitsThanWeights() {
        for method in ["adams", "huntingtonHill"] {
            #expect(
                door("apportion", "{\"method\": \"\(method)\", \"weights\": [1, 5, 5, 5], \"units\": 2}")
                    == #"{"units":[0,1,1,0],"orderDecided":{"among":[1,2,3],"units":2}}"# + "\n")
        }
    }

    @Test("the largest weights and units stay exact")
    func large() throws {
        let third = FixedPoint(micros: Limits.weightTotal.micros / 3)
        for method in ApportionMethod.allCases where method != .droop {
            let result = try apportion(ApportionInput(method: method, weights: [third, third, third], units: Limits.units))
            #expect(result.units == [333_333_333_333_334, 333_333_333_333_333, 333_333_333_333_333])
            #expect(result.orderDecided == .init(among: [0, 1, 2], units: 1))
            let small = [FixedPoint(micros: 1), FixedPoint(micros: Limits.weightTotal.micros - 1)]
            let many = [FixedPoint](repeating: FixedPoint(micros: 10_000_000_000_000), count: 10_000)
            #expect(try apportion(ApportionInput(method: method, weights: many, units: Limits.units)).units.allSatisfy { $0 == 100_000_000_000 })
            let result2 = try apportion(ApportionInput(method: method, weights: small, units: Limits.units))
            #expect(result2.units.reduce(0, +) == Limits.units)
            #expect(result2.units[0] == (method == .adams || method == .huntingtonHill ? 1 : 0))
        }
    }

    @Test("a maximum holds back a weight that would get more units than there are numbers for", arguments: ApportionMethod.allCases)
    func heavyWeight(method: ApportionMethod) throws {
        let weights = [Limits.weightTotal.micros - 5, 1, 2, 2].map { FixedPoint(micros: $0) }
        let units = 1_000_000_000_000
        let input = ApportionInput(method: method, weights: weights, units: 6 * units, maximum: 3 * units)
        if method == .droop {
            #expect(throws: EngineProblems.self) { try apportion(input) }
        } else {
            #expect(try apportion(input).units == [3 * units, 600_000_000_000, 1_200_000_000_000, 1_200_000_000_000])
        }
    }

    @Test("25,000,000 cents for 2,000 scores add up by every method, within bounds")
    func manyWeights() throws {
        var random = SeededGenerator(seed: 3)
        let weights = (0..<2000).map { _ in FixedPoint(micros: Int64.random(in: 1...100_000_000, using: &random)) }
        for method in ApportionMethod.allCases {
            let result = try apportion(ApportionInput(method: method, weights: weights, units: 25_000_000, minimum: 500, maximum: 22_000))
            #expect(result.units.reduce(0, +) == 25_000_000)
            #expect(result.units.allSatisfy { 500 <= $0 && $0 <= 22_000 })
        }
    }
}
