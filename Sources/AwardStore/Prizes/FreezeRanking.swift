public import Awards
import Foundation
import Postgres
import ScoringEngine

extension EventAction {
    static let rankingFrozen = Self("rankingFrozen")
}

extension Store {
    /// Keeps the ranking as it stands: the engine's exact input, its hash, and every line of its answer.
    /// - Throws: ``PrizeRefusal``, ``OperationReused``, ``OutcomeUnknown``.
    @discardableResult
    public func freezeRanking(of id: Round.ID, by caller: Caller, operation: Operation) async throws -> RankingRun.ID {
        try await perform(operation) { session in
            guard let round = try loadRound(id, lock: .exclusive, in: session) else { throw RoundUnknown() }
            let scores = try session.scores(of: round)
            let frozen = try session.frozenRanking(of: id)
            let sheets = try session.heldSheets(of: id)
            let altered = try session.sheetActs(of: id).faults(in: sheets.map(\.committed), exclusion: round.rules.exclusion)
            try FreezingRanking.decide(
                state: round.state, isFrozen: frozen != nil, admittedEntries: scores.entries.count, alteredSheets: altered.count
            )
            let board = try RankingBoard(live: round, scores: scores)
            let run = try session.keep(board, scores, sheets, by: caller)
            try seal(session)
            return run
        }
    }
}

/// The frozen input of all size classes, in the rules' order.
struct FrozenInput: Codable {
    struct Track: Codable {
        let track: String
        let input: RankDocument
    }

    let rulesVersion: Int
    let tracks: [Track]

    init(_ round: LoadedRound, _ scores: RoundScores) {
        rulesVersion = round.rulesVersion
        tracks = round.rules.tracks.map { track in
            Track(track: track.code, input: RankDocument((scores.inputs[track.code] ?? RankInput(of: round.rules, sheets: [])).canonical))
        }
    }
}

extension FrozenSheets {
    fileprivate init(_ sheets: [HeldSheet]) {
        jurors = Dictionary(sheets.map { ($0.juror.description, $0.committed.juror) }) { first, _ in first }
        openings = sheets.map { sheet in
            Opening(
                juror: sheet.juror.description, entry: sheet.committed.entry.description, assignment: sheet.committed.assignment,
                salt: sheet.committed.state == .final ? sheet.committed.salt?.description : nil
            )
        }
    }
}

extension Session {
    fileprivate func keep(_ board: RankingBoard, _ scores: RoundScores, _ sheets: [HeldSheet], by caller: Caller) throws -> RankingRun.ID {
        let round = board.round
        let text = try JSON.text(FrozenInput(round, scores))
        let run: RankingRun.ID = try value(
            """
            INSERT INTO ranking_run (round_id, rules_version, input, input_sha256, frozen_by, juror_salt, sheets)
            VALUES (\(round.id), \(round.rulesVersion), \(text), \(Token.sha256(text.text.utf8)), \(caller.account), \(Token.salt()),
                    \(JSON.text(FrozenSheets(sheets))))
            RETURNING id
            """
        )
        for track in board.tracks { try keep(track, of: run, round: round.id) }
        try record(
            .rankingFrozen, by: caller.account, about: .run(run), round: round.id,
            after: ["inputSHA256": SHA256Digest(ofUTF8: text.text).description],
            facts: ["ranking": try publicRanking(of: round.id).map { .hash(try CanonicalJSON(encoding: $0).hash) } ?? .nothing]
        )
        return run
    }

    /// One statement for a size class, however many entries it has.
    private func keep(_ track: RankingBoard.Track, of run: RankingRun.ID, round: Round.ID) throws {
        let rows = track.rows
        try execute(
            """
            INSERT INTO ranking_row (run_id, round_id, track, entry_id, position, rank, score_exact, score, sheets, decided_by, flags)
            SELECT \(run)::uuid, \(round)::uuid, \(track.rules.code)::text, r.entry_id, r.position, r.rank, r.score_exact, r.score, r.sheets,
                   r.decided_by, string_to_array(r.flags, ' ')
            FROM unnest(\(rows.map(\.municipality.entry))::uuid[], \(rows.map(\.position))::integer[], \(rows.map(\.rank))::integer[],
                        \(rows.map(\.exact))::text[], \(rows.map(\.score))::text[], \(rows.map(\.sheets))::integer[],
                        \(rows.map { $0.decidedBy?.description })::text[],
                        \(rows.map { $0.flags.map(\.rawValue).joined(separator: " ") })::text[])
                 AS r(entry_id, position, rank, score_exact, score, sheets, decided_by, flags)
            """
        )
    }
}
