import AwardStore
import Awards
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Changing rules in the browser")
struct ChangeRulesTests {
    private static let path = "/verwaltung/probe-2027/regeln"

    private func withRound(_ body: @Sendable (WebSite, WebClient, String) async throws -> Void) async throws {
        try await WebSite.run { site in
            let rules = try SampleRules.round()
            let source = RoundFile.write(rules)
            _ = try await site.store.importRound(rules, source: source, by: nil)
            _ = try await site.people.staff("staff@example.org")
            try await body(site, try await site.browser(of: "staff@example.org"), source)
        }
    }

    @Test("a changed file becomes a new version, once however often it is sent")
    func change() async throws {
        try await withRound { site, browser, source in
            let page = try await browser.get(Self.path)
            let changed = source.replacing("2099-06-30", with: "2099-07-31")
            for _ in 1...2 {
                let answer = try await browser.submit(page, to: Self.path, ["datei": changed])
                #expect(answer.status == .seeOther && answer.location == Self.path + "?meldung=gespeichert")
            }
            #expect(try await site.store.round(slug: "probe-2027")?.rulesVersion == 2)
            #expect(try await site.store.round(slug: "probe-2027")?.rules.dates.entryDeadline.description == "2099-07-31 24:00")
            let after = try await browser.get(Self.path + "?meldung=gespeichert")
            #expect(after.text.contains("Die neue Regelfassung gilt ab sofort.") && after.text.contains("Regelfassung 2"))
        }
    }

    @Test("the same file again changes nothing and says so")
    func unchanged() async throws {
        try await withRound { site, browser, source in
            let answer = try await browser.submit(try await browser.get(Self.path), to: Self.path, ["datei": source])
            #expect(answer.location == Self.path + "?meldung=unveraendert")
            #expect(try await site.store.round(slug: "probe-2027")?.rulesVersion == 1)
        }
    }

    @Test("every problem is shown with its line, and the text is kept")
    func problems() async throws {
        try await withRound { site, browser, source in
            let broken = source.replacing("budgetEuro: 100000.00", with: "budgetEuro: 100000").replacing("style: standard", with: "style: <b>")
            let lines = broken.split(separator: "\n", omittingEmptySubsequences: false)
            let budget = try #require(lines.firstIndex { $0.contains("budgetEuro") }) + 1
            let style = try #require(lines.firstIndex { $0.contains("style:") }) + 1
            let answer = try await browser.submit(try await browser.get(Self.path), to: Self.path, ["datei": broken])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("Zeile \(budget): budgetEuro") && answer.text.contains("Zeile \(style): ranking.style"))
            #expect(answer.body.contains("&#10;" + broken.htmlEscaped + "</textarea>"))
            #expect(try await site.store.round(slug: "probe-2027")?.rulesVersion == 1)
        }
    }

    @Test("a file of another round is refused")
    func otherRound() async throws {
        try await withRound { site, browser, source in
            let other = source.replacing("probe-2027", with: "probe-2028")
            let answer = try await browser.submit(try await browser.get(Self.path), to: Self.path, ["datei": other])
            #expect(answer.status == .unprocessableContent && answer.text.contains("gehört zur Runde „probe-2028“"))
            #expect(try await site.store.round(slug: "probe-2028") == nil)
        }
    }

    @Test("of two people who change the rules at once the second is told, and her text is kept")
    func meanwhile() async throws {
        try await withRound { site, browser, source in
            let page = try await browser.get(Self.path)
            var rules = try SampleRules.round()
            rules.round.title = "Anderswo geändert"
            _ = try await site.store.importRound(rules, source: RoundFile.write(rules), by: nil)
            let mine = source.replacing("2099-06-30", with: "2099-07-31")
            let answer = try await browser.submit(page, to: Self.path, ["datei": mine])
            #expect(answer.status == .conflict && answer.text.contains("Inzwischen gilt Regelfassung 2") && answer.body.contains("2099-07-31 24:00"))
            #expect(try await site.store.round(slug: "probe-2027")?.rulesVersion == 2)
        }
    }

    @Test("a change of competition is refused with the reason")
    func refused() async throws {
        try await withRound { _, browser, source in
            let other = source.replacing("competition: {slug: \"probe\"", with: "competition: {slug: \"anderer\"")
            let answer = try await browser.submit(try await browser.get(Self.path), to: Self.path, ["datei": other])
            #expect(answer.status == .conflict && answer.text.contains("gehört zu einem anderen Wettbewerb"))
        }
    }

    @Test("without the form's token nothing happens")
    func forged() async throws {
        try await withRound { site, browser, source in
            let answer = try await browser.post(Self.path, [("datei", source), ("csrf", "falsch"), ("operation", "x"), ("revision", "1")])
            #expect(answer.status == .forbidden)
            #expect(try await site.store.round(slug: "probe-2027")?.rulesVersion == 1)
        }
    }

    @Test("who is not staff can't change rules, not even with a token of their own")
    func foreign() async throws {
        try await withRound { site, _, source in
            _ = try await site.people.account("jemand@example.org")
            let browser = try await site.browser(of: "jemand@example.org")
            let token = try await browser.get("/konto").hiddenFields(ofFormTo: "/abmelden")["csrf"] ?? ""
            let answer = try await browser.post(Self.path, [("datei", source), ("csrf", token), ("operation", "x"), ("revision", "1")])
            #expect(answer.status == .forbidden)
        }
    }
}
