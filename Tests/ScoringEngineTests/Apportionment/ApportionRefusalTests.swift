import ScoringEngine
import Testing

@Suite("What an apportionment refuses")
struct ApportionRefusalTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let document: String
        let lines: [String]
        var testDescription: String { document }

        init(_ document: String, _ lines: String...) {
            self.document = document
            self.lines = lines
        }
    }

    @Test(
        "each problem with its place; a hyphen marks what has no answer",
        arguments: [
            Row("{}", "! $.method: is missing", "! $.weights: is missing", "! $.units: is missing"),
            Row(#"{"method": "hare", "weights": [1], "units": 1, "seats": 1}"#,
                "! $.seats: unknown key; known here: method, weights, units, minimum, maximum",
                "! $.method: must be one of hamilton, droop, dhondt, sainteLague, adams, huntingtonHill, but is \"hare\""),
            Row(#"{"method": "hamilton", "weights": [], "units": 1}"#, "! $.weights: at least one weight is needed"),
            Row(#"{"method": "hamilton", "weights": [0, "0.0"], "units": 1}"#, "! $.weights: at least one weight must be more than 0"),
            Row(#"{"method": "dhondt", "weights": [1, -1, 1e3], "units": -1}"#,
                "! $.weights[2]: must be a decimal with at most 6 decimals and without exponent, like 7.5, but is \"1e3\""),
            Row(#"{"method": "dhondt", "weights": [1, -1], "units": -1, "minimum": -2, "maximum": 1000000000000001}"#,
                "! $.weights[1]: must be 0 or more, but is -1", "! $.units: must be from 0 to 1000000000000000, but is -1",
                "! $.minimum: must be from 0 to 1000000000000000, but is -2",
                "! $.maximum: must be from 0 to 1000000000000000, but is 1000000000000001"),
            Row(#"{"method": "adams", "weights": [9000000000000, "0.000001"], "units": 1}"#,
                "! $.weights: the weights must add up to at most 9000000000000, but add up to 9000000000000.000001"),
            Row(#"{"method": "dhondt", "weights": [1, 2], "units": 9, "minimum": 3, "maximum": 2}"#,
                "! $.maximum: must be at least the minimum of 3, but is 2"),
            Row(#"{"method": "dhondt", "weights": [1, 2, 0], "units": 5, "minimum": 2}"#,
                "- $.minimum: a minimum of 2 for 3 weights needs 6 units, but there are 5"),
            Row(#"{"method": "hamilton", "weights": [1, 2], "units": 5, "maximum": 2}"#,
                "- $.maximum: a maximum of 2 for 2 weights takes 4 units, but there are 5"),
            Row(#"{"method": "hamilton", "weights": [1, 2, 0], "units": 6, "minimum": 1, "maximum": 2}"#,
                "- $.maximum: a maximum of 2 for 2 weights and of 1 for 1 weights of 0 takes 5 units, but there are 6"),
            Row(#"{"method": "droop", "weights": [3, 1], "units": 100}"#,
                "- $.weights: the weights are too coarse for 100 units: a Droop quota of 1 leaves 96 for 2 remainders"),
        ])
    func refusal(row: Row) {
        #expect(door("apportion", row.document) == row.lines.joined(separator: "\n"))
    }
}
