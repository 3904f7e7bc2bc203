/// May this text be saved in a section of a draft?
///
/// Drafts may be incomplete and too long, and they may be saved after the deadline too: what cannot be submitted any
/// more shall still not be lost. Only a closed round ends that.
public enum SavingSection {
    /// What a save changes.
    public enum Outcome: Equatable, Sendable {
        /// The stored text is this text already, whoever saved it.
        case unchanged
        /// The section's answers, one for each question, and its new revision.
        case write(answers: [String: String], revision: Int)
    }

    /// What is stored.
    public struct Stored: Equatable, Sendable {
        public let revision: Int
        public let answers: [String: String]

        public init(revision: Int, answers: [String: String]) {
            self.revision = revision
            self.answers = answers
        }
    }

    /// Checked in this order: round, draft, section, questions, revision.
    /// - Parameter revision: the one the form was shown with; 0 where nothing was stored.
    /// - Throws: ``EntryRefusal``.
    public static func decide(
        _ answers: [String: String], section code: String, revision: Int, stored: Stored?, form: FormRules,
        entry: Entry.State, round: Round.State
    ) throws(EntryRefusal) -> Outcome {
        guard round == .open else { throw .roundNotOpen }
        guard entry == .draft else { throw .notDraft }
        guard let section = form.section(code) else { throw .notVisible }
        let questions = section.questions.map(\.code)
        guard answers.keys.allSatisfy(questions.contains) else { throw .unknownQuestion }
        var complete: [String: String] = [:]
        for question in questions { complete[question] = FormText.normalised(answers[question] ?? "") }
        if let stored, questions.allSatisfy({ (stored.answers[$0] ?? "") == complete[$0] }) { return .unchanged }
        guard revision == stored?.revision ?? 0 else { throw .editedMeanwhile }
        return .write(answers: complete, revision: revision + 1)
    }
}
