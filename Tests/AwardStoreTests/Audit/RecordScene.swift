import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport

/// A round that has gone all the way through the use cases: two entries, a juror who scored both, published.
struct RecordScene {
    static let canaries = ["geheimperson", "Verein der Geheimen", "Geheimer Kommentar", "Geheime Begründung"]

    let jury: SampleJury
    let juror: Account.ID
    let entry: Entry.ID
    let assignment: Assignment.ID

    var store: Store { jury.store }

    init(_ store: Store) async throws {
        jury = try await SampleJury(SamplePeople(store))
        juror = try await jury.people.account("geheimperson@example.org")
        let caller = try await jury.people.caller(jury.staff)
        let seat = try await store.addJuror(
            email: "geheimperson@example.org", organisation: "Verein der Geheimen", to: jury.round, by: caller, operation: .fresh(jury.staff)
        )
        entry = try await jury.entry("Anger", key: "01000001")
        let other = try await jury.entry("Berg", key: "01000002")
        assignment = try await jury.assign(seat.juror, entry)
        let second = try await jury.assign(seat.juror, other)
        for (assignment, points) in [(assignment, "7.5"), (second, "5")] {
            try await jury.declare(assignment, by: juror)
            try await jury.save(assignment, ["verankerung": points, "wirkung": "4"], .finalise, revision: 0, comment: "Geheimer Kommentar", by: juror)
        }
    }

    func close() async throws {
        let caller = try await jury.people.caller(jury.staff)
        guard let preview = try await store.closingPreview(slug: "probe-2027", by: caller) else { throw SceneIncomplete() }
        _ = try await store.closeScoring(of: jury.round, shown: preview.concerns, confirmed: true, by: caller, operation: .fresh(jury.staff))
    }

    func publish() async throws {
        let caller = try await jury.people.caller(jury.staff)
        try await close()
        try await store.freezeRanking(of: jury.round, by: caller, operation: .fresh(jury.staff))
        guard var decision = try await store.rankingBoard(slug: "probe-2027")?.proposal else { throw SceneIncomplete() }
        decision.reason = "Geheime Begründung"
        try await store.recordDecision(decision, in: jury.round, by: caller, operation: .fresh(jury.staff))
        try await store.allocatePrizes(of: jury.round, by: caller, operation: .fresh(jury.staff))
        try await store.publishRound(jury.round, by: caller, operation: .fresh(jury.staff))
    }

    func bundle() async throws -> [UInt8] {
        guard let text = try await store.resultBundle(slug: "probe-2027") else { throw SceneIncomplete() }
        return Array(text.utf8)
    }

    /// All that the chain itself holds, as one text.
    func chain() async throws -> String {
        try await store.database.read { session in
            try session.rows("SELECT row_to_json(e)::text AS line FROM event e ORDER BY seq") { row in try row("line") as String }
        }.joined(separator: "\n")
    }
}

struct SceneIncomplete: Error {}
