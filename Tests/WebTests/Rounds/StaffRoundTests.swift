import AwardStore
import Awards
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Staff pages of a round")
struct StaffRoundTests {
    /// A site with the sample round and one member of the staff.
    private func withRound(_ body: @Sendable (WebSite, WebClient) async throws -> Void) async throws {
        try await WebSite.run { site in
            let rules = try SampleRules.round()
            _ = try await site.store.importRound(rules, source: RoundFile.write(rules), by: nil)
            _ = try await site.people.staff("staff@example.org")
            try await body(site, try await site.browser(of: "staff@example.org"))
        }
    }

    static let pages = ["/verwaltung", "/verwaltung/probe-2027", "/verwaltung/probe-2027/regeln", "/verwaltung/probe-2027/protokoll"]

    @Test("the list names every round with its state, deadline and number of entries")
    func list() async throws {
        try await withRound { _, browser in
            let page = try await browser.get("/verwaltung")
            #expect(page.status == .ok)
            #expect(page.text.contains("Probewettbewerb 2027") && page.text.contains("30.06.2099, 24:00 Uhr") && page.body.contains("href=\"/verwaltung/probe-2027\""))
        }
    }

    @Test("without a round the list says how one comes about")
    func noRound() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff("staff@example.org")
            let page = try await site.browser(of: "staff@example.org").get("/verwaltung")
            #expect(page.text.contains("lorbeer round import"))
        }
    }

    @Test("the overview shows where the round stands and links to all its pages")
    func overview() async throws {
        try await withRound { _, browser in
            let page = try await browser.get("/verwaltung/probe-2027")
            #expect(page.status == .ok)
            #expect(page.text.contains("Bewerbungsfrist 30.06.2099, 24:00 Uhr Keine Bewerbung eingegangen"))
            #expect(page.body.contains("timeline__item--current\" aria-current=\"step\""))
            for place in RoundTabs.Place.allCases { #expect(page.body.contains("href=\"/verwaltung/probe-2027\(place.rawValue)\"")) }
            #expect(page.body.contains("Diese Runde ist eine Demonstration mit erfundenen Daten."))
        }
    }

    @Test("the rules are readable: ladders, sums, rubric, tie rules and what is sample data")
    func rules() async throws {
        try await withRound { _, browser in
            let page = try await browser.get("/verwaltung/probe-2027/regeln")
            #expect(page.status == .ok)
            let text = page.text.replacing("\u{A0}", with: " ")
            #expect(text.contains("Kleine Kommunen 20.000,00 € 10.000,00 € 30.000,00 €"))
            #expect(text.contains("Preisgelder zusammen 100.000,00 €"))
            #expect(text.contains("höherer Median der Bögen") && text.contains("66,7 %") && text.contains("0 bis 10, Schritte von 0,5"))
            #expect(text.contains("Bewertungsraster: Beispielwerte für Tests."))
            #expect(text.contains("Welche Beschlüsse gibt es? (Pflicht, höchstens 200 Zeichen)"))
        }
    }

    @Test("a version's file can be downloaded as it was imported")
    func download() async throws {
        try await withRound { _, browser in
            let file = try await browser.get("/verwaltung/probe-2027/regeln/datei?fassung=1")
            let written = RoundFile.write(try SampleRules.round())
            #expect(file.status == .ok && file.body == written)
            #expect(file.headers[.contentDisposition] == "attachment; filename=\"probe-2027-fassung-1.yaml\"")
            for address in ["?fassung=2", "?fassung=0", "?fassung=x", ""] {
                #expect(try await browser.get("/verwaltung/probe-2027/regeln/datei" + address).status == .notFound)
            }
        }
    }

    @Test("the record lists what happened in German, the newest first")
    func record() async throws {
        try await withRound { site, browser in
            var rules = try SampleRules.round()
            rules.round.title = "Anders"
            _ = try await site.store.importRound(rules, source: "x", by: nil)
            let text = try await browser.get("/verwaltung/probe-2027/protokoll").text
            let changed = try #require(text.range(of: "Regeln geändert"))
            let created = try #require(text.range(of: "Runde angelegt"))
            #expect(changed.lowerBound < created.lowerBound)
            for address in ["?seite=2", "?seite=0", "?seite=x"] {
                #expect(try await browser.get("/verwaltung/probe-2027/protokoll" + address).status == .notFound)
            }
        }
    }

    @Test("a record longer than a page is paged")
    func paging() async throws {
        try await withRound { site, browser in
            for number in 1...RoundRecord.itemsPerPage {
                var rules = try SampleRules.round()
                rules.round.title = "Titel \(number)"
                _ = try await site.store.importRound(rules, source: "\(number)", by: nil)
            }
            let first = try await browser.get("/verwaltung/probe-2027/protokoll")
            #expect(first.text.contains("1–50 von 51") && !first.text.contains("Runde angelegt"))
            let second = try await browser.get("/verwaltung/probe-2027/protokoll?seite=2")
            #expect(second.text.contains("51–51 von 51") && second.text.contains("Runde angelegt") && !second.text.contains("Regeln geändert"))
        }
    }

    @Test("only staff get in", arguments: pages + ["/verwaltung/probe-2027/regeln/datei?fassung=1"])
    func others(path: String) async throws {
        try await withRound { site, _ in
            #expect(try await site.visitor().get(path).status == .seeOther)
            _ = try await site.people.account("jemand@example.org")
            #expect(try await site.browser(of: "jemand@example.org").get(path).status == .forbidden)
        }
    }

    @Test("an unknown round is a page that does not exist", arguments: ["", "/regeln", "/protokoll", "/regeln/datei?fassung=1"])
    func unknown(path: String) async throws {
        try await withRound { _, browser in
            let answer = try await browser.get("/verwaltung/gibt-es-nicht" + path)
            #expect(answer.status == .notFound)
        }
    }
}
