/// What a juror says about one assignment before its entry opens.
public enum ConflictDeclaration: Equatable, Sendable {
    case noConflict
    /// `note` is for the office; "" where none was given.
    case conflict(ConflictGround, note: String)

    public var isConflict: Bool { self != .noConflict }
}

/// Why a declaration is not accepted.
public enum ConflictRefusal: Error, Equatable, Sendable {
    case notAssigned
    /// A declared conflict is final for the juror.
    case recused
    case roundClosed
    case alreadyDeclared
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
        public let declaredConflict: Bool?

        public init(roundState: Round.State, declaredConflict: Bool?) {
            self.roundState = roundState
            self.declaredConflict = declaredConflict
        }
    }

    /// Checked in this order: assignment, earlier conflict, round, repetition, note.
    /// - Parameter facts: nil where the person has no such assignment.
    public static func decide(_ declaration: ConflictDeclaration, on facts: Facts?) throws(ConflictRefusal) {
        guard let facts else { throw .notAssigned }
        guard facts.declaredConflict != true else { throw .recused }
        guard facts.roundState == .open else { throw .roundClosed }
        switch declaration {
        case .noConflict:
            guard facts.declaredConflict == nil else { throw .alreadyDeclared }
        case .conflict(let ground, let note):
            guard ground != .otherConcern || !note.isEmpty else { throw .noteMissing }
            guard note.count <= maximumNoteCharacters else { throw .noteTooLong(maximum: maximumNoteCharacters) }
        }
    }
}
