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
    /// Stands in the chain.
    let id: UUID?
    /// Stands beside the chain; in it stands a salted hash.
    var account: Account.ID?

    static func account(_ id: Account.ID) -> Self { Self(kind: "account", id: nil, account: id) }
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
    /// Appends one event in the caller's transaction, as the last thing in it: from here to its end all other acts wait.
    ///
    /// - Parameters:
    ///   - before: with `after`, only what the act changed. They stand beside the chain, bound by a salted hash, because
    ///     they may hold personal data; so does the actor.
    ///   - facts: what the chain itself says, for everyone and for good.
    func record(
        _ action: EventAction, by actor: Account.ID?, about subject: EventSubject, round: Round.ID? = nil,
        before: (any Encodable)? = nil, after: (any Encodable)? = nil, facts: EventFacts = [:]
    ) throws {
        let parts = [("after", after), ("before", before)].compactMap { name, value in value.map { (name, $0) } }
        let content = try parts.map { name, value in "\"\(name)\":\(try JSON.text(value).text)" }.joined(separator: ",")
        let seq: Int = try value(
            """
            SELECT record_event(\(action.name), \(subject.kind), \(subject.id), \(subject.account), \(round), \(actor),
                                \("{\(content)}"), \(facts.json.text))
            """
        )
        precondition(seq > 0, "the database numbers events from 1")
    }
}
