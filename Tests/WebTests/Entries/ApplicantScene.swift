import AwardStore
import Awards
import Foundation
import TestSupport
import Testing

@testable import Web

/// A municipality of 47,112 with two colleagues, each with a browser, and a round that takes entries.
struct ApplicantScene: Sendable {
    let site: WebSite
    let round: Round.ID
    let town: Municipality.ID
    let anna: Account.ID
    let annas: WebClient
    let bernds: WebClient

    static func run(_ rules: RoundRules? = nil, _ body: @Sendable (ApplicantScene) async throws -> Void) async throws {
        let rules = try rules ?? SampleRules.round()
        try await WebSite.run { site in
            let town = try await site.people.municipality("Lindenau", key: "09123456", population: 47_112)
            let anna = try await site.people.member("anna@example.org", of: town)
            _ = try await site.people.member("bernd@example.org", of: town, lead: false)
            try await body(ApplicantScene(
                site: site, round: try await site.people.round(rules), town: town, anna: anna,
                annas: try await site.browser(of: "anna@example.org"), bernds: try await site.browser(of: "bernd@example.org")
            ))
        }
    }

    /// Anna's draft, complete or just begun.
    func draft(complete: Bool = true) async throws -> Entry.ID {
        if complete { return try await site.people.completeDraft(town, in: round, by: anna) }
        let caller = try await site.people.caller(anna)
        return try await site.store.startEntry(round: round, municipality: town, by: caller, operation: .fresh(anna)).id
    }

    /// Gives the round another deadline, as staff do.
    func moveDeadline(_ deadline: String) async throws {
        _ = try await site.people.round(try SampleRules.round(deadline: deadline))
    }

    /// A browser of someone who belongs to another municipality.
    func stranger() async throws -> WebClient {
        let other = try await site.people.municipality("Fernau", key: "09123457", population: 5_000)
        _ = try await site.people.member("fremd@example.org", of: other)
        return try await site.browser(of: "fremd@example.org")
    }

    func detail(_ entry: Entry.ID) async throws -> EntryDetail {
        try #require(try await site.store.entry(entry, for: anna))
    }
}
