import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Web

/// The sample round with a town that may enter, and a member of the staff at a browser.
struct StaffEntryScene: Sendable {
    static let path = "/verwaltung/probe-2027/bewerbungen"

    let site: WebSite
    let browser: WebClient
    let round: Round.ID
    let town: Municipality.ID
    let anna: Account.ID
    let staff: Account.ID

    static func run(_ rules: RoundRules? = nil, _ body: @Sendable (StaffEntryScene) async throws -> Void) async throws {
        let rules = try rules ?? SampleRules.round()
        try await WebSite.run { site in
            let town = try await site.people.municipality("Lindenau", key: "09123456", population: 47_112)
            let staff = try await site.people.staff("staff@example.org")
            try await body(StaffEntryScene(
                site: site, browser: try await site.browser(of: "staff@example.org"), round: try await site.people.round(rules), town: town,
                anna: try await site.people.member("anna@example.org", of: town), staff: staff
            ))
        }
    }

    func draft() async throws -> Entry.ID {
        try await site.people.completeDraft(town, in: round, by: anna)
    }

    func submitted() async throws -> Entry.ID {
        let entry = try await draft()
        _ = try await site.store.submitEntry(entry: entry, by: try await site.people.caller(anna), operation: .fresh(anna))
        return entry
    }

    /// An entry on paper of a new town.
    @discardableResult
    func recorded(_ name: String, key: String, population: Int, receivedOn: CalendarDay? = nil) async throws -> Entry.ID {
        let town = try await site.people.municipality(name, key: key, population: population)
        let new = StaffEntry(round: round, municipality: town, receivedOn: receivedOn, reason: "Papier")
        return try await site.store.recordEntryByStaff(new, by: try await site.people.caller(staff), operation: .fresh(staff)).entry
    }

    /// A municipality nobody has counted, in a Land that exists.
    func withoutPopulation(_ name: String, key: String) async throws -> Municipality.ID {
        try await site.store.database.transaction { session in
            try session.value(
                """
                INSERT INTO municipality (kind, key, official_name, display_name, designation, article, land_code, sample_data)
                VALUES ('gemeinde', \(key), \(name), \(name), 'Stadt', 'die', \(String(key.prefix(2))), true) RETURNING id
                """
            )
        }
    }

    func head(_ entry: Entry.ID) async throws -> EntryHead {
        try #require(try await site.store.entryForStaff(entry, round: "probe-2027")).head
    }

    func close() async throws {
        try await SampleScoring(site.store, round: round, staff: staff).closeScoring()
    }
}
