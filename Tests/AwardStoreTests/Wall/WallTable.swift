import Postgres

@testable import AwardStore

/// A table as its owner knows it, and what may be tried on it.
struct WallTable {
    let name: String
    private let key: [String]
    /// Keys of the own rows and of all others, as lists of SQL.
    let ownKeys: [String]
    let foreignKeys: [String]
    /// The same rows as JSON literals.
    private let ownRows: [String]
    private let foreignRows: [String]
    private let insertable: [String]
    private let updatable: String?
    /// Whether the door may name rows by their key.
    let isKeyReadable: Bool

    static func names(_ owner: Database) async throws -> [String] {
        try await owner.read { session in
            try session.rows(
                """
                SELECT CASE c.relnamespace WHEN 'wall'::regnamespace THEN 'wall.' ELSE '' END || c.relname AS name FROM pg_class c
                WHERE c.relnamespace IN ('public'::regnamespace, 'wall'::regnamespace) AND c.relkind IN ('r', 'p', 'f', 'm') ORDER BY 1
                """
            ) { row in try row("name") }
        }
    }

    init(_ right: WallRight, _ owner: Database) async throws {
        name = right.table
        let name = name
        let door = right.door.login
        let key = try await owner.read { session in
            try session.rows(
                """
                SELECT a.attname::text AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                WHERE i.indisprimary AND i.indrelid = \(name)::regclass ORDER BY array_position(i.indkey::smallint[], a.attnum)
                """
            ) { row in try row("name") as String }
        }
        self.key = key
        let literals = key.map { "quote_literal(t.\($0)::text)" }.joined(separator: ", ")
        @Sendable func rows(_ session: Session, _ condition: String) throws -> [(key: String, json: String)] {
            try session.rows(
                """
                SELECT '(' || concat_ws(', ', \(unchecked: literals)) || ')' AS key, quote_literal(to_jsonb(t)::text) AS json
                FROM \(unchecked: name) t WHERE \(unchecked: condition)
                """
            ) { row in (try row("key"), try row("json")) }
        }
        let own = try await owner.read { session in try rows(session, "(\(right.own)) IS TRUE") }
        let foreign = try await owner.read { session in try rows(session, "(\(right.own)) IS NOT TRUE") }
        (ownKeys, foreignKeys) = (own.map(\.key), foreign.map(\.key))
        (ownRows, foreignRows) = (own.map(\.json), foreign.map(\.json))
        let columns = try await owner.read { session in
            try session.rows(
                """
                SELECT a.attname::text AS name, has_column_privilege(\(door), a.attrelid, a.attnum, 'INSERT') AS insertable,
                       has_column_privilege(\(door), a.attrelid, a.attnum, 'UPDATE') AS updatable,
                       has_column_privilege(\(door), a.attrelid, a.attnum, 'SELECT') AS readable
                FROM pg_attribute a WHERE a.attrelid = \(name)::regclass AND a.attnum > 0 AND NOT a.attisdropped
                  AND a.attidentity <> 'a' AND a.attgenerated = '' ORDER BY a.attnum
                """
            ) { row in
                (
                    name: try row("name") as String, insert: try row("insertable") as Bool, update: try row("updatable") as Bool,
                    read: try row("readable") as Bool
                )
            }
        }
        isKeyReadable = Set(key).isSubset(of: columns.filter(\.read).map(\.name))
        let allowed = columns.filter(\.insert).map(\.name)
        insertable = allowed.isEmpty ? columns.map(\.name) : allowed
        updatable = columns.first(where: \.update)?.name
    }

    var count: Int { ownKeys.count + foreignKeys.count }

    private func condition(_ keys: [String]) -> String {
        keys.isEmpty ? "false" : "(\(key.joined(separator: ", "))) IN (\(keys.joined(separator: ", ")))"
    }

    func read(_ keys: [String]? = nil) -> String {
        "SELECT FROM \(name)" + (keys.map { " WHERE \(condition($0))" } ?? "")
    }

    var lock: String { "SELECT FROM \(name) FOR KEY SHARE" }
    var truncate: String { "TRUNCATE \(name) CASCADE" }

    /// One statement for each row.
    func inserts(own: Bool) -> [String] {
        let columns = insertable.joined(separator: ", ")
        let values = insertable.map { "r.\($0)" }.joined(separator: ", ")
        let rows = own ? ownRows : foreignRows
        return (rows.isEmpty && own ? ["'{}'"] : rows).map {
            "INSERT INTO \(name) (\(columns)) SELECT \(values) FROM jsonb_populate_record(NULL::\(name), \($0)) r"
        }
    }

    func update(_ keys: [String]? = nil) -> String {
        guard let updatable else { return "UPDATE \(name) SET \(insertable[0]) = DEFAULT" }
        return "UPDATE \(name) SET \(updatable) = \(updatable)" + (keys.map { " WHERE \(condition($0))" } ?? "")
    }

    var blindUpdate: String { "UPDATE \(name) SET \(updatable ?? insertable[0]) = DEFAULT" }

    func delete(_ keys: [String]? = nil) -> String {
        "DELETE FROM \(name)" + (keys.map { " WHERE \(condition($0))" } ?? "")
    }
}
