import ScoringEngine
import Testing

@Suite("Properties of every ranking")
struct RankPropertyTests {
    @Test("hold on two hundred random juries", arguments: RankProperties.all + ExplanationProperties.all)
    func property(_ property: RankProperties.Property) throws {
        for seed in UInt64(1)...200 {
            if let failure = try property.failure(seed) {
                Issue.record("\(property.name), seed \(seed): \(failure)")
                break
            }
        }
    }
}

extension RankProperties.Property: CustomTestStringConvertible {
    var testDescription: String { name }
}
