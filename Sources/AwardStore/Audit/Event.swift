import Awards
import Foundation
import Postgres

/// What happened, for the append-only record. Each feature adds its own actions in an extension.
struct EventAction: Hashable, Sendable {
    let name: String

    init(_ name: String) {
        self.name = name
    }
}

/// The one thing an event is about.
struct EventSubject: Sendable {
    let kind: String
    let id: UUID?

    static func account(_ id: Account.ID) -> Self { Self(kind: "account", id: id.uuid) }
    static func round(_ id: Round.ID) -> Self { Self(kind: "round", id: id.uuid) }
    static func entry(_ id: Entry.ID) -> Self { Self(kind: "entry", id: id.uuid) }
    static func measure(_ id: Measure.ID) -> Self { Self(kind: "measure", id: id.uuid) }
    static func juror(_ id: Juror.ID) -> Self { Self(kind: "juror", id: id.uuid) }
    static func assignment(_ id: Assignment.ID) -> Self { Self(kind: "assignment", id: id.uuid) }
    static func run(_ id: RankingRun.ID) -> Self { Self(kind: "rankingRun", id: id.uuid) }
    static func decision(_ id: JuryDecision.ID) -> Self { Self(kind: "juryDecision", id: id.uuid) }
    static func allocation(_ id: Allocation.ID) -> Self { Self(kind: "allocation", id: id.uuid) }
    static let municipalities = Self(kind: "municipalities", id: nil)
}

extension Session {
    /// Appends one event in the caller's transaction. `before` and `after` hold only what the act changed.
    func record(
        _ action: EventAction, by actor: Account.ID?, about subject: EventSubject, round: Round.ID? = nil,
        before: (any Encodable)? = nil, after: (any Encodable)? = nil
    ) throws {
        try execute(
            """
            INSERT INTO event (actor_id, action, subject_kind, subject_id, round_id, before, after)
            VALUES (\(actor), \(action.name), \(subject.kind), \(subject.id), \(round), \(try before.map(JSON.text)), \(try after.map(JSON.text)))
            """
        )
    }
}
