import Postgres
import TestSupport
import Testing

@testable import AwardStore

@Suite("A policy that lets everything through is noticed")
struct WallMutationTests {
    private struct Policy {
        let name: String
        let table: String
        let using: String?
        let check: String?

        /// Each condition by itself made true.
        var widenings: [String] {
            var found: [String] = []
            if let using, using != "true" { found.append("USING (true)" + (check.map { " WITH CHECK (\($0))" } ?? "")) }
            if let check, check != "true" { found.append((using.map { "USING (\($0)) " } ?? "") + "WITH CHECK (true)") }
            return found
        }

        var original: String { [using.map { "USING (\($0))" }, check.map { "WITH CHECK (\($0))" }].compactMap { $0 }.joined(separator: " ") }
    }

    @Test("for each policy and each of its conditions", arguments: Door.allCases)
    func widened(door: Door) async throws {
        try await WallProbe.run(door) { probe, owner in
            let role = door.login
            let policies = try await owner.read { session in
                try session.rows(
                    "SELECT policyname::text AS name, tablename::text AS table, qual, with_check FROM pg_policies WHERE \(role) = ANY (roles) ORDER BY 2, 1"
                ) { row in Policy(name: try row("name"), table: try row("table"), using: try row("qual"), check: try row("with_check")) }
            }
            #expect(!policies.isEmpty)
            for policy in policies {
                let right = WallRight.at(door, of: policy.table)
                let cell = WallDeviations(probe: probe, right: right, table: try await WallTable(right, owner))
                for widening in policy.widenings {
                    let alter = "ALTER POLICY \(policy.name) ON \(policy.table) "
                    try await owner.transaction { session in try session.execute("\(unchecked: alter + widening)") }
                    let found = try await cell.all()
                    #expect(!found.isEmpty, "\(policy.name) on \(policy.table) at \(door): \(widening)")
                    try await owner.transaction { session in try session.execute("\(unchecked: alter + policy.original)") }
                }
            }
        }
    }
}
