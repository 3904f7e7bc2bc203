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

        /// Each condition by itself made true, by what the tests below call it.
        var widenings: [(name: String, sql: String)] {
            var found: [(String, String)] = []
            if let using, using != "true" { found.append(("\(name) on \(table)", "USING (true)" + (check.map { " WITH CHECK (\($0))" } ?? ""))) }
            if let check, check != "true" { found.append(("\(name) on \(table), check", (using.map { "USING (\($0)) " } ?? "") + "WITH CHECK (true)")) }
            return found
        }

        var original: String { [using.map { "USING (\($0))" }, check.map { "WITH CHECK (\($0))" }].compactMap { $0 }.joined(separator: " ") }
    }

    /// What the matrix does not try, and the policy refuses.
    private static let attacks = [
        "applicant_writes on entry, check": "UPDATE entry SET state = 'rejected'",
        "staff_clears on outbox_mail, check": "UPDATE outbox_mail SET sealed_text = 'x'",
        "staff_without_password on account, check":
            "INSERT INTO account (email, display_name, password_hash, sample_data) VALUES ('a@example.org', 'A', 'known', false)",
    ]

    /// Conditions that change nothing while the rest of the wall stands, and why.
    private static let doubled = [
        "juror_locks on juror": "only rows that the policy for reading shows are locked",
        "chair_locks on juror": "only rows that the policy for reading shows are locked",
        "juror_writes on score_sheet, check": "the schema starts no sheet without a clear declaration, and the guard of sheets lets none move",
        "staff on competition": "the door has no right to write there, and everyone may read",
    ]

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
                for (name, attack) in Self.attacks where name == "\(policy.name) on \(policy.table), check" {
                    #expect(try await probe.attempt(attack, as: .rightful) == .refused, "\(name)")
                }
                for widening in policy.widenings where Self.doubled[widening.name] == nil {
                    let alter = "ALTER POLICY \(policy.name) ON \(policy.table) "
                    try await owner.transaction { session in try session.execute("\(unchecked: alter + widening.sql)") }
                    if let attack = Self.attacks[widening.name] {
                        #expect(try await probe.attempt(attack, as: .rightful) != .refused, "\(widening.name)")
                    } else {
                        let found = try await cell.all()
                        #expect(!found.isEmpty, "\(widening.name) at \(door): \(widening.sql)")
                    }
                    try await owner.transaction { session in try session.execute("\(unchecked: alter + policy.original)") }
                }
            }
        }
    }
}
