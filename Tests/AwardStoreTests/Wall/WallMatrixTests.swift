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
        try await each(door) { cell in
            if cell.right.read == .own {
                #expect(!cell.table.ownKeys.isEmpty && !cell.table.foreignKeys.isEmpty, "\(cell.right.table): nothing could leak")
            }
            let found = try await cell.reading()
            #expect(found == [])
        }
    }

    @Test("inserting", arguments: Door.allCases)
    func inserting(door: Door) async throws {
        try await each(door) { cell in
            let found = try await cell.inserting()
            #expect(found == [])
        }
    }

    @Test("updating", arguments: Door.allCases)
    func updating(door: Door) async throws {
        try await each(door) { cell in
            let found = try await cell.updating()
            #expect(found == [])
        }
    }

    @Test("deleting and truncating", arguments: Door.allCases)
    func deleting(door: Door) async throws {
        try await each(door) { cell in
            let found = try await cell.deleting()
            #expect(found == [])
        }
    }

    private func each(_ door: Door, _ body: @Sendable (WallDeviations) async throws -> Void) async throws {
        try await WallProbe.run(door) { probe, owner in
            for name in try await WallTable.names(owner) {
                let right = WallRight.at(door, of: name)
                try await body(WallDeviations(probe: probe, right: right, table: try await WallTable(right, owner)))
            }
        }
    }
}
