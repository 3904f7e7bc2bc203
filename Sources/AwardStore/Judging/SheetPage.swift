public import Awards
public import Foundation
import Postgres
public import ScoringEngine

/// What a juror may know of an assignment before the entry opens.
public struct AssignmentHead: Sendable, Equatable {
    public let assignment: Assignment.ID
    public let round: JudgedRound
    public let municipality: MunicipalityTitle
    public let land: String
    /// Code of the size class.
    public let track: String
    public let entryState: Entry.State
}

/// A juror's own sheet as stored.
public struct StoredSheet: Sendable, Equatable {
    public let state: ScoreSheet.State
    public let revision: Int
    public let comment: String
    public let marks: [String: Mark]
    public let savedAt: Date?
    public let finalisedAt: Date?
}

/// An entry beside the juror's sheet.
public struct SheetPage: Sendable, Equatable {
    public let head: AssignmentHead
    public let sheet: StoredSheet
    public let entry: EntryContent

    /// Declared without a conflict, or there would be no page.
    public var step: DeskAssignment.Step { DeskAssignment.Step(standing: .clear, sheet: sheet.state) }
}

/// How far an assignment has opened for its juror.
public enum SheetAccess: Sendable, Equatable {
    case undeclared(AssignmentHead)
    /// Closed: nothing of the entry is shown. `excluded` tells that something had been scored before.
    case recused(AssignmentHead, Closure, excluded: Bool)
    case open(SheetPage)

    /// Why a sheet is closed.
    public enum Closure: Sendable, Equatable {
        /// The juror declared a ground that excludes by itself.
        case declared
        /// Somebody else has recorded one.
        case recorded
        case decided
        /// The chair, or staff, have to decide.
        case undecided
        /// Because of an exclusion from another entry of the same size class.
        case withClass(MunicipalityTitle)
    }

    public var head: AssignmentHead {
        switch self {
        case .undeclared(let head), .recused(let head, _, _): head
        case .open(let page): page.head
        }
    }
}

extension Store {
    /// A person's own assignment, or nil where they have no such one. The number of queries is fixed.
    public func sheetAccess(_ assignment: Assignment.ID, of account: Account.ID) async throws -> SheetAccess? {
        try await database.read { session in
            guard let found = try ownSheet(assignment, of: account, in: session) else { return nil }
            guard permissions.mayReadText(isCleared: ![.declarationMissing, .recused, .undecided].contains(found.step)) else {
                return found.step == .declarationMissing
                    ? .undeclared(found.head) : .recused(found.head, found.closure, excluded: !found.sheet.marks.isEmpty)
            }
            guard let text = try entryText(found.entry, in: session) else { return nil }
            return .open(SheetPage(head: found.head, sheet: found.sheet, entry: text.content))
        }
    }

    private func ownSheet(_ assignment: Assignment.ID, of account: Account.ID, in session: Session) throws -> OwnSheet? {
        try session.first(
            """
            SELECT j.account_id, r.id AS round_id, r.slug AS round_slug, r.title AS round_title, r.state AS round_state, r.rules_version,
                   m.kind, m.display_name, m.designation, m.article, l.name AS land, e.id AS entry_id, e.track, e.state AS entry_state,
                   s.standing, d.biased, d.declared_by = j.account_id AS own_words, cm.kind AS cause_kind, cm.display_name AS cause_name, cm.designation AS cause_designation,
                   cm.article AS cause_article, s.state, s.revision, s.comment, s.saved_at, s.finalised_at,
                   ARRAY(SELECT k.criterion FROM score_mark k WHERE k.assignment_id = a.id ORDER BY k.criterion) AS criteria,
                   ARRAY(SELECT k.points FROM score_mark k WHERE k.assignment_id = a.id ORDER BY k.criterion) AS points
            FROM assignment a
            JOIN juror j ON j.id = a.juror_id
            JOIN round r ON r.id = a.round_id
            JOIN entry e ON e.id = a.entry_id
            JOIN municipality m ON m.id = e.municipality_id
            JOIN land l ON l.code = m.land_code
            JOIN score_sheet s ON s.assignment_id = a.id
            LEFT JOIN conflict_declaration d ON d.assignment_id = a.id
            LEFT JOIN assignment cause ON cause.id = s.excluded_with
            LEFT JOIN entry ce ON ce.id = cause.entry_id
            LEFT JOIN municipality cm ON cm.id = ce.municipality_id
            WHERE a.id = \(assignment)
            """
        ) { row -> OwnSheet? in
            guard permissions.mayJudge(account, assignmentOf: try row("account_id")) else { return nil }
            return OwnSheet(
                head: AssignmentHead(
                    assignment: assignment, round: try judgedRound(row, in: session), municipality: try row.municipalityTitle(),
                    land: try row("land"), track: try row("track"), entryState: try row.state("entry_state")
                ),
                sheet: StoredSheet(
                    state: try row.state("state"), revision: try row("revision"), comment: try row("comment"), marks: try row.marks(),
                    savedAt: try row("saved_at"), finalisedAt: try row("finalised_at")
                ),
                entry: try row("entry_id"), step: try row.step(), closure: try row.closure()
            )
        } ?? nil
    }
}

private struct OwnSheet {
    let head: AssignmentHead
    let sheet: StoredSheet
    let entry: Entry.ID
    let step: DeskAssignment.Step
    /// Says something only where the step is closed.
    let closure: SheetAccess.Closure
}

extension Row {
    /// A ground of one's own goes before the size class.
    fileprivate func closure() throws -> SheetAccess.Closure {
        switch try standing() {
        case .pending: return .undecided
        case .excluded:
            guard try (self("biased") as Bool?) == nil else { return .decided }
            return try self("own_words") ? .declared : .recorded
        case .clear, nil:
            return try cause().map(SheetAccess.Closure.withClass) ?? .declared
        }
    }
}
