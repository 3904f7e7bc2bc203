import AwardStore
import Awards
import Foundation
import Postgres
import ScoringEngine
import TestSupport
import Testing

@Suite("The ranking and its freezing")
struct RankingBoardTests {
    /// Three small municipalities; Anger and Berg are equal, Celle behind, Dorf has no sheet that counts.
    private func scored(_ store: Store) async throws -> (scoring: SampleScoring, entries: [String: Entry.ID]) {
        let scoring = try await SampleScoring.start(store, rules: try SampleRules.round())
        var entries: [String: Entry.ID] = [:]
        for (index, name) in ["Anger", "Berg", "Celle", "Dorf"].enumerated() {
            entries[name] = try await scoring.entry(name, key: "0900000\(index)", population: 5_000)
        }
        let jurors = [try await scoring.juror("eins"), try await scoring.juror("zwei")]
        let marks: [String: [SampleScoring.Marks]] = [
            "Anger": [["verankerung": "10", "wirkung": "5"], ["verankerung": "5", "wirkung": nil]],
            "Berg": [["verankerung": "5", "wirkung": "3"], ["verankerung": "10", "wirkung": "5"]],
            "Celle": [["verankerung": "0", "wirkung": "1"], ["verankerung": "2.5", "wirkung": "1"]],
        ]
        for (name, sheets) in marks {
            for (juror, sheet) in zip(jurors, sheets) { try await scoring.sheet(juror, try #require(entries[name]), sheet) }
        }
        let dorf = try #require(entries["Dorf"])
        try await scoring.sheet(jurors[0], dorf, state: .recused)
        try await scoring.sheet(jurors[1], dorf, state: .draft, ["verankerung": "10"])
        return (scoring, entries)
    }

    @Test("before scoring is closed there is no ranking to see and none to freeze")
    func open() async throws {
        try await TestStore.withStore { store in
            let (scoring, _) = try await scored(store)
            await #expect(throws: PrizeRefusal.scoringOpen) { try await store.rankingBoard(slug: "probe-2027") }
            await #expect(throws: PrizeRefusal.scoringOpen) { try await store.prizeDesk(slug: "probe-2027") }
            let caller = try await scoring.caller()
            await #expect(throws: PrizeRefusal.scoringOpen) {
                try await store.freezeRanking(of: scoring.round, by: caller, operation: scoring.operation())
            }
        }
    }

    @Test("final sheets alone count; equals share the rank, entries without a sheet come last")
    func live() async throws {
        try await TestStore.withStore { store in
            let (scoring, _) = try await scored(store)
            try await scoring.closeScoring()
            let board = try #require(try await store.rankingBoard(slug: "probe-2027"))
            let rows = board.tracks[0].rows
            // Anger: (100 + 50) / 2; Berg: ((2·50 + 50) / 3 + 100) / 2; Celle: (0 + (2·25 + 0) / 3) / 2.
            #expect(rows.map(\.exact) == ["75", "75", "25/3", nil])
            #expect(rows.map(\.score) == ["75.0000", "75.0000", "8.3333", nil])
            #expect(rows.map(\.rank) == [1, 1, 3, nil])
            #expect(rows.map(\.sheets) == [2, 2, 2, 0])
            #expect(rows[2].municipality.title.displayName == "Celle")
            #expect(rows[2].decidedBy == .score)
            #expect(board.jurors == 2)
            #expect(board.finalSheets == 6)
            #expect(board.tracks[1].rows.isEmpty)
            #expect(board.frozen == nil)
        }
    }

    @Test("a frozen ranking keeps the engine's input, which ranks the same again, and an event")
    func frozen() async throws {
        try await TestStore.withStore { store in
            let (scoring, _) = try await scored(store)
            try await scoring.closeScoring()
            let live = try #require(try await store.rankingBoard(slug: "probe-2027"))
            let run = try await store.freezeRanking(of: scoring.round, by: try await scoring.caller(), operation: scoring.operation())
            let board = try #require(try await store.rankingBoard(slug: "probe-2027"))
            #expect(board.frozen?.id == run)
            #expect(board.frozen?.by == "Person verwaltung@example.org")
            #expect(board.tracks.map(\.rows) == live.tracks.map(\.rows))
            let stored = try await store.database.read { session in
                try session.one(
                    """
                    SELECT input::text AS input, (input -> 'tracks' -> 0 -> 'input')::text AS document, encode(input_sha256, 'hex') AS hash,
                           (SELECT count(*) FROM event WHERE action = 'rankingFrozen' AND round_id = \(scoring.round)) AS events
                    FROM ranking_run WHERE id = \(run)
                    """
                ) { row in
                    (input: try row("input") as String, document: try row("document") as String, hash: try row("hash") as String,
                     events: try row("events") as Int)
                }
            }
            #expect(SHA256Digest(ofUTF8: stored.input).description == stored.hash)
            #expect(stored.hash == board.frozen?.inputHash)
            #expect(stored.events == 1)
            guard case .output(let answer) = EngineDoor.run(operation: "rank", input: Array(stored.document.utf8)) else {
                Issue.record("the engine does not take the stored input")
                return
            }
            struct Answer: Decodable {
                struct Line: Decodable {
                    let entry: String
                    let rank: Int?
                    let exact: String?
                }
                let entries: [Line]
            }
            let lines = try JSONDecoder().decode(Answer.self, from: Data(answer)).entries
            #expect(lines.map(\.entry) == board.tracks[0].rows.map(\.municipality.entry.description))
            #expect(lines.map(\.rank) == board.tracks[0].rows.map(\.rank))
            #expect(lines.map(\.exact) == board.tracks[0].rows.map(\.exact))
        }
    }

    @Test("freezing twice: the same form answers the same, another form is refused")
    func twice() async throws {
        try await TestStore.withStore { store in
            let (scoring, _) = try await scored(store)
            try await scoring.closeScoring()
            let caller = try await scoring.caller()
            let operation = scoring.operation()
            let first = try await store.freezeRanking(of: scoring.round, by: caller, operation: operation)
            #expect(try await store.freezeRanking(of: scoring.round, by: caller, operation: operation) == first)
            await #expect(throws: PrizeRefusal.alreadyFrozen) {
                try await store.freezeRanking(of: scoring.round, by: caller, operation: scoring.operation())
            }
            let runs: Int = try await store.database.read { try $0.value("SELECT count(*) FROM ranking_run") }
            #expect(runs == 1)
        }
    }

    @Test("two forms sent at the same moment freeze once")
    func concurrently() async throws {
        try await TestStore.withStore { store in
            let (scoring, _) = try await scored(store)
            try await scoring.closeScoring()
            let caller = try await scoring.caller()
            let refused = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        do {
                            try await store.freezeRanking(of: scoring.round, by: caller, operation: scoring.operation())
                            return false
                        } catch {
                            return error as? PrizeRefusal == .alreadyFrozen
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(refused == 1)
        }
    }

    @Test("a frozen line can't be changed, not even in the database")
    func appendOnly() async throws {
        try await TestStore.withStore { store in
            let (scoring, _) = try await scored(store)
            try await scoring.closeScoring()
            try await store.freezeRanking(of: scoring.round, by: try await scoring.caller(), operation: scoring.operation())
            let error = await #expect(throws: DatabaseError.self) {
                try await store.database.transaction { session in _ = try session.execute("UPDATE ranking_row SET rank = 1") }
            }
            #expect(error?.constraint == "ranking_row_append_only")
        }
    }
}
