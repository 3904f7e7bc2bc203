import Postgres
import TestSupport
import Testing

@testable import AwardStore

@Suite("Every table, door, operation and claim answers as declared")
struct WallMatrixTests {
    /// Tables that no door reaches, with the reason.
    private static let closed = [
        "wall.context_key": "who can read the key can act as anybody", "wall.record_key": "whose checkpoints count",
        "wall.recordable": "which door records which act", "wall.step": "which state follows which",
    ]

    @Test("every table is declared, and every declaration has its table")
    func complete() async throws {
        try await WallProbe.run(.public) { _, owner in
            let tables = try await WallTable.names(owner)
            #expect(Set(tables) == Set(WallRight.declared.map(\.table)).union(Self.closed.keys))
        }
        #expect(WallRight.declared.count > 100)
    }

    @Test("reading", arguments: Door.allCases)
    func reading(door: Door) async throws {
        try await each(door) { probe, right, table in
            if right.read == .own { #expect(!table.ownKeys.isEmpty && !table.foreignKeys.isEmpty, "\(right.table): nothing could leak") }
            for claim in Claim.allCases {
                let answer = try await probe.attempt(table.read(), as: claim)
                let expected = Self.expectedReading(right, table, claim)
                #expect(answer == expected, "\(door) reads \(right.table) as \(claim)")
            }
            guard right.read == .own, table.isKeyReadable else { return }
            #expect(try await probe.attempt(table.read(table.ownKeys), as: .rightful) == .rows(table.ownKeys.count), "\(door) reads own \(right.table)")
        }
    }

    private static func expectedReading(_ right: WallRight, _ table: WallTable, _ claim: Claim) -> Outcome {
        switch (right.read, claim) {
        case (.refused, _): return .refused
        case (.none, _): return .rows(0)
        case (.open, _): return .rows(table.count)
        // What is published asks nobody who they are.
        case (.own, _) where right.door == .public || right.table == "award": return .rows(table.ownKeys.count)
        case (.all, .rightful): return .rows(table.count)
        case (.own, .rightful): return .rows(table.ownKeys.count)
        // Their own name.
        case (.own, .stranger) where right.table == "account" && right.door == .applicant: return .rows(1)
        case (.own, .stranger) where right.table == "operation": return .rows(1)
        case (_, .stranger), (_, .missing): return .rows(0)
        default: return .unknownPerson
        }
    }

    @Test("inserting", arguments: Door.allCases)
    func inserting(door: Door) async throws {
        try await each(door) { probe, right, table in
            for claim in Claim.allCases {
                var answers: [Outcome] = []
                for statement in table.inserts(own: true) { answers.append(try await probe.attempt(statement, as: claim)) }
                try Self.judge(answers, right, right.insert, claim, "\(door) inserts into \(right.table) as \(claim)")
            }
            guard right.insert == .own else { return }
            var answers: [Outcome] = []
            for statement in table.inserts(own: false) { answers.append(try await probe.attempt(statement, as: .rightful)) }
            #expect(answers.contains(.refused) && answers.allSatisfy { $0.isRepelled }, "\(door) inserts a foreign \(right.table)")
        }
    }

    @Test("updating", arguments: Door.allCases)
    func updating(door: Door) async throws {
        try await each(door) { probe, right, table in
            for claim in Claim.allCases {
                let statement = right.update == .own ? table.update(table.ownKeys) : table.update()
                try Self.judge([try await probe.attempt(statement, as: claim)], right, right.update, claim, "\(door) updates \(right.table) as \(claim)")
            }
            if right.update == .own {
                #expect(try await probe.attempt(table.update(table.foreignKeys), as: .rightful) == .rows(0), "\(door) updates a foreign \(right.table)")
            }
            if right.update == .lock { #expect(try await probe.attempt(table.lock, as: .rightful).isReached, "\(door) locks \(right.table)") }
        }
    }

    @Test("deleting and truncating", arguments: Door.allCases)
    func deleting(door: Door) async throws {
        try await each(door) { probe, right, table in
            for claim in Claim.allCases {
                let statement = right.delete == .own ? table.delete(table.ownKeys) : table.delete()
                try Self.judge([try await probe.attempt(statement, as: claim)], right, right.delete, claim, "\(door) deletes \(right.table) as \(claim)")
                #expect(try await probe.attempt(table.truncate, as: claim) == .refused, "\(door) truncates \(right.table)")
            }
            if right.delete == .own {
                #expect(try await probe.attempt(table.delete(table.foreignKeys), as: .rightful) == .rows(0), "\(door) deletes a foreign \(right.table)")
            }
        }
    }

    /// - Parameter answers: to one statement, or to one for each own row, of which one at least has to come through.
    private static func judge(_ answers: [Outcome], _ right: WallRight, _ scope: WallRight.Scope, _ claim: Claim, _ what: Comment) throws {
        switch (scope, claim) {
        case (.refused, _), (.none, _):
            #expect(answers.allSatisfy { $0 == .refused }, what)
        case (.open, _), (.all, .rightful), (.own, .rightful):
            #expect(answers.contains { $0.isReached }, what)
        case (.deed, .rightful):
            #expect(answers.allSatisfy { $0.isRepelled }, what)
        case (.lock, .rightful):
            #expect(answers.allSatisfy { $0 == .refused }, what)
        case (.lock, _) where right.door == .gate:
            #expect(answers.allSatisfy { $0 == .refused }, what)
        case (_, .stranger):
            // A policy hides the rows, or refuses them.
            #expect(answers.allSatisfy { $0.isRepelled }, what)
        case (_, .missing) where right.door == .gate:
            #expect(answers.allSatisfy { $0.isRepelled }, what)
        default:
            #expect(answers.allSatisfy { $0 == .unknownPerson }, what)
        }
    }

    private func each(_ door: Door, _ body: @Sendable (WallProbe, WallRight, WallTable) async throws -> Void) async throws {
        try await WallProbe.run(door) { probe, owner in
            for name in try await WallTable.names(owner) {
                let right = WallRight.at(door, of: name)
                try await body(probe, right, try await WallTable(right, owner))
            }
        }
    }
}
