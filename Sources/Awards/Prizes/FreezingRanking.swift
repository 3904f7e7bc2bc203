/// May the ranking be looked at, and frozen?
public enum FreezingRanking {
    /// Before scoring is closed a ranking would tell jurors and staff where the jury is heading.
    /// - Throws: ``PrizeRefusal/scoringOpen``.
    public static func mayShow(_ state: Round.State) throws(PrizeRefusal) {
        guard state != .open else { throw .scoringOpen }
    }

    /// Checked in this order.
    /// - Parameter alteredSheets: those that are not as their juror's last act left them.
    /// - Throws: ``PrizeRefusal``.
    public static func decide(state: Round.State, isFrozen: Bool, admittedEntries: Int, alteredSheets: Int) throws(PrizeRefusal) {
        switch state {
        case .open: throw .scoringOpen
        case .published: throw .roundPublished
        case .scoringClosed: break
        }
        guard !isFrozen else { throw .alreadyFrozen }
        guard admittedEntries > 0 else { throw .noAdmittedEntry }
        guard alteredSheets == 0 else { throw .sheetsAltered(alteredSheets) }
    }
}
