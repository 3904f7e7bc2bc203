import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Decision, allocation and publication")
struct PrizesTests {
    /// A closed round without scores: two small entries, one of medium size.
    private func closed(_ store: Store) async throws -> (scoring: SampleScoring, small: [Entry.ID], medium: Entry.ID) {
        let scoring = try await SampleScoring.start(store, rules: try SampleRules.round())
        let small = [
            try await scoring.entry("Anger", key: "09000001", population: 5_000),
            try await scoring.entry("Berg", key: "09000002", population: 6_000),
        ]
        let medium = try await scoring.entry("Celle", key: "09000003", population: 50_000)
        try await scoring.closeScoring()
        return (scoring, small, medium)
    }

    private func decision(
        _ small: [[Entry.ID]], medium: Entry.ID, joint: [(Entry.ID, Int)] = []
    ) -> PlannedDecision {
        PlannedDecision(
            decidedBy: "Jury", decidedOn: CalendarDay("2026-09-01"), reason: "Einstimmig.",
            places: [TrackPlaces(track: "klein", groups: small), TrackPlaces(track: "mittel", groups: [[medium]])],
            special: joint.isEmpty ? [] : [SpecialPrizeDecision(prize: "sonderpreis", recipients: joint.map {
                SpecialPrizeDecision.Recipient(entry: $0.0, share: $0.1)
            })]
        )
    }

    @Test("a decision is stored as made, and what it pays adds up with what is left")
    func decided() async throws {
        try await TestStore.withStore { store in
            let (scoring, small, medium) = try await closed(store)
            let caller = try await scoring.caller()
            let planned = decision([small], medium: medium, joint: [(medium, 1), (small[1], 1)])
            try await store.recordDecision(planned, in: scoring.round, by: caller, operation: scoring.operation())
            let desk = try #require(try await store.prizeDesk(slug: "probe-2027"))
            #expect(desk.decision?.planned == planned)
            #expect(desk.decisions == 1)
            #expect(desk.prizes?.tracks.flatMap(\.places).map(\.cents) == [15_000_00, 15_000_00, 20_000_00])
            #expect(desk.prizes?.special.flatMap(\.parts).map(\.cents) == [5_000_00, 5_000_00])
            #expect(desk.prizes?.totalCents == 60_000_00)
            #expect(desk.prizes?.unallocatedCents == 40_000_00)
            #expect(desk.allocation == nil)
        }
    }

    @Test("a refused decision leaves nothing behind")
    func refused() async throws {
        try await TestStore.withStore { store in
            let (scoring, small, medium) = try await closed(store)
            var planned = decision([small], medium: medium)
            planned.reason = ""
            let caller = try await scoring.caller()
            await #expect(throws: PrizeRefusal.reasonMissing) {
                try await store.recordDecision(planned, in: scoring.round, by: caller, operation: scoring.operation())
            }
            #expect(try await store.prizeDesk(slug: "probe-2027")?.decisions == 0)
        }
    }

    @Test("a newer decision supersedes the older with its prizes; both are kept")
    func superseded() async throws {
        try await TestStore.withStore { store in
            let (scoring, small, medium) = try await closed(store)
            let caller = try await scoring.caller()
            let first = try await store.recordDecision(
                decision([[small[0]], [small[1]]], medium: medium), in: scoring.round, by: caller, revision: 0, operation: scoring.operation()
            )
            try await store.allocatePrizes(of: scoring.round, by: caller, operation: scoring.operation())
            let second = try await store.recordDecision(
                decision([[small[1]], [small[0]]], medium: medium), in: scoring.round, by: caller, revision: 1, operation: scoring.operation()
            )
            let desk = try #require(try await store.prizeDesk(slug: "probe-2027"))
            #expect(desk.decision?.id == second)
            #expect(desk.allocation == nil)
            await #expect(throws: PrizeRefusal.notAllocated) {
                try await store.publishRound(scoring.round, by: caller, operation: scoring.operation())
            }
            await #expect(throws: PrizeRefusal.editedMeanwhile) {
                try await store.recordDecision(
                    decision([small], medium: medium), in: scoring.round, by: caller, revision: 1, operation: scoring.operation()
                )
            }
            let old = try await store.database.read { session in
                try session.rows(
                    "SELECT d.id FROM jury_decision d JOIN allocation l ON l.decision_id = d.id WHERE d.superseded_at IS NOT NULL"
                ) { row in try row("id") as JuryDecision.ID }
            }
            #expect(old == [first])
        }
    }

    @Test("publishing makes the result public and final, once")
    func published() async throws {
        try await TestStore.withStore { store in
            let (scoring, small, medium) = try await closed(store)
            let caller = try await scoring.caller()
            let planned = decision([[small[0]], [small[1]]], medium: medium, joint: [(medium, 1), (small[1], 1)])
            await #expect(throws: PrizeRefusal.decisionMissing) {
                try await store.publishRound(scoring.round, by: caller, operation: scoring.operation())
            }
            try await store.recordDecision(planned, in: scoring.round, by: caller, operation: scoring.operation())
            try await store.allocatePrizes(of: scoring.round, by: caller, operation: scoring.operation())
            #expect(try await store.publicResults(slug: "probe-2027") == nil)
            #expect(try await store.exportedResult(slug: "probe-2027") == nil)
            let operation = scoring.operation()
            let allocation = try await store.publishRound(scoring.round, by: caller, operation: operation)
            #expect(try await store.publishRound(scoring.round, by: caller, operation: operation) == allocation)
            await #expect(throws: PrizeRefusal.roundPublished) {
                try await store.publishRound(scoring.round, by: caller, operation: scoring.operation())
            }
            await #expect(throws: PrizeRefusal.roundPublished) {
                try await store.recordDecision(planned, in: scoring.round, by: caller, operation: scoring.operation())
            }
            await #expect(throws: PrizeRefusal.roundPublished) {
                try await store.allocatePrizes(of: scoring.round, by: caller, operation: scoring.operation())
            }
            let results = try #require(try await store.publicResults(slug: "probe-2027"))
            #expect(results.tracks[0].places.map(\.laureate.title.displayName) == ["Anger", "Berg"])
            #expect(results.special.map { $0.laureates.map(\.title.displayName) } == [["Celle", "Berg"]])
            #expect(results.totalCents == 60_000_00)
            #expect(results.unallocatedCents == 40_000_00)
            #expect(results.entries == 3)
            let actions = try await store.database.read { session in
                try session.rows("SELECT action FROM event WHERE round_id = \(scoring.round) ORDER BY seq") { row in try row("action") as String }
            }
            #expect(actions == ["roundImported", "decisionRecorded", "prizesAllocated", "resultPublished"])
        }
    }

    @Test("the exported result is the same bytes each time and names no juror")
    func exported() async throws {
        try await TestStore.withStore { store in
            let scoring = try await SampleScoring.start(store, rules: try SampleRules.round())
            let entry = try await scoring.entry("Anger", key: "09000001", population: 5_000)
            let juror = try await scoring.juror("geheim")
            try await scoring.sheet(juror, entry, ["verankerung": "7.5", "wirkung": "4"])
            try await scoring.closeScoring()
            let caller = try await scoring.caller()
            try await store.freezeRanking(of: scoring.round, by: caller, operation: scoring.operation())
            let board = try #require(try await store.rankingBoard(slug: "probe-2027"))
            try await store.recordDecision(board.proposal, in: scoring.round, by: caller, operation: scoring.operation())
            try await store.allocatePrizes(of: scoring.round, by: caller, operation: scoring.operation())
            try await store.publishRound(scoring.round, by: caller, operation: scoring.operation())
            let first = try #require(try await store.exportedResult(slug: "probe-2027")).json()
            let second = try #require(try await store.exportedResult(slug: "probe-2027")).json()
            #expect(first == second)
            let text = String(decoding: first, as: UTF8.self)
            // (2 · 75 + 1 · 75) / 3
            #expect(text.contains("\"exact\" : \"75\""))
            #expect(text.contains("\"cents\" : 2000000"))
            #expect(!text.contains("geheim"))
            #expect(!text.contains(juror.description))
        }
    }

    @Test("the database refuses awards that don't add up to the allocation", arguments: [1, -1])
    func tampering(cent: Int) async throws {
        try await TestStore.withStore { store in
            let (scoring, small, medium) = try await closed(store)
            let caller = try await scoring.caller()
            try await store.recordDecision(decision([small], medium: medium), in: scoring.round, by: caller, operation: scoring.operation())
            let error = await #expect(throws: DatabaseError.self) {
                try await store.database.transaction { session in
                    let allocation: Allocation.ID = try session.value(
                        """
                        INSERT INTO allocation (round_id, decision_id, rules_version, budget_cents, total_cents, unallocated_cents, computed_by)
                        SELECT \(scoring.round), id, 1, 10000000, 2000000, 8000000, \(scoring.staff) FROM jury_decision RETURNING id
                        """
                    )
                    try session.execute(
                        """
                        INSERT INTO award (allocation_id, round_id, entry_id, kind, track, position, rank, label, cents)
                        VALUES (\(allocation), \(scoring.round), \(small[0]), 'place', 'klein', 1, 1, '1', \(2_000_000 + cent))
                        """
                    )
                }
            }
            #expect(error?.constraint == "award_sum_is_total")
        }
    }

    @Test("an award once stored can't be changed")
    func appendOnly() async throws {
        try await TestStore.withStore { store in
            let (scoring, small, medium) = try await closed(store)
            let caller = try await scoring.caller()
            try await store.recordDecision(decision([small], medium: medium), in: scoring.round, by: caller, operation: scoring.operation())
            try await store.allocatePrizes(of: scoring.round, by: caller, operation: scoring.operation())
            let error = await #expect(throws: DatabaseError.self) {
                try await store.database.transaction { session in _ = try session.execute("UPDATE award SET cents = cents + 1") }
            }
            #expect(error?.constraint == "award_append_only")
        }
    }

    @Test("two members of staff allocating at once store one set of awards")
    func allocatedOnce() async throws {
        try await TestStore.withStore { store in
            let (scoring, small, medium) = try await closed(store)
            let caller = try await scoring.caller()
            try await store.recordDecision(decision([small], medium: medium), in: scoring.round, by: caller, operation: scoring.operation())
            let refused = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        do {
                            try await store.allocatePrizes(of: scoring.round, by: caller, operation: scoring.operation())
                            return false
                        } catch {
                            return error as? PrizeRefusal == .alreadyAllocated
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(refused == 1)
            let awards: Int = try await store.database.read { try $0.value("SELECT count(*) FROM award") }
            #expect(awards == 3)
        }
    }
}
