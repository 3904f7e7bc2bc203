import AwardStore
import Awards
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Web

@Suite("Signing in")
struct SignInTests {
    @Test("the right password leads on, with a new token in an HttpOnly cookie")
    func signIn() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let browser = site.visitor()
            let page = try await browser.get("/anmelden")
            browser.setCookie("lorbeer-entwicklung", "geschenkt")
            let answer = try await browser.submit(page, to: "/anmelden", ["email": "Verwaltung@Example.org", "password": SamplePeople.password])
            #expect(answer.status == .seeOther)
            #expect(answer.location == "/konto/start")
            let cookie = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("lorbeer-entwicklung=") })
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
            #expect(browser.cookie("lorbeer-entwicklung") != "geschenkt")
            #expect(try await browser.get("/konto").text.contains("verwaltung@example.org"))
        }
    }

    @Test("a wrong password and an unknown address get the same answer, with the address kept")
    func wrongPassword() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            for email in ["verwaltung@example.org", "unbekannt@example.org"] {
                let browser = site.visitor()
                let page = try await browser.get("/anmelden")
                let answer = try await browser.submit(page, to: "/anmelden", ["email": email, "password": "falsch"])
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("passen nicht zusammen"))
                #expect(answer.body.contains("value=\"\(email)\""))
                #expect(browser.cookie("lorbeer-entwicklung") == nil)
            }
        }
    }

    @Test("both empty fields are named at once")
    func emptyFields() async throws {
        try await WebSite.run { site in
            let browser = site.visitor()
            let page = try await browser.get("/anmelden")
            let answer = try await browser.submit(page, to: "/anmelden", ["email": " ", "password": ""])
            #expect(answer.text.contains("Bitte geben Sie Ihre E-Mail-Adresse ein."))
            #expect(answer.text.contains("Bitte geben Sie Ihr Passwort ein."))
        }
    }

    @Test("after signing out the old cookie opens nothing")
    func signOut() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let browser = try await site.browser(of: "verwaltung@example.org")
            let token = try #require(browser.cookie("lorbeer-entwicklung"))
            let page = try await browser.get("/konto")
            let answer = try await browser.submit(page, to: "/abmelden", [:])
            #expect(answer.location == "/anmelden?meldung=abgemeldet")
            browser.setCookie("lorbeer-entwicklung", token)
            #expect(try await browser.get("/konto").location == "/anmelden?weiter=/konto")
        }
    }

    @Test("the way back after signing in never leaves this server", arguments: [
        ("/konto", "/konto"), ("//example.com", "/konto/start"), ("https://example.com", "/konto/start"),
        ("/\\example.com", "/konto/start"), ("/konto\r\nX: y", "/konto/start"),
    ])
    func openRedirect(next: String, expected: String) async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let browser = site.visitor()
            let page = try await browser.get("/anmelden")
            let answer = try await browser.submit(
                page, to: "/anmelden", ["email": "verwaltung@example.org", "password": SamplePeople.password, "next": next]
            )
            #expect(answer.location == expected)
        }
    }

    @Test("a form whose session has ended keeps every word through signing in again")
    func expiredInMidForm() async throws {
        try await WebSite.run { site in
            let account = try await site.people.staff()
            let browser = try await site.browser(of: "verwaltung@example.org")
            try await site.store.database.transaction { session in
                _ = try session.execute("UPDATE session SET last_seen_at = now() - interval '31 minutes' WHERE account_id = \(account)")
            }
            let typed = "Über 30 % fair: \"Kaffee\" & Tee <ß>\nzweite Zeile"
            let lost = try await browser.post("/verwaltung/beispiel", [("csrf", "alt"), ("text", typed), ("choice", "a"), ("choice", "b")])
            #expect(lost.status == .unauthorized)
            let resumed = try await browser.submit(
                lost, to: "/anmelden/fortsetzen", ["email": "verwaltung@example.org", "password": SamplePeople.password]
            )
            #expect(resumed.status == .ok)
            let fields = resumed.hiddenFields(ofFormTo: "/verwaltung/beispiel")
            #expect(fields["text"] == typed)
            #expect(fields["csrf"] != "alt")
            #expect(resumed.body.components(separatedBy: "name=\"choice\"").count == 3)
        }
    }

    @Test("an idle session ends after 30 minutes and any session after 12 hours", arguments: ["last_seen_at", "expires_at"])
    func timeouts(column: String) async throws {
        try await WebSite.run { site in
            let account = try await site.people.staff()
            let browser = try await site.browser(of: "verwaltung@example.org")
            #expect(try await browser.get("/konto").status == .ok)
            try await site.store.database.transaction { session in
                _ = try session.execute(
                    column == "expires_at"
                        ? "UPDATE session SET expires_at = now() - interval '1 second' WHERE account_id = \(account)"
                        : "UPDATE session SET last_seen_at = now() - interval '30 minutes' WHERE account_id = \(account)"
                )
            }
            #expect(try await browser.get("/konto").status == .seeOther)
        }
    }
}
