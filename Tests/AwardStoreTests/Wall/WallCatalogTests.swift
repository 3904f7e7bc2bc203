import Postgres
import TestSupport
import Testing

@testable import AwardStore

@Suite("The catalogue holds the wall's rules")
struct WallCatalogTests {
    /// What the owner finds against a rule, as names.
    private static func found(_ sql: SQL) async throws -> [String] {
        try await TestCluster.withDatabase(template: WallScene.template) { database in
            try await Store(database: database).closeWall()
            return try await database.read { session in try session.rows(sql) { row in try row("name") } }
        }
    }

    /// Without row security, and why none is needed.
    private static let openTables = [
        "land": "public reference data", "municipality_population": "public reference data",
        "schema_migration": "names and digests of our own files", "schema_view": "names and digests of our own files",
    ]

    @Test("every other table has row security, for its owner too, a policy for the owner and the trigger that asks who acts")
    func tables() async throws {
        let bare = try await Self.found(
            """
            SELECT c.relname::text AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                       AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'owner')
                       AND EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'wall_context' AND t.tgenabled = 'O'))
            ORDER BY 1
            """
        )
        #expect(bare == Self.openTables.keys.sorted())
    }

    @Test("no login of a door is mighty, owns anything, or belongs to another role")
    func logins() async throws {
        let names = Door.allCases.map(\.login)
        let fit = try await Self.found(
            """
            SELECT r.rolname::text AS name FROM pg_roles r
            WHERE r.rolname = ANY (\(names)::text[]) AND r.rolcanlogin AND r.rolconnlimit BETWEEN 1 AND 40
              AND NOT (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolinherit)
              AND NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)
              AND NOT EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid)
              AND NOT EXISTS (SELECT FROM pg_proc p WHERE p.proowner = r.oid)
              AND NOT EXISTS (SELECT FROM pg_namespace n WHERE n.nspowner = r.oid)
            """
        )
        #expect(Set(fit) == Set(names))
    }

    @Test("every definer function finds names only where its owner put them, and every rule of the schema is one")
    func functions() async throws {
        let ours = """
            SELECT p.* FROM pg_proc p WHERE p.pronamespace IN ('public'::regnamespace, 'wall'::regnamespace)
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')
            """
        let loose = try await Self.found(
            """
            SELECT p.proname::text AS name FROM (\(unchecked: ours)) p
            WHERE p.prosecdef AND NOT coalesce(p.proconfig && ARRAY['search_path=pg_catalog, pg_temp', 'search_path=public, pg_temp'], false)
            """
        )
        #expect(loose == [])
        let invokers = try await Self.found(
            "SELECT p.proname::text AS name FROM (\(unchecked: ours)) p WHERE p.prorettype = 'trigger'::regtype AND NOT p.prosecdef"
        )
        #expect(invokers == ["require_context"])
    }

    @Test("nothing is left to everybody: no table, column, function, schema, and no right to the database")
    func everybody() async throws {
        let open = try await Self.found(
            """
            SELECT 'table ' || c.relname AS name FROM pg_class c, aclexplode(c.relacl) a
            WHERE c.relnamespace IN ('public'::regnamespace, 'wall'::regnamespace) AND a.grantee = 0
            UNION ALL SELECT 'column ' || c.relname || '.' || t.attname FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a
            WHERE c.relnamespace IN ('public'::regnamespace, 'wall'::regnamespace) AND a.grantee = 0
            UNION ALL SELECT 'function ' || p.proname FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
            WHERE p.pronamespace IN ('public'::regnamespace, 'wall'::regnamespace) AND a.grantee = 0
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')
            UNION ALL SELECT 'schema ' || n.nspname FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
            WHERE n.nspname IN ('public', 'wall') AND a.grantee = 0
            UNION ALL SELECT 'database' FROM pg_database b, aclexplode(coalesce(b.datacl, acldefault('d', b.datdba))) a
            WHERE b.datname = current_database() AND a.grantee = 0
            """
        )
        #expect(open == [])
    }

    @Test("a function made later is closed to everybody too")
    func later() async throws {
        try await TestCluster.withDatabase(template: WallScene.template) { database in
            let open: Bool = try await database.transaction { session in
                try session.execute("CREATE FUNCTION made_later() RETURNS integer LANGUAGE sql AS 'SELECT 1'")
                return try session.value("SELECT has_function_privilege('lorbeer_public', 'made_later()', 'EXECUTE')")
            }
            #expect(!open)
        }
    }

    @Test("every view reads with the rights of whoever asks")
    func views() async throws {
        let definers = try await Self.found(
            """
            SELECT c.relname::text AS name FROM pg_class c WHERE c.relnamespace IN ('public'::regnamespace, 'wall'::regnamespace)
              AND c.relkind IN ('v', 'm') AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
            """
        )
        #expect(definers == [])
    }

    @Test("policies ask who acts once a statement, not once a row")
    func onceAStatement() async throws {
        let eager = try await Self.found(
            """
            SELECT p.polname || ' on ' || c.relname AS name FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
            CROSS JOIN LATERAL unnest(ARRAY[pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)]) AS condition
            WHERE regexp_replace(condition, '\\( SELECT wall\\.', '', 'g') ~ 'wall\\.'
            """
        )
        #expect(eager == [])
    }
}
