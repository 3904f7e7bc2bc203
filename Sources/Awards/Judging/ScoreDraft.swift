public import ScoringEngine

/// What a juror sends: the whole sheet as it stands in the form, and what should become of it.
public struct ScoreDraft: Equatable, Sendable {
    public enum Intent: String, Sendable, CaseIterable {
        case saveDraft
        case finalise
        case abstain
    }

    /// Characters as a reader counts them.
    public static let maximumCommentCharacters = 4_000

    /// By criterion code; a criterion left empty has no mark.
    public var marks: [String: Mark]
    public var comment: String
    public var intent: Intent
    /// The revision the form was rendered from; 0 for an untouched sheet.
    public var revision: Int

    public init(marks: [String: Mark], comment: String, intent: Intent, revision: Int) {
        self.marks = marks
        self.comment = comment
        self.intent = intent
        self.revision = revision
    }
}
