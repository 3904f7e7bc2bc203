import Awards
import Foundation
import ScoringEngine
import Testing

@Suite("How scores are made, as stored with the rules")
struct StoredAggregationTests {
    @Test(
        "each is the JSON that the engine's door reads, and is read back the same",
        arguments: [
            (Aggregation.mean, #"{"method":"mean"}"#), (.median, #"{"method":"median"}"#),
            (.trimmedMean(trim: 2), #"{"method":"trimmedMean","trim":2}"#),
            (.zScore(minimumSheets: 4), #"{"method":"zScore","minimumSheets":4}"#), (.interblock, #"{"method":"interblock"}"#),
            (.additive, #"{"method":"additive"}"#),
        ])
    func roundTrip(aggregation: Aggregation, json: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(aggregation), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(Aggregation.self, from: Data(json.utf8)) == aggregation)
    }

    @Test("a method nobody knows is not read")
    func unknown() {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Aggregation.self, from: Data(#"{"method":"mode"}"#.utf8)) }
    }
}
