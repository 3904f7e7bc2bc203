import AwardStore
import Awards

/// Jurors across, entries down: the table of the staff's two jury pages, one page of entries at a time.
struct ProgressMatrix: ViewModel {
    struct Column: ViewModel {
        let name: String
    }

    struct Line: ViewModel {
        let municipality: String
        let track: String
        let cells: [Cell]
    }

    struct Cell: ViewModel {
        let juror: String
        /// What a check box stands for: `entry.juror`.
        let value: String
        let label: String
        let assigned: Bool
        /// The assignment can't be taken back any more.
        let fixed: Bool
        let tag: String
        let state: String?
        let excluded: Bool
        /// A conflict is suggested, and nobody has declared anything yet.
        let suggested: Bool
    }

    struct Filter: ViewModel {
        let label: String
        let href: String
        let current: Bool
    }

    let columns: [Column]
    let lines: [Line]
    let filters: [Filter]
    let paging: Paging?
    let caption: String

    /// - Parameters:
    ///   - path: the page's own address, for filter and paging.
    ///   - suggested: pairs for which a conflict is suggested.
    init(_ progress: JudgingProgress, path: String, suggested: Set<AssignmentPair> = []) {
        let tracks = Dictionary(uniqueKeysWithValues: progress.round.rules.tracks.map { ($0.code, $0.title) })
        columns = progress.jurors.map { Column(name: $0.name) }
        lines = progress.rows.map { row in
            Line(
                municipality: row.municipality.plain, track: tracks[row.track] ?? row.track,
                cells: progress.jurors.map { Cell(row, $0, suggested: suggested.contains(AssignmentPair(juror: $0.id, entry: row.entry))) }
            )
        }
        filters = [Filter(label: "Alle Größenklassen", href: path, current: progress.page.track == nil)]
            + progress.round.rules.tracks.map { track in
                Filter(label: track.title, href: "\(path)?klasse=\(track.code)", current: progress.page.track == track.code)
            }
        let page = progress.page
        let filter = page.track.map { "klasse=\($0)&" } ?? ""
        paging = Paging(
            page: page.number, itemsPerPage: page.size, total: progress.total
        ) { number in "\(path)?\(filter)seite=\(number)" }
        caption = progress.total.counted("zugelassene Bewerbung", "zugelassene Bewerbungen", none: "Keine zugelassene Bewerbung")
    }

    /// Few enough cells for a page, and for one form: each cell is at most two fields of it.
    static func entriesPerPage(jurors: Int) -> Int {
        min(50, max(5, 800 / max(1, jurors)))
    }
}

extension ProgressMatrix.Cell {
    fileprivate init(_ row: JudgingProgress.Row, _ member: JudgingProgress.Member, suggested: Bool) {
        let cell = row.cells[member.id]
        juror = member.name
        value = "\(row.entry).\(member.id)"
        self.suggested = suggested && (cell == nil || cell?.step == .declarationMissing)
        label = "\(member.name) für \(row.municipality.plain)" + (self.suggested ? ", Hinweis auf Befangenheit" : "")
        assigned = cell != nil
        fixed = cell.map { $0.step != .declarationMissing && $0.step != .notStarted } ?? false
        tag = cell?.step.tag == "missing" ? "planned" : cell?.step.tag ?? ""
        state = cell?.step.officeName
        excluded = cell?.excluded ?? false
    }
}
