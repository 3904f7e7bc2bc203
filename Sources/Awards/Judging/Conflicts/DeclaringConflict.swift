/// What a juror says about one assignment before its entry opens.
public enum ConflictDeclaration: Equatable, Sendable {
    case noConflict
    /// No conflict, with the reason why a suggestion to the contrary is wrong.
    case denied(note: String)
    /// `note` is for the office and the chair; "" where none was given.
    case conflict(ConflictGround, note: String)

    public var ground: ConflictGround? {
        guard case .conflict(let ground, _) = self else { return nil }
        return ground
    }

    public var note: String {
        switch self {
        case .noConflict: ""
        case .denied(let note), .conflict(_, let note): note
        }
    }
}

/// Why a declaration is not accepted.
public enum ConflictRefusal: Error, Equatable, Sendable {
    case notAssigned
    /// A conflict or a concern was declared; only a decision changes that.
    case recused
    case roundClosed
    /// The ranking is frozen and counts this sheet.
    case rankingFrozen
    case roundPublished
    case alreadyDeclared
    /// There are suggestions, and nothing is said against them.
    case suggestionUnanswered
    case noteMissing
    case noteTooLong(maximum: Int)
}

/// May this declaration be made? "No conflict" is said once; a conflict may follow later and then excludes what was scored.
public enum DeclaringConflict {
    /// Characters as a reader counts them.
    public static let maximumNoteCharacters = 1_000

    public struct Facts: Equatable, Sendable {
        public let roundState: Round.State
        /// nil where nothing was declared yet.
        public let standing: ConflictStanding?
        /// Closed because of another entry of the size class.
        public let excludedWithClass: Bool
        /// Somebody or something suggests a conflict, and nobody has called that false.
        public let suggested: Bool

        public init(roundState: Round.State, standing: ConflictStanding?, excludedWithClass: Bool = false, suggested: Bool = false) {
            self.roundState = roundState
            self.standing = standing
            self.excludedWithClass = excludedWithClass
            self.suggested = suggested
        }
    }

    /// Checked in this order: assignment, earlier conflict, round, repetition, suggestions, note.
    /// - Parameter facts: nil where the person has no such assignment.
    /// - Returns: where the juror stands then.
    @discardableResult
    public static func decide(_ declaration: ConflictDeclaration, on facts: Facts?) throws(ConflictRefusal) -> ConflictStanding {
        guard let facts else { throw .notAssigned }
        guard facts.standing?.isBarred != true, !facts.excludedWithClass else { throw .recused }
        guard facts.roundState == .open else { throw .roundClosed }
        switch declaration {
        case .noConflict:
            guard facts.standing == nil else { throw .alreadyDeclared }
            guard !facts.suggested else { throw .suggestionUnanswered }
            return .clear
        case .denied(let note):
            guard facts.standing == nil else { throw .alreadyDeclared }
            try check(note)
            return ConflictStanding(ground: nil, denied: facts.suggested, verdict: nil)
        case .conflict(let ground, let note):
            guard ground != .otherConcern || !note.isEmpty else { throw .noteMissing }
            try check(note)
            return ConflictStanding(ground: ground, denied: false, verdict: nil)
        }
    }

    static func check(_ note: String) throws(ConflictRefusal) {
        guard note.count <= maximumNoteCharacters else { throw .noteTooLong(maximum: maximumNoteCharacters) }
    }
}

/// May a conflict that has become known be recorded for a juror by others? As long as no ranking counts the sheet.
public enum RecordingConflict {
    public struct Facts: Equatable, Sendable {
        public let roundState: Round.State
        public let isFrozen: Bool
        public let standing: ConflictStanding?

        public init(roundState: Round.State, isFrozen: Bool, standing: ConflictStanding?) {
            self.roundState = roundState
            self.isFrozen = isFrozen
            self.standing = standing
        }

        func checkUncounted() throws(ConflictRefusal) {
            guard roundState != .published else { throw .roundPublished }
            guard !isFrozen else { throw .rankingFrozen }
        }
    }

    /// Checked in this order: assignment, publication, frozen ranking, earlier conflict, note (always needed: somebody else
    /// says so).
    /// - Parameter facts: nil where there is no such assignment, or none that the person may know of.
    @discardableResult
    public static func decide(_ ground: ConflictGround, note: String, on facts: Facts?) throws(ConflictRefusal) -> ConflictStanding {
        guard let facts else { throw .notAssigned }
        try facts.checkUncounted()
        guard facts.standing?.isBarred != true else { throw .recused }
        guard !note.isEmpty else { throw .noteMissing }
        try DeclaringConflict.check(note)
        return ConflictStanding(ground: ground, denied: false, verdict: nil)
    }
}
