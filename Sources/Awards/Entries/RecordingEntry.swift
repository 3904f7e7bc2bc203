/// May staff record an entry for a municipality: one on paper, or one of an earlier round?
///
/// The deadline is not asked for, because what counts is when the paper arrived; the reason is kept instead.
public enum RecordingEntry {
    /// The size class, and the figure where one is known.
    public struct Placement: Equatable, Sendable {
        public let track: String
        public let figure: PopulationFigure?
    }

    /// Checked in this order: round, reason, kind, an entry that exists, questions, fields and years, size class.
    /// - Parameter track: the size class staff chose; nil derives it from the population.
    /// - Throws: ``EntryRefusal``.
    public static func decide(
        rules: RoundRules, round: Round.State, reason: String, kind: Municipality.Kind, figures: [PopulationFigure],
        alreadyEntered: Bool, track: String?, answers: [String: [String: String]], measures: [MeasureDraft]
    ) throws(EntryRefusal) -> Placement {
        guard round == .open else { throw .roundNotOpen }
        guard !FormText.isBlank(reason) else { throw .reasonMissing }
        guard rules.eligibility.kinds.contains(kind) else { throw .kindNotEligible }
        guard !alreadyEntered else { throw .alreadyEntered }
        for (code, texts) in answers {
            guard let section = rules.form.section(code) else { throw .unknownQuestion }
            guard texts.keys.allSatisfy({ key in section.questions.contains { $0.code == key } }) else { throw .unknownQuestion }
        }
        for draft in measures {
            _ = try SavingMeasure.decide(
                draft, revision: 0, stored: nil, count: 0, rules: rules.form.measures, entry: .draft, round: round
            )
        }
        guard let track else {
            let placement = try StartingEntry.placement(rules: rules, figures: figures)
            return Placement(track: placement.track.code, figure: placement.figure)
        }
        guard rules.track(track) != nil else { throw .notVisible }
        return Placement(track: track, figure: .deciding(among: figures, at: rules.eligibility.populationDate))
    }
}
