/// May a juror take up a finished sheet again? Only while scoring is open; every reopening is recorded.
public enum ReopeningSheet {
    /// Checked in this order: assignment, declaration, conflict, round, entry, state, revision.
    /// - Parameter sheet: nil where the person has no such assignment.
    public static func decide(revision: Int, on sheet: SheetFacts?) throws(ScoreRefusal) {
        guard let sheet else { throw .notAssigned }
        try sheet.checkOpen()
        guard sheet.state == .final || sheet.state == .abstained else { throw .notFinal }
        guard revision == sheet.revision else { throw .editedMeanwhile }
    }
}
