/// Why something about an entry can't be done.
public enum EntryRefusal: Error, Equatable, Sendable {
    /// There is no such entry, section or measure, or none that this person may know of.
    case notVisible
    /// Scoring is closed or the result is published.
    case roundNotOpen
    case callNotOpened
    case deadlinePassed
    case kindNotEligible
    /// No population figure is known for the municipality, so that no size class follows.
    case populationUnknown
    case noTrack(population: Int)
    /// The municipality has an entry in this round.
    case alreadyEntered
    /// What was submitted can't be changed.
    case notDraft
    case unknownQuestion
    case unknownField
    /// Years before 1950 or after 2100.
    case yearOutOfRange
    /// The end lies before the beginning.
    case yearsReversed
    case tooManyMeasures(maximum: Int)
    /// Someone has saved since the form was shown.
    case editedMeanwhile
    /// Someone has changed the entry since it was reviewed for submission.
    case changedSinceReview
    case incomplete([EntryGap])
    /// A decision on eligibility needs a submitted entry.
    case notSubmitted
    case alreadyDecided
    case reasonMissing
    /// Nobody decides about an entry of a municipality in whose team they are.
    case ownMunicipality
    /// Jurors are assigned to it already.
    case alreadyAssigned
}
