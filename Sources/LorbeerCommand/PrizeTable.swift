import AwardStore
import Awards

/// A distribution of prizes as a table for the terminal, adding up.
struct PrizeTable {
    private let desk: PrizeDesk

    init(_ desk: PrizeDesk) {
        self.desk = desk
    }

    var text: String {
        let round = desk.board.round
        guard let prizes = desk.prizes else { return "\(round.title): noch kein Beschluss" }
        var names: [Entry.ID: String] = [:]
        for entry in desk.entries { names[entry.entry] = entry.title.plain }
        func name(_ entry: Entry.ID) -> String { names[entry] ?? "–" }
        var lines: [Line] = []
        for track in prizes.tracks {
            lines.append(.heading(round.rules.track(track.track)?.title ?? track.track))
            lines += track.places.map { .amount("  \($0.rank). \(name($0.entry))\($0.isShared ? " (geteilt)" : "")", $0.cents) }
            lines.append(.amount("  Zwischensumme", track.cents))
        }
        if !prizes.special.isEmpty { lines.append(.heading("Sonderpreise")) }
        for special in prizes.special {
            let title = round.rules.prizes.special.first { $0.code == special.prize }?.title ?? special.prize
            lines += special.parts.map { .amount("  \(title): \(name($0.entry))\(special.parts.count > 1 ? " (gemeinsam)" : "")", $0.cents) }
        }
        lines.append(.heading(""))
        lines += [.amount("zugeteilt", prizes.totalCents), .amount("verbleibend", prizes.unallocatedCents), .amount("Budget", prizes.budgetCents)]
        let state = round.state == .published ? "veröffentlicht" : desk.allocation == nil ? "nicht festgeschrieben" : "festgeschrieben"
        return ([round.title + " – " + state] + Self.aligned(lines)).joined(separator: "\n")
    }

    private enum Line {
        case heading(String)
        case amount(String, Int)
    }

    private static func aligned(_ lines: [Line]) -> [String] {
        var labels = 0
        var amounts = 0
        for case .amount(let label, let cents) in lines {
            labels = max(labels, label.count)
            amounts = max(amounts, cents.euroText.count)
        }
        return lines.map { line in
            switch line {
            case .heading(let text): text
            case .amount(let label, let cents):
                label + String(repeating: " ", count: labels - label.count + 2 + amounts - cents.euroText.count) + cents.euroText
            }
        }
    }
}
