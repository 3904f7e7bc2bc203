/// May this measure be saved in a draft? Missing or too long text may; an impossible year may not.
public enum SavingMeasure {
    public static let years = 1950...2100

    public enum Outcome: Equatable, Sendable {
        case unchanged
        case write(MeasureDraft, revision: Int)
    }

    /// Checked in this order: round, draft, number of measures, field, years, revision.
    /// - Parameters:
    ///   - stored: the measure as it is; nil for a new one, which is sent with revision 0.
    ///   - count: measures of the entry that are not removed.
    /// - Throws: ``EntryRefusal``.
    public static func decide(
        _ draft: MeasureDraft, revision: Int, stored: EntryMeasure?, count: Int, rules: MeasureRules,
        entry: Entry.State, round: Round.State
    ) throws(EntryRefusal) -> Outcome {
        guard round == .open else { throw .roundNotOpen }
        guard entry == .draft else { throw .notDraft }
        guard stored != nil || count < rules.maximum else { throw .tooManyMeasures(maximum: rules.maximum) }
        guard draft.field.isEmpty || rules.fields.contains(where: { $0.code == draft.field }) else { throw .unknownField }
        try check(draft.startedYear, draft.finishedYear)
        let text = draft.normalised
        if let stored, stored.draft == text { return .unchanged }
        guard revision == stored?.revision ?? 0 else { throw .editedMeanwhile }
        return .write(text, revision: revision + 1)
    }

    private static func check(_ started: Int?, _ finished: Int?) throws(EntryRefusal) {
        for year in [started, finished] {
            if let year, !years.contains(year) { throw .yearOutOfRange }
        }
        if let started, let finished, finished < started { throw .yearsReversed }
    }
}

/// May a measure be taken out of a draft?
public enum RemovingMeasure {
    /// - Throws: `.roundNotOpen`, `.notDraft`, `.editedMeanwhile`.
    public static func decide(revision: Int, stored: EntryMeasure, entry: Entry.State, round: Round.State) throws(EntryRefusal) {
        guard round == .open else { throw .roundNotOpen }
        guard entry == .draft else { throw .notDraft }
        guard revision == stored.revision else { throw .editedMeanwhile }
    }
}

/// The order of measures.
public enum MovingMeasure {
    public enum Direction: String, Sendable {
        case up
        case down
    }

    /// The new order; the old one where the measure stands at that end already.
    /// - Throws: `.roundNotOpen`, `.notDraft`, `.notVisible`.
    public static func decide(
        _ id: Measure.ID, _ direction: Direction, among order: [Measure.ID], entry: Entry.State, round: Round.State
    ) throws(EntryRefusal) -> [Measure.ID] {
        guard round == .open else { throw .roundNotOpen }
        guard entry == .draft else { throw .notDraft }
        guard let place = order.firstIndex(of: id) else { throw .notVisible }
        let other = direction == .up ? place - 1 : place + 1
        guard order.indices.contains(other) else { return order }
        var moved = order
        moved.swapAt(place, other)
        return moved
    }
}
