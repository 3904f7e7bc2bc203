import AwardStore
import Awards
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Web

/// Two copies of one world that differ in nothing but what one juror has written. What an answer costs is told by the
/// statements it took and the rows they gave: a clock would tell of the machine as well.
@Suite("Blind until closed: what a juror writes changes no answer to anybody else, nor what it costs", .serialized)
struct TwinWorldTests {
    struct Secret: Sendable {
        let state: String
        let points: [String: String]
        let comment: String
    }

    private static let high = Secret(state: "final", points: ["verankerung": "10", "wirkung": "5"], comment: "Herausragend, Platz eins.")
    private static let low = Secret(state: "final", points: ["verankerung": "0.5", "wirkung": "1"], comment: "Ungenügend.")
    private static let unknown = Secret(state: "notStarted", points: [:], comment: "")

    /// The other juror has declared that there is no conflict; when, is in the record.
    private static let world = TemplateBuilder(name: "access_declared") { database in
        let store = try await AccessWorld.make(in: database)
        try await store.database.transaction { session in
            let assignment = try session.foreignAssignment()
            try session.execute(
                """
                INSERT INTO conflict_declaration (assignment_id, conflict, declared_at, declared_by)
                SELECT s.id, false, '2027-01-01', j.account_id FROM assignment s JOIN juror j ON j.id = s.juror_id WHERE s.id = \(assignment)
                """
            )
            try session.execute(
                """
                SELECT record_event('noConflictDeclared', 'assignment', s.id, NULL, s.round_id, j.account_id, '{}', '{}')
                FROM assignment s JOIN juror j ON j.id = s.juror_id WHERE s.id = \(assignment)
                """
            )
            try session.execute("UPDATE score_sheet SET standing = 'clear' WHERE assignment_id = \(assignment)")
        }
    }

    @Test("other points and another comment: the same bytes for everyone, staff and auditors included")
    func points() async throws {
        try await compare(Self.high, Self.low, seenBy: Persona.allCases.filter { $0 != .foreignJuror })
    }

    @Test("a finished sheet instead of none: the same bytes for everyone but the office, which sees how far the sheets are")
    func progress() async throws {
        let blind = Persona.allCases.filter { ![.foreignJuror, .staff, .auditor].contains($0) }
        try await compare(Self.high, Self.unknown, seenBy: blind)
    }

    @Test("the comparison can fail: after closing the ranking tells the two worlds apart")
    func afterClosing() async throws {
        try await twins(Self.high, Self.low) { first, second in
            let ranking = try #require(first.cells.first { $0.route == "GET /verwaltung/{round}/rangliste" && $0.persona == .staff })
            #expect(try await first.answer(to: ranking).comparable == second.answer(to: ranking).comparable)
            let before = try await costs(first, second)
            let sheet = try #require(first.cells.first { $0.route == "GET /jury" && $0.persona == .foreignJuror })
            _ = try await first.answer(to: sheet)
            _ = try await second.answer(to: sheet)
            _ = try await second.answer(to: sheet)
            let after = try await costs(first, second)
            #expect(after.0.since(before.0).differences(from: after.1.since(before.1)) != [])
            for site in [first, second] { try await site.closeScoring() }
            #expect(try await first.answer(to: ranking).comparable != second.answer(to: ranking).comparable)
        }
    }

    private func compare(_ one: Secret, _ other: Secret, seenBy personas: [Persona]) async throws {
        try await twins(one, other) { first, second in
            let pairs = zip(first.cells, second.cells).filter { personas.contains($0.0.persona) && ($0.0.method == .get || $0.0.isDenied) }
            #expect(pairs.count >= 2_000)
            var differing: [String] = []
            let before = try await costs(first, second)
            for (left, right) in pairs {
                try #require(left.path == right.path)
                let answers = (try await first.answer(to: left).comparable, try await second.answer(to: right).comparable)
                if answers.0 != answers.1 { differing.append("\(left.persona.rawValue): \(left.method) \(left.path)") }
            }
            #expect(differing == [], "of \(pairs.count) requests")
            let after = try await costs(first, second)
            let spent = (after.0.since(before.0), after.1.since(before.1))
            #expect(!spent.0.isEmpty)
            // When a session was last used is noted once a minute, which may fall between the two.
            #expect(spent.0.differences(from: spent.1).filter { !$0.contains("UPDATE session SET last_seen_at") } == [])
        }
    }

    private func costs(_ first: AccessSite, _ second: AccessSite) async throws -> (StatementCounts, StatementCounts) {
        (try await StatementCounts.read(from: first.store), try await StatementCounts.read(from: second.store))
    }

    private func twins(_ one: Secret, _ other: Secret, _ body: @Sendable (AccessSite, AccessSite) async throws -> Void) async throws {
        try await AccessSite.run(in: Self.world) { first in
            try await StatementCounts.begin(on: first.store)
            try await first.write(one)
            try await AccessSite.run(in: Self.world) { second in
                try await StatementCounts.begin(on: second.store)
                try await second.write(other)
                try await body(first, second)
            }
        }
    }
}

extension Session {
    fileprivate func foreignAssignment() throws -> Assignment.ID {
        try value(
            """
            SELECT s.id FROM assignment s JOIN juror j ON j.id = s.juror_id JOIN account a ON a.id = j.account_id
            WHERE a.email = \(Persona.foreignJuror.email)
            """
        )
    }
}

extension AccessSite {
    /// What the other juror has on paper, written past the rules: only the content is to differ, not when it came.
    fileprivate func write(_ secret: TwinWorldTests.Secret) async throws {
        try await store.database.transaction { session in
            guard secret.state != "notStarted" else { return }
            let assignment = try session.foreignAssignment()
            for (criterion, points) in secret.points {
                try session.execute(
                    """
                    INSERT INTO score_mark (assignment_id, round_id, criterion, points)
                    SELECT \(assignment), round_id, \(criterion), \(points)::text::numeric FROM assignment WHERE id = \(assignment)
                    """
                )
            }
            try session.execute(
                """
                UPDATE score_sheet SET state = \(secret.state), comment = \(secret.comment), revision = 1, saved_at = '2027-01-01', finalised_at = '2027-01-01'
                WHERE assignment_id = \(assignment)
                """
            )
        }
    }

    fileprivate func closeScoring() async throws {
        try await store.database.transaction { session in
            _ = try session.execute("UPDATE round SET state = 'scoringClosed', scoring_closed_at = '2027-01-02' WHERE slug = \(AccessWorld.rounds[0])")
        }
    }
}

extension Answer {
    /// Everything a client can compare: status, headers and body, without what is drawn by lot for each answer.
    fileprivate var comparable: String {
        let drawn = [/name="operation" value="[^"]*"/, /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?=<\/p>)/]
        let fields = headers.filter { $0.name != .date }.map { "\($0.name): \($0.value)" }.sorted()
        return drawn.reduce("\(status)\n\(fields.joined(separator: "\n"))\n\(body)") { $0.replacing($1, with: "…") }
    }
}
