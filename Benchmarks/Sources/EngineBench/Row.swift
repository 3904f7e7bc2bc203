/// One line of the comparison: a piece of work on data that is ready before the clock starts.
struct Row: Sendable {
    /// As in `run.py`, for example `additiveFit`.
    let name: String
    /// `L`, `S` or what the row's own size is called.
    let size: String
    /// The work; answers with a checksum, so that none of it can be left out and two runs can be compared.
    let run: @Sendable () throws -> String

    /// What the command line calls it: `additiveFit-L`.
    var id: String { "\(name)-\(size)" }
}

/// Every row, by slice.
let allRows: [Row] = doorRows + rankingRows + severityRows + reliabilityRows + uncertaintyRows + ordinalRows + assignRows + reportRows
