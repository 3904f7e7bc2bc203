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

    /// - Parameter path: the page's own address, for filter and paging.
    init(_ progress: JudgingProgress, path: String) {
        let tracks = Dictionary(uniqueKeysWithValues: progress.round.rules.tracks.map { ($0.code, $0.title) })
        columns = progress.jurors.map { Column(name: $0.name) }
        lines = progress.rows.map { row in
            Line(
                municipality: row.municipality, track: tracks[row.track] ?? row.track,
                cells: progress.jurors.map { Cell(row, $0) }
            )
        }
        filters = [Filter(label: "Alle Größenklassen", href: path, current: progress.page.track == nil)]
            + progress.round.rules.tracks.map { track in
                Filter(label: track.title, href: "\(path)?klasse=\(track.code)", current: progress.page.track == track.code)
            }
        paging = Paging(progress, path: path)
        caption = progress.total.counted("zugelassene Bewerbung", "zugelassene Bewerbungen", none: "Keine zugelassene Bewerbung")
    }

    /// Few enough cells for a page, and for one form: each cell is at most two fields of it.
    static func entriesPerPage(jurors: Int) -> Int {
        min(50, max(5, 800 / max(1, jurors)))
    }
}

extension ProgressMatrix.Cell {
    fileprivate init(_ row: JudgingProgress.Row, _ member: JudgingProgress.Member) {
        let cell = row.cells[member.id]
        juror = member.name
        value = "\(row.entry).\(member.id)"
        label = "\(member.name) für \(row.municipality)"
        assigned = cell != nil
        fixed = cell.map { $0.step != .declarationMissing && $0.step != .notStarted } ?? false
        tag = cell?.step.tag == "missing" ? "planned" : cell?.step.tag ?? ""
        state = cell?.step.officeName
        excluded = cell?.excluded ?? false
    }
}

/// The links between the pages of a long table.
struct Paging: ViewModel {
    struct PageLink: ViewModel {
        let href: String
        let label: String
        let current: Bool
        let gap: Bool
    }

    let summary: String
    let previous: String?
    let next: String?
    let pages: [PageLink]

    /// nil where everything is on one page.
    fileprivate init?(_ progress: JudgingProgress, path: String) {
        let page = progress.page
        let count = (progress.total + page.size - 1) / page.size
        guard count > 1 else { return nil }
        let filter = page.track.map { "klasse=\($0)&" } ?? ""
        func href(_ number: Int) -> String { "\(path)?\(filter)seite=\(number)" }
        let first = (page.number - 1) * page.size
        summary = "\((first + 1).grouped)–\(min(first + page.size, progress.total).grouped) von \(progress.total.grouped)"
        previous = page.number > 1 ? href(page.number - 1) : nil
        next = page.number < count ? href(page.number + 1) : nil
        let near = (1...count).filter { $0 == 1 || $0 == count || abs($0 - page.number) <= 2 }
        var links: [PageLink] = []
        var last = 0
        for number in near {
            if number > last + 1 { links.append(PageLink(href: "", label: "", current: false, gap: true)) }
            links.append(PageLink(href: href(number), label: number.grouped, current: number == page.number, gap: false))
            last = number
        }
        pages = links
    }
}
