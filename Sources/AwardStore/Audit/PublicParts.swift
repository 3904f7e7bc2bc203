import Awards
import Postgres
import ScoringEngine

// The published parts of a round as the database holds them. Their hashes stand in events, so the same rows have to make
// the same values for good.

extension Session {
    /// The rules as they were stored, and their version.
    func publicRules(of round: Round.ID) throws -> (version: Int, rules: CanonicalJSON) {
        try one(
            """
            SELECT v.version, v.rules::text AS rules FROM round r
            JOIN round_rules v ON v.round_id = r.id AND v.version = r.rules_version WHERE r.id = \(round)
            """
        ) { row in (try row("version"), try CanonicalJSON.read(Array((row("rules") as String).utf8))) }
    }

    /// The frozen ranking with numbers in place of jurors; nil where nothing was frozen, or before jurors had numbers.
    func publicRanking(of round: Round.ID) throws -> PublicRanking? {
        let run = try first("SELECT run, input, sheets FROM wall.public_run(\(round))") { row in
            (id: try row("run") as RankingRun.ID, input: try row("input") as String, sheets: try row("sheets") as String)
        }
        guard let run else { return nil }
        let frozen: FrozenInput = try JSON.value(JSONText(run.input))
        let sheets: FrozenSheets = try JSON.value(JSONText(run.sheets))
        let openings = Dictionary(sheets.openings.map { ([$0.juror, $0.entry], $0) }) { first, _ in first }
        let jurors = Set(frozen.tracks.flatMap { $0.input.input.sheets.map(\.juror) })
        var lines: [String: [PublicRanking.Line]] = [:]
        for (track, line) in try publicLines(of: run.id) { lines[track, default: []].append(line) }
        return PublicRanking(
            rulesVersion: frozen.rulesVersion, jurors: (0..<jurors.count).map { sheets.jurors["juror-\($0 + 1)"] ?? "" },
            tracks: frozen.tracks.map { track in
                let named = Set(track.input.input.sheets.map(\.entry))
                let input = track.input.input.canonical
                return PublicRanking.Track(
                    track: track.track, input: RankDocument(input),
                    openings: input.sheets.compactMap { sheet in
                        openings[[sheet.juror, sheet.entry]].map { PublicRanking.Opening(assignment: $0.assignment, salt: $0.salt) }
                    },
                    answer: (lines[track.track] ?? []).filter { named.contains($0.entry) }
                )
            }
        )
    }

    private func publicLines(of run: RankingRun.ID) throws -> [(track: String, line: PublicRanking.Line)] {
        try rows(
            """
            SELECT track, entry_id::text AS entry, rank, score, score_exact, sheets, decided_by
            FROM ranking_row WHERE run_id = \(run) ORDER BY track, position
            """
        ) { row in
            (
                try row("track"),
                PublicRanking.Line(
                    entry: try row("entry"), rank: try row("rank"), score: try row("score"), exact: try row("score_exact"),
                    sheets: try row("sheets"), decidedBy: try row("decided_by")
                )
            )
        }
    }

    /// The stored prizes of the current decision.
    func publicAllocation(of decision: JuryDecision.ID) throws -> PublicAllocation? {
        let head = try first(
            "SELECT id, rules_version, budget_cents, total_cents, unallocated_cents FROM allocation WHERE decision_id = \(decision)"
        ) { row in
            (id: try row("id") as Allocation.ID, version: try row("rules_version") as Int, budget: try row("budget_cents") as Int,
             total: try row("total_cents") as Int, rest: try row("unallocated_cents") as Int)
        }
        guard let head else { return nil }
        let awards = try rows(
            """
            SELECT w.entry_id, w.track, w.rank, w.prize, w.cents FROM award w
            LEFT JOIN track t ON t.round_id = w.round_id AND t.code = w.track
            LEFT JOIN special_prize p ON p.round_id = w.round_id AND p.code = w.prize
            WHERE w.allocation_id = \(head.id) ORDER BY w.kind, t.position, p.position, w.position
            """
        ) { row in
            PublicAllocation.Award(
                entry: try row("entry_id"), track: try row("track"), rank: try row("rank"), prize: try row("prize"), cents: try row("cents")
            )
        }
        return PublicAllocation(
            id: head.id, decision: decision, rulesVersion: head.version, budgetCents: head.budget, totalCents: head.total,
            unallocatedCents: head.rest, awards: awards
        )
    }

    /// The admitted entries, by number.
    func publicEntries(of round: Round.ID) throws -> [PublicEntry] {
        try rows(
            """
            SELECT e.id, e.number, e.track, m.kind, m.key, m.display_name, e.population, encode(e.content_hash, 'hex') AS content_hash,
                   coalesce(encode(e.content_salt, 'hex'), '') AS content_salt
            FROM entry e JOIN municipality m ON m.id = e.municipality_id
            WHERE e.round_id = \(round) AND e.state = 'admitted' ORDER BY e.number
            """
        ) { row in
            PublicEntry(
                entry: try row("id"), number: try row("number"), track: try row("track"), kind: try row.state("kind"), key: try row("key"),
                municipality: try row("display_name"), population: try row("population"), contentHash: try row("content_hash"), contentSalt: try row("content_salt")
            )
        }
    }
}
