@testable import AwardStore
import Awards
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Web

@Suite("A second factor that waits for its first code")
struct PendingFactorTests {
    private static let path = "/konto/zweiter-faktor"

    private func begin(_ browser: WebClient) async throws -> Answer {
        #expect(try await browser.submit(try await browser.get(Self.path), to: Self.path + "/einrichten", [:]).location == Self.path)
        return try await browser.get(Self.path)
    }

    @Test("is the session's in which it was begun: nobody finds a secret that somebody else has planted")
    func planted() async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let thief = try await site.browser(of: "person@example.org")
            let planted = try await begin(thief)
            let person = try await site.browser(of: "person@example.org")
            #expect(!(try await person.get(Self.path)).body.contains("data-secret"))
            let own = try await begin(person)
            #expect(try SamplePhone(own).key != SamplePhone(planted).key)
            let late = try await thief.post(Self.path, [("csrf", planted.csrf), ("code", try await SamplePhone(planted).code(site))])
            #expect(late.status == .unprocessableContent)
            #expect(try await person.submit(own, to: Self.path, ["code": try await SamplePhone(own).code(site, steps: -1)]).status == .ok)
        }
    }

    @Test("dies with its session", arguments: ["signed out", "password changed", "password reset"])
    func dies(how: String) async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let browser = try await site.browser(of: "person@example.org")
            let page = try await begin(browser)
            switch how {
            case "signed out": _ = try await browser.post("/abmelden", [("csrf", page.csrf)])
            case "password changed":
                let other = try await site.browser(of: "person@example.org")
                let form = "/konto/passwort"
                _ = try await other.submit(
                    try await other.get(form), to: form, ["current": SamplePeople.password, "new": "viele verschiedene Wörter"]
                )
            default:
                try await site.store.requestPasswordReset(email: "person@example.org", from: .sample())
                let token = try #require(try await site.people.mail(to: "person@example.org").link("/passwort-neu/"))
                _ = try await site.store.resetPassword(token: token, to: "viele verschiedene Wörter", on: .sample())
            }
            let left: Int = try await site.store.database.read { try $0.value("SELECT count(*) FROM second_factor") }
            #expect(left == 0)
        }
    }

    @Test("its secret is shown, and its code taken, only after a fresh proof")
    func confirmed() async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let browser = try await site.browser(of: "person@example.org")
            let page = try await begin(browser)
            try await site.forgetConfirmation()
            #expect(!(try await browser.get(Self.path)).body.contains("data-secret"))
            let ask = "/konto/bestaetigen?weiter=" + Self.path
            #expect(try await browser.submit(page, to: Self.path, ["code": try await SamplePhone(page).code(site)]).location == ask)
            _ = try await browser.submit(try await browser.get(ask), to: "/konto/bestaetigen", ["proof": SamplePeople.password])
            let shown = try await browser.get(Self.path)
            #expect(try SamplePhone(shown).key == SamplePhone(page).key)
        }
    }
}
