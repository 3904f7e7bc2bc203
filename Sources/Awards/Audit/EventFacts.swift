/// What an event says openly, for everyone and for good: hashes, numbers and nothing that a person could be found by. Texts
/// and names have no way in; they belong to the event's detail, which can be deleted.
public struct EventFacts: Equatable, Sendable, ExpressibleByDictionaryLiteral {
    public enum Fact: Equatable, Sendable {
        case number(Int)
        case hash(RecordHash)
        /// There is no such thing.
        case nothing
    }

    private let facts: [String: Fact]

    public init(dictionaryLiteral elements: (String, Fact)...) {
        facts = Dictionary(uniqueKeysWithValues: elements)
    }

    public var json: CanonicalJSON {
        .object(
            facts.mapValues { fact in
                switch fact {
                case .number(let value): .integer(value)
                case .hash(let hash): .string(hash.description)
                case .nothing: .null
                }
            }
        )
    }
}
