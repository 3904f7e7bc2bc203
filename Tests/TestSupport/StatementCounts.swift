public import AwardStore
import Postgres

/// How often each statement ran at the doors of a database, and how many rows it gave, as PostgreSQL counts them. Tells of
/// two requests whose answers are the same whether they cost the same.
public struct StatementCounts: Sendable {
    private struct Count: Equatable, Sendable {
        var calls = 0
        var rows = 0
    }

    private let counts: [String: Count]

    /// Starts counting on connections that open from now on.
    public static func begin(on store: Store) async throws {
        try await store.database.transaction { session in
            try session.script(
                """
                CREATE EXTENSION pg_stat_statements;
                DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET pg_stat_statements.track = ''top''', current_database()); END $$;
                """
            )
        }
    }

    /// - Parameter store: the owner's, whose own statements don't count.
    public static func read(from store: Store) async throws -> StatementCounts {
        let rows = try await store.database.read { session in
            try session.rows(
                """
                SELECT s.query, sum(s.calls)::bigint AS calls, sum(s.rows)::bigint AS rows
                FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid JOIN pg_roles r ON r.oid = s.userid
                WHERE d.datname = current_database() AND r.rolname <> current_user GROUP BY s.query
                """
            ) { row in (try row("query") as String, Count(calls: try row("calls"), rows: try row("rows"))) }
        }
        return StatementCounts(counts: Dictionary(rows) { first, _ in first })
    }

    public var isEmpty: Bool { counts.isEmpty }
    /// How many statements ran.
    public var calls: Int { counts.values.reduce(0) { $0 + $1.calls } }

    /// What ran between two readings.
    public func since(_ earlier: StatementCounts) -> StatementCounts {
        let ran = counts.map { text, count in
            let before = earlier.counts[text] ?? Count()
            return (text, Count(calls: count.calls - before.calls, rows: count.rows - before.rows))
        }
        return StatementCounts(counts: Dictionary(ran.filter { $0.1.calls > 0 }) { first, _ in first })
    }

    /// The statements that did not run equally often or did not give as many rows in both.
    public func differences(from other: StatementCounts) -> [String] {
        Set(counts.keys).union(other.counts.keys).sorted().compactMap { text in
            let (left, right) = (counts[text] ?? Count(), other.counts[text] ?? Count())
            return left == right ? nil : "\(left.calls) calls, \(left.rows) rows, and \(right.calls) calls, \(right.rows) rows: \(text)"
        }
    }
}
