import Awards
import Foundation
import Postgres

extension Store {
    /// Creates the doors' logins where they are missing and gives them the passwords that follow from the secret, and no settings.
    ///
    /// Roles belong to the whole cluster: installations that share one need the same secret. A comment on the role tells which
    /// password it has, so that nothing is changed, and no right to change it needed, when it is the right one.
    /// - Throws: ``WallProblem``.
    func makeLogins() async throws {
        // Another database of the cluster may be at it at the same moment, where no lock of this one holds it off. Whoever comes
        // second waits for the first, fails, and finds the logins there.
        for _ in 1..<Self.loginAttempts {
            do {
                return try await makeLoginsOnce()
            } catch let error as DatabaseError where ["23505", "42710", "XX000"].contains(error.sqlState) {
                continue
            }
        }
        try await makeLoginsOnce()
    }

    private static let loginAttempts = 5

    private func makeLoginsOnce() async throws {
        try await database.transaction { session in
            let found = try session.doorLogins(Door.allCases.map(\.login))
            if let mighty = found.first(where: \.isTooMighty) { throw WallProblem.loginTooMighty(login: mighty.name) }
            let due = zip(Door.allCases, found).filter { $0.1.mark != secret.mark(of: $0.0) || $0.1.hasSettings }
            guard !due.isEmpty else { return }
            try session.requireMakingLogins(due.map(\.0))
            for (door, login) in due { try session.make(door, exists: login.exists, secret) }
        }
    }

    /// Tries every door and gives the ones that stay shut their password anew: a login may change its own, and whoever got
    /// hold of it for a moment could shut the server out for good.
    /// - Throws: ``WallProblem/mayNotMakeLogins(owner:logins:)``.
    public func mendLogins() async throws {
        var shut: [Door] = []
        for door in Door.allCases {
            let login = DatabaseLogin(role: door.login, password: secret.password(of: door))
            if try await !database.database.admits(login) { shut.append(door) }
        }
        guard !shut.isEmpty else { return }
        let doors = shut
        try await database.transaction { session in
            try session.requireMakingLogins(doors)
            for door in doors { try session.make(door, exists: true, secret) }
        }
    }

    /// The logins that have settings nobody here made, or don't get in with their password: ``makeLogins()`` and ``mendLogins()``
    /// mend both.
    public func strayLogins() async throws -> [String] {
        let settled = try await database.read { session in
            try session.doorLogins(Door.allCases.map(\.login)).filter { $0.exists && !$0.hasSettings }.map(\.name)
        }
        var stray: [String] = []
        for door in Door.allCases {
            let login = DatabaseLogin(role: door.login, password: secret.password(of: door))
            let isOpen = try await database.database.admits(login)
            if !isOpen || !settled.contains(door.login) { stray.append(door.login) }
        }
        return stray
    }

    /// What everybody who connects can still see of others' traffic or put into the database, because its server lets the owner
    /// change nothing about that; empty on a cluster of our own.
    public func wallGaps() async throws -> [String] {
        try await database.read { session in try session.rows("SELECT name FROM wall.catalog_gaps() AS name") { row in try row("name") } }
    }

    /// Keeps everybody else out of the database and hands it the key that contexts are signed with and the name of the record's.
    /// - Throws: ``WallProblem/databaseOpenToAll(database:)``.
    func closeWall() async throws {
        let pads = ContextKey(secret).pads
        let recordKey = recordKey.description
        try await database.transaction { session in
            let database: String? = try session.value("SELECT wall.close_database()")
            if let database { throw WallProblem.databaseOpenToAll(database: database) }
            try session.execute("SELECT wall.close_catalog()")
            try session.execute(
                """
                INSERT INTO wall.context_key AS k (inner_pad, outer_pad) VALUES (\(pads.inner), \(pads.outer))
                ON CONFLICT ON CONSTRAINT context_key_pkey DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad
                WHERE k.inner_pad <> excluded.inner_pad
                """
            )
            try session.execute(
                """
                INSERT INTO wall.record_key AS k (key) VALUES (\(recordKey))
                ON CONFLICT ON CONSTRAINT record_key_pkey DO UPDATE SET key = excluded.key WHERE k.key <> excluded.key
                """
            )
        }
    }
}

private struct DoorLogin {
    let name: String
    let exists: Bool
    let isTooMighty: Bool
    /// It has given itself some, for this database or all.
    let hasSettings: Bool
    let mark: String?
}

extension ServerSecret {
    /// Tells one password and limit from another without telling the password.
    fileprivate func mark(of door: Door) -> String {
        let digest = Token.sha256("mark \(password(of: door)) \(door.connectionLimit)".utf8)
        return "Lorbeer \(digest.prefix(8).map { String($0, radix: 16) }.joined())"
    }
}

extension Session {
    /// In the order of the names.
    fileprivate func doorLogins(_ names: [String]) throws -> [DoorLogin] {
        try rows(
            """
            SELECT door.name, r.oid IS NOT NULL AS present, shobj_description(r.oid, 'pg_authid') AS mark,
                   coalesce(r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
                            OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid), false) AS mighty,
                   EXISTS (SELECT FROM pg_db_role_setting s WHERE s.setrole = r.oid) AS has_settings
            FROM unnest(\(names)::text[]) WITH ORDINALITY AS door (name, position) LEFT JOIN pg_roles r ON r.rolname = door.name
            ORDER BY door.position
            """
        ) { row in
            DoorLogin(
                name: try row("name"), exists: try row("present"), isTooMighty: try row("mighty"), hasSettings: try row("has_settings"),
                mark: try row("mark")
            )
        }
    }

    /// - Throws: ``WallProblem/mayNotMakeLogins(owner:logins:)``.
    fileprivate func requireMakingLogins(_ doors: [Door]) throws {
        let owner = try one("SELECT rolname::text AS name, rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user") { row in
            (name: try row("name") as String, may: try row("may") as Bool)
        }
        guard owner.may else { throw WallProblem.mayNotMakeLogins(owner: owner.name, logins: doors.map(\.login)) }
    }

    fileprivate func make(_ door: Door, exists: Bool, _ secret: ServerSecret) throws {
        if !exists { try script("CREATE ROLE \(door.login) NOINHERIT") }
        let verifier = try passwordVerifier(secret.password(of: door), of: door.login)
        let settings = try rows(
            """
            SELECT format('ALTER ROLE %I ' || CASE s.setdatabase WHEN 0 THEN '' ELSE 'IN DATABASE %I ' END || 'RESET ALL', r.rolname, d.datname) AS reset
            FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
            WHERE r.rolname = \(door.login)
            """
        ) { row in try row("reset") as String }
        // Utility statements take no parameters.
        for statement in settings + [
            try value("SELECT format('ALTER ROLE %I LOGIN CONNECTION LIMIT %s PASSWORD %L', \(door.login)::text, \(door.connectionLimit)::bigint, \(verifier)::text)"),
            try value("SELECT format('COMMENT ON ROLE %I IS %L', \(door.login)::text, \(secret.mark(of: door))::text)"),
        ] as [String] {
            try script(statement)
        }
    }
}
