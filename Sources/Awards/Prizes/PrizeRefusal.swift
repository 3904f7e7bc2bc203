/// Why a ranking is not frozen, a decision not recorded, prizes not allocated or a result not published.
public enum PrizeRefusal: Error, Equatable, Sendable {
    /// Scores may still change.
    case scoringOpen
    /// The result is public and final.
    case roundPublished
    case alreadyFrozen
    /// There are scores, so the jury decides on a frozen ranking.
    case rankingNotFrozen
    case noAdmittedEntry
    /// So many sheets are not as their jurors left them: somebody has changed the database.
    case sheetsAltered(Int)
    /// The engine does not take the rules or the sheets; its own lines, in English.
    case notComputable([String])

    /// Someone else has recorded a decision since the form was shown.
    case editedMeanwhile
    case deciderMissing
    /// The places differ from the frozen ranking, or there is none, or the jury moved money.
    case reasonMissing
    case unknownTrack(String)
    case entryNotAdmitted(Entry.ID)
    case entryInOtherTrack(Entry.ID, track: String)
    case placedTwice(Entry.ID)
    /// A group of equal places without anyone in it.
    case emptyPlace(track: String)
    /// A place begins after the last prize of its size class.
    case beyondLadder(track: String, places: Int)

    case unknownPrize(String)
    case prizeTwice(String)
    case recipientTwice(prize: String, Entry.ID)
    /// Several recipients of a prize that the rules give to one.
    case jointNotAllowed(prize: String)
    /// A share outside 1…1,000,000.
    case shareOutOfRange(prize: String, Entry.ID)

    /// Amounts although the rules don't leave them to the jury.
    case setNotAllowed
    case setMissing(Entry.ID)
    case setWithoutPlace(Entry.ID)
    /// Equal places get amounts that differ by more than a cent.
    case setUnequal(track: String)
    /// A later place gets more than an earlier one.
    case setRising(track: String)
    /// The amounts of a size class don't add up to its ladder.
    case setOffLadder(track: String, sumCents: Int, ladderCents: Int)

    /// `fixedPerRank` with ties pays more than there is.
    case aboveBudget(overCents: Int)
    case decisionMissing
    /// The current decision's prizes have not been computed and stored.
    case notAllocated
    /// The current decision's prizes are stored already.
    case alreadyAllocated
}
