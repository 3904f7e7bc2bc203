/// What a verification looked at, and what it found against it.
public struct VerificationReport: Equatable, Sendable {
    public enum Check: String, Sendable, CaseIterable {
        case file, key, checkpoint, chain, tree, events, rules, entries, sheets, ranking, decision, allocation, publication, proof, disclosure, previous
    }

    /// Something that does not hold.
    public enum Problem: Equatable, Error, Sendable {
        /// Not JSON of this format; with what the reader noticed.
        case unreadable(String)
        case notCanonical
        /// The key is not the one that was expected.
        case otherKey
        case checkpoint(Checkpoint.Problem)
        case sizeDiffers(checkpoint: Int, chain: Int)
        case rootDiffers
        /// An event that is no canonical body, or stands at a number that is none of the chain.
        case eventUnreadable(place: Int)
        /// The body and the event before do not make the hash in the chain.
        case eventBroken(seq: Int)
        case eventsOutOfOrder(seq: Int)
        case eventOfOtherRound(seq: Int)
        case eventCountDiffers(stated: Int?, found: Int)
        case eventMissing(String)
        /// A part of the data is not what its event stands for.
        case hashDiffers(from: String)
        case versionDiffers
        /// A size class was ranked by other rules than the round's.
        case otherRules(track: String)
        case entryUnknown(String)
        /// Not what was handed in and admitted, or listed twice, or missing although it was admitted; by id.
        case entryUnlinked(String)
        /// Not as its juror left it, or missing although it was finished; by the assignment's id.
        case sheetUnlinked(String)
        /// Size classes that are not exactly the rules', once each and in their order.
        case otherTracks
        /// What a jury can't decide by these rules.
        case notDecidable(PrizeRefusal)
        case notComputable(String)
        case lineDiffers(track: String, entry: String)
        case rankingDiffers(track: String)
        case awardsDiffer
        case sumDiffers
        case proofFails
        case detailDiffers
        /// The earlier one has more events than this one.
        case rolledBack(earlier: Int, now: Int)
        /// The earlier one's events are not the first of this one's.
        case forked(size: Int)
    }

    public struct Step: Equatable, Sendable {
        public let check: Check
        /// What was looked at: events, entries, awards.
        public let count: Int?
        public let problems: [Problem]
    }

    public private(set) var steps: [Step] = []

    public var isClean: Bool { steps.allSatisfy(\.problems.isEmpty) }

    mutating func add(_ check: Check, count: Int? = nil, _ problems: [Problem]) {
        steps.append(Step(check: check, count: count, problems: problems))
    }
}
