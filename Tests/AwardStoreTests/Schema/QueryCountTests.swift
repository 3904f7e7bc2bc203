import AwardStore
import Awards
import Logging
import Postgres
import TestSupport
import Testing

@Suite("Pages that list entries ask a fixed number of questions")
struct QueryCountTests {
    @Test("with two entries and with twelve, each page takes the same number of queries")
    func fixed() async throws {
        try await TestCluster.withConnectionString(template: Self.template) { connectionString in
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let writing = Database(DatabaseConfiguration(connectionString: connectionString), logger: logger)
            // PostgreSQL counts per session how often a prepared statement ran, hence one connection.
            let reading = Database(DatabaseConfiguration(connectionString: connectionString, connections: 1), logger: logger)
            do {
                try await compare(Store(database: writing), Store(database: reading))
            } catch {
                await writing.shutdown()
                await reading.shutdown()
                throw error
            }
            await writing.shutdown()
            await reading.shutdown()
        }
    }

    private func compare(_ writing: Store, _ reading: Store) async throws {
        let jury = try await SampleJury(SamplePeople(writing))
        let member = try await jury.juror("jury@example.org")
        let pages = Self.pages(of: reading, juror: member.account)
        try await enter(1...2, jury, member.juror)
        // The first reading of a round's rules stays in memory.
        for page in pages { _ = try await page.load() }
        let few = try await counts(pages, on: reading)
        try await enter(3...12, jury, member.juror)
        let many = try await counts(pages, on: reading)
        for ((page, few), many) in zip(zip(pages, few), many) {
            #expect(few.entries == 2 && many.entries == 12, "\(page.name)")
            #expect(few.queries > 0 && few.queries == many.queries, "\(page.name)")
        }
    }

    private struct ListPage {
        let name: String
        /// Reads what the page shows and tells how many entries that is.
        let load: () async throws -> Int
    }

    private static func pages(of store: Store, juror: Account.ID) -> [ListPage] {
        [
            ListPage(name: "the staff's list") { try await store.entryList(round: "probe-2027", filter: EntryFilter())?.items.count ?? 0 },
            ListPage(name: "the juror's desk") { try await store.jurorDesk(of: juror).rounds[0].assignments.count },
            ListPage(name: "the jury's progress") { try await store.judgingProgress(slug: "probe-2027", page: EntryPage())?.rows.count ?? 0 },
        ]
    }

    private func counts(_ pages: [ListPage], on store: Store) async throws -> [(entries: Int, queries: Int)] {
        var counts: [(entries: Int, queries: Int)] = []
        for page in pages {
            let before = try await executed(on: store)
            let entries = try await page.load()
            counts.append((entries, try await executed(on: store) - before))
        }
        return counts
    }

    private func executed(on store: Store) async throws -> Int {
        try await store.database.read { session in
            try session.value("SELECT sum(generic_plans + custom_plans)::bigint FROM pg_prepared_statements WHERE statement NOT LIKE '%pg_prepared%'")
        }
    }

    private func enter(_ numbers: ClosedRange<Int>, _ jury: SampleJury, _ juror: Juror.ID) async throws {
        for number in numbers {
            let entry = try await jury.entry("Ort \(number)", key: "0\(9_000_000 + number)", population: 5_000 + number)
            _ = try await jury.assign(juror, entry)
        }
    }

    private static let template = TemplateBuilder(name: "query_counts") { database in try await Store(database: database).migrate() }
}
