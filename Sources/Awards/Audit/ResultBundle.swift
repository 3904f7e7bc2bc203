/// A published round with everything that is needed to check it, format `lorbeer-bundle/1`.
public struct ResultBundle: Equatable, Sendable {
    public static let format = "lorbeer-bundle/1"

    let json: CanonicalJSON
    public let key: String
    public let checkpoint: String
    public let round: String
    /// The hashes of all events up to the checkpoint.
    let chain: [RecordHash]
    /// The bodies of the round's events.
    let bodies: [String]

    private static let keys: Set<String> = ["format", "round", "key", "checkpoint", "chain", "events", "rules", "entries", "ranking", "decision", "allocation"]

    /// Reads a bundle and refuses whatever is not exactly of this format, so that nothing unchecked travels with it.
    /// - Throws: ``VerificationReport/Problem``.
    public init(_ bytes: [UInt8]) throws(VerificationReport.Problem) {
        let json = try VerificationReport.read(bytes)
        guard json["format"]?.string == Self.format, json.keys == Self.keys else { throw .unreadable("format") }
        guard let key = json["key"]?.string, let checkpoint = json["checkpoint"]?.string, let round = json["round"]?.string,
            let chain = json["chain"]?.array, let events = json["events"]?.array, PlainText.isUUID(round)
        else { throw .unreadable("key, checkpoint, round, chain, events") }
        let hashes = chain.compactMap { $0.string.flatMap { RecordHash($0) } }
        let bodies = events.compactMap(\.string)
        guard hashes.count == chain.count, bodies.count == events.count else { throw .unreadable("chain, events") }
        self.json = json
        self.key = key
        self.checkpoint = checkpoint
        self.round = round
        self.chain = hashes
        self.bodies = bodies
    }

    /// The parts of a bundle put together; the same parts are the same bytes.
    public static func text(
        round: Round.ID, key: RecordKey, checkpoint: String, chain: [RecordHash], events: [String], rules: CanonicalJSON, rulesVersion: Int,
        entries: [PublicEntry], ranking: PublicRanking?, decision: PublicDecision, allocation: PublicAllocation
    ) throws -> String {
        CanonicalJSON.object([
            "format": .string(format), "round": .string(round.description), "key": .string(key.description), "checkpoint": .string(checkpoint),
            "chain": .array(chain.map { .string($0.description) }), "events": .array(events.map { .string($0) }),
            "rules": .object(["version": .integer(rulesVersion), "rules": rules]),
            "entries": try CanonicalJSON(encoding: entries), "ranking": try ranking.map { try CanonicalJSON(encoding: $0) } ?? .null,
            "decision": try CanonicalJSON(encoding: decision), "allocation": try CanonicalJSON(encoding: allocation),
        ]).text + "\n"
    }
}

extension VerificationReport {
    /// The canonical value of a file, which ends with a line feed.
    static func read(_ bytes: [UInt8]) throws(Problem) -> CanonicalJSON {
        let json: CanonicalJSON
        do throws(CanonicalJSONProblem) {
            json = try CanonicalJSON.read(bytes)
        } catch {
            throw .unreadable("\(error.message) (\(error.offset))")
        }
        guard Array((json.text + "\n").utf8) == bytes else { throw .notCanonical }
        return json
    }
}
