import Awards
import ScoringEngine

extension EventAction {
    static let jurorAdded = Self("jurorAdded")
    static let assignmentsChanged = Self("assignmentsChanged")
    static let conflictDeclared = Self("conflictDeclared")
    static let noConflictDeclared = Self("noConflictDeclared")
    static let suggestionDenied = Self("suggestionDenied")
    static let conflictRecorded = Self("conflictRecorded")
    static let biasDecided = Self("biasDecided")
    static let suggestionDismissed = Self("suggestionDismissed")
    static let jurorLinkRecorded = Self("jurorLinkRecorded")
    static let jurorLinkRemoved = Self("jurorLinkRemoved")
    static let chairNamed = Self("chairNamed")
    static let sheetSaved = Self("sheetSaved")
    static let sheetFinalised = Self("sheetFinalised")
    static let sheetAbstained = Self("sheetAbstained")
    static let sheetReopened = Self("sheetReopened")
    static let scoringClosed = Self("scoringClosed")
}

/// One side of a change of a sheet: state and revision always, marks and comment where they changed.
struct SheetRecord: Encodable {
    let state: ScoreSheet.State
    let revision: Int
    var marks: [String: String]?
    var comment: String?
}

extension Mark {
    /// As the record writes it: the points, or "n/a".
    var recordText: String {
        switch self {
        case .points(let points): points.description
        case .notApplicable: "n/a"
        }
    }

    /// The stored column: points, or NULL for n/a.
    var storedPoints: FixedPoint? {
        guard case .points(let points) = self else { return nil }
        return points
    }
}
