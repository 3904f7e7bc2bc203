public import Foundation

/// May a draft be submitted now?
public enum SubmittingEntry {
    /// Checked in this order: draft, window, unchanged since review, complete.
    /// - Parameters:
    ///   - reviewed: the stamp of the text that was reviewed; nil where nobody reviewed it on a page.
    ///   - stamp: the stamp of the text as it is.
    /// - Throws: ``EntryRefusal``.
    public static func decide(
        entry: Entry.State, window: EntryWindow, at moment: Date, reviewed: Int?, stamp: Int, gaps: EntryGaps
    ) throws(EntryRefusal) {
        guard entry == .draft else { throw .notDraft }
        try window.require(openAt: moment)
        guard reviewed == nil || reviewed == stamp else { throw .changedSinceReview }
        guard gaps.isEmpty else { throw .incomplete(gaps.all) }
    }
}
