/// Why nothing is decided.
public enum BiasRefusal: Error, Equatable, Sendable {
    /// There is no such case, or none that this person may know of.
    case notVisible
    /// Somebody else decides: nobody decides about themselves.
    case notCompetent
    case roundPublished
    case rankingFrozen
    /// Nothing was declared or recorded that would have to be decided.
    case nothingToDecide
    /// The juror is excluded already.
    case alreadyExcluded
    case reasonMissing
    case reasonTooLong(maximum: Int)
    /// Another decision or declaration came between.
    case changedMeanwhile
}

/// May this be decided: biased, or not? "Not biased" also takes back a declaration made by mistake.
public enum DecidingBias {
    /// Characters as a reader counts them.
    public static let maximumReasonCharacters = 1_000

    public struct Facts: Equatable, Sendable {
        public let roundState: Round.State
        public let isFrozen: Bool
        public let standing: ConflictStanding?
        /// Whether this person decides here.
        public let isCompetent: Bool
        /// Grows with each declaration and decision about the assignment.
        public let revision: Int

        public init(roundState: Round.State, isFrozen: Bool, standing: ConflictStanding?, isCompetent: Bool, revision: Int) {
            self.roundState = roundState
            self.isFrozen = isFrozen
            self.standing = standing
            self.isCompetent = isCompetent
            self.revision = revision
        }
    }

    /// Checked in this order: visibility, competence, publication, frozen ranking, matter, repetition, reason, revision.
    /// - Parameters:
    ///   - revision: what the form was rendered from.
    ///   - facts: nil where there is no such assignment for this person.
    public static func decide(biased: Bool, reason: String, revision: Int, on facts: Facts?) throws(BiasRefusal) {
        guard let facts else { throw .notVisible }
        guard facts.isCompetent else { throw .notCompetent }
        guard facts.roundState != .published else { throw .roundPublished }
        guard !facts.isFrozen else { throw .rankingFrozen }
        guard let standing = facts.standing, standing.isBarred else { throw .nothingToDecide }
        guard !(biased && standing == .excluded) else { throw .alreadyExcluded }
        guard !reason.isEmpty else { throw .reasonMissing }
        guard reason.count <= maximumReasonCharacters else { throw .reasonTooLong(maximum: maximumReasonCharacters) }
        guard revision == facts.revision else { throw .changedMeanwhile }
    }
}
