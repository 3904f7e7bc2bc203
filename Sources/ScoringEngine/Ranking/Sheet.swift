/// What a juror put down for one criterion.
public enum Mark: Sendable, Hashable {
    case points(FixedPoint)
    /// The criterion does not apply to this entry; written `"n/a"` in JSON.
    case notApplicable
}

/// The state of a sheet. Only `final` sheets count.
public enum SheetState: String, Sendable, Hashable, CaseIterable {
    case open, final, abstained, recused
}

/// One juror's marks for one entry.
public struct Sheet: Sendable, Hashable {
    public let juror: String
    public let entry: String
    public let state: SheetState
    /// By criterion id. A final sheet has a mark for every criterion; the others may have none.
    public let points: [String: Mark]

    public init(juror: String, entry: String, state: SheetState, points: [String: Mark] = [:]) {
        self.juror = juror
        self.entry = entry
        self.state = state
        self.points = points
    }
}
