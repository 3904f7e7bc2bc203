@testable import AwardStore
import Awards
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Web

@Suite("Sessions")
struct SessionTests {
    private static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"

    @Test("the account lists where one is signed in; one or all others can be ended")
    func list() async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let here = try await site.browser(of: "person@example.org", agent: Self.firefox)
            let second = try await site.browser(of: "person@example.org")
            let third = try await site.browser(of: "person@example.org")
            let page = try await here.get("/konto")
            #expect(page.text.contains("Firefox unter Linux Dieses Gerät"))
            let ids = page.body.matches(of: /name="id" value="([0-9a-f-]{36})"/).map { String($0.1) }
            #expect(ids.count == 2)
            #expect(try await here.post("/konto/anmeldungen", [("csrf", page.csrf), ("id", ids[0])]).location == "/konto?meldung=beendet")
            #expect([try await second.get("/konto").status, try await third.get("/konto").status].filter { $0 == .ok }.count == 1)
            #expect(try await here.post("/konto/anmeldungen", [("csrf", page.csrf), ("id", "")]).location == "/konto?meldung=andere-beendet")
            #expect(try await second.get("/konto").status == .seeOther)
            #expect(try await third.get("/konto").status == .seeOther)
            #expect(try await here.get("/konto").status == .ok)
        }
    }

    @Test("nobody ends another person's session")
    func foreign() async throws {
        try await WebSite.run { site in
            let victim = try await site.people.account("opfer@example.org")
            _ = try await site.people.account("person@example.org")
            let other = try await site.browser(of: "opfer@example.org")
            let here = try await site.browser(of: "person@example.org")
            let id: String = try await site.store.database.read { try $0.value("SELECT id::text FROM session WHERE account_id = \(victim)") }
            let page = try await here.get("/konto")
            #expect(!page.body.contains(id))
            _ = try await here.post("/konto/anmeldungen", [("csrf", page.csrf), ("id", id)])
            _ = try await here.post("/konto/anmeldungen", [("csrf", page.csrf), ("id", "")])
            #expect(try await other.get("/konto").status == .ok)
        }
    }

    @Test("signing in leaves nothing of a session that was there before: planted tokens are worth nothing")
    func fixation() async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("angreifer@example.org")
            _ = try await site.people.account("person@example.org")
            let attacker = try await site.browser(of: "angreifer@example.org")
            let planted = try #require(attacker.cookie("lorbeer-entwicklung"))
            let victim = site.visitor()
            victim.setCookie("lorbeer-entwicklung", planted)
            let page = try await victim.get("/konto")
            _ = try await victim.post("/anmelden", [("csrf", page.csrf), ("email", "person@example.org"), ("password", SamplePeople.password)])
            #expect(victim.cookie("lorbeer-entwicklung") != planted)
            #expect(try await victim.get("/konto").text.contains("person@example.org"))
            #expect(try await attacker.get("/konto").status == .seeOther)
        }
    }

    @Test("proving who one is rotates the token and leads only to pages of this server", arguments: [
        ("/konto/passwort", "/konto/passwort"), ("//example.com", "/konto"), ("https://example.com", "/konto"), ("/\\example.com", "/konto"),
        ("", "/konto"), ("javascript:alert(1)", "/konto"),
    ])
    func confirming(next: String, expected: String) async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let browser = try await site.browser(of: "person@example.org")
            let old = try #require(browser.cookie("lorbeer-entwicklung"))
            let page = try await browser.get("/konto/bestaetigen")
            #expect(try await browser.submit(page, to: "/konto/bestaetigen", ["proof": "falsch", "next": next]).status == .unprocessableContent)
            #expect(browser.cookie("lorbeer-entwicklung") == old)
            let answer = try await browser.submit(page, to: "/konto/bestaetigen", ["proof": SamplePeople.password, "next": next])
            #expect(answer.location == expected)
            let new = try #require(browser.cookie("lorbeer-entwicklung"))
            #expect(new != old)
            #expect(try await browser.get("/konto").status == .ok)
            browser.setCookie("lorbeer-entwicklung", old)
            #expect(try await browser.get("/konto").status == .seeOther)
        }
    }

    @Test("the way on after a code stays on this server too", arguments: ["//example.com", "https://example.com", "/\\example.com"])
    func openRedirect(next: String) async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let enrolled = try await site.enrol(try await site.browser(of: "person@example.org"))
            let (browser, page) = try await site.asked("person@example.org")
            let answer = try await browser.submit(
                page, to: "/anmelden/zweiter-faktor", ["code": try await enrolled.phone.code(site), "next": next]
            )
            #expect(answer.location == "/konto/start")
        }
    }

    @Test("behind TLS every cookie is for this host, Secure, HttpOnly and SameSite, and lives as long as it should")
    func cookies() async throws {
        try await WebSite.run(secure: true) { site in
            _ = try await site.people.account("person@example.org")
            let browser = site.visitor()
            let page = try await browser.get("/anmelden")
            let signedIn = try await browser.submit(page, to: "/anmelden", ["email": "person@example.org", "password": SamplePeople.password])
            _ = try await site.enrol(browser)
            let again = site.visitor()
            let second = try await again.get("/anmelden")
            let asked = try await again.submit(second, to: "/anmelden", ["email": "person@example.org", "password": SamplePeople.password])
            let set = [page, signedIn, asked].flatMap { $0.headers[values: .setCookie] }
            #expect(Set(set.map { $0.prefix { $0 != "=" } }) == ["__Host-besuch", "__Host-lorbeer", "__Host-geraet", "__Host-anmeldung"])
            for cookie in set {
                #expect(cookie.contains("; Secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite=") && cookie.contains("Path=/"))
                #expect(!cookie.contains("Domain"))
            }
            #expect(set.contains { $0.hasPrefix("__Host-anmeldung") && $0.contains("Max-Age=300") })
        }
    }

    @Test("an address counts by what one subscriber has, and devices are told in coarse words")
    func coarse() {
        #expect(Services.prefix(of: "192.0.2.7") == "192.0.2.7")
        #expect(Services.prefix(of: "2001:db8:1:2:3:4:5:6") == Services.prefix(of: "2001:db8:1:2::9"))
        #expect(Services.prefix(of: "2001:db8:1:2::9") != Services.prefix(of: "2001:db8:1:3::9"))
        #expect(Services.prefix(of: "::1") == "0:0:0:0")
        #expect(DeviceWords.describe(Self.firefox) == "Firefox unter Linux")
        #expect(DeviceWords.describe("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1") == "Safari unter iPhone")
        #expect(DeviceWords.describe("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/126.0 Safari/537.36 Edg/126.0") == "Edge unter Windows")
        #expect(DeviceWords.describe("") == "Unbekannter Browser")
    }
}

extension WebSite {
    /// A browser that says so about itself.
    fileprivate func browser(of email: String, agent: String) async throws -> WebClient {
        let browser = visitor()
        let page = try await browser.get("/anmelden")
        let answer = try await browser.submit(
            page, to: "/anmelden", ["email": email, "password": SamplePeople.password], headers: [.userAgent: agent]
        )
        try #require(answer.status == .seeOther)
        return browser
    }
}

@Suite("The end of a session")
struct SessionEndTests {
    @Test("who signs out reads that they have; the twenty-first sign-in ends the oldest")
    func ends() async throws {
        try await WebSite.run { site in
            let person = try await site.people.account("person@example.org")
            let first = try await site.browser(of: "person@example.org")
            let device = try #require(first.cookie("lorbeer-geraet"))
            try await site.store.database.transaction { session in
                for _ in 0..<20 { _ = try session.startSession(of: person, on: .sample(token: device)) }
            }
            let kept: Int = try await site.store.database.read { try $0.value("SELECT count(*) FROM session") }
            #expect(kept == 20)
            #expect(try await first.get("/konto").status == .seeOther)
            let browser = try await site.browser(of: "person@example.org")
            let out = try await browser.post("/abmelden", [("csrf", try await browser.get("/konto").csrf)])
            #expect(try await browser.get(out.location ?? "").text.contains("Sie sind abgemeldet."))
        }
    }

    @Test("a dead link leads on to the sign-in page, and the office reads how many mails wait")
    func onwards() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            #expect(try await site.visitor().get("/passwort-neu/" + String(repeating: "x", count: 43)).text.contains("Zur Anmeldung"))
            let staff = try await site.browser(of: "verwaltung@example.org")
            #expect(!(try await staff.get("/verwaltung")).text.contains("im Postausgang"))
            _ = try await site.people.account("kommune@example.org")
            try await site.store.requestPasswordReset(email: "kommune@example.org", from: .sample())
            #expect(try await staff.get("/verwaltung").text.contains("1 Nachricht wartet im Postausgang"))
            let list = try await staff.get("/verwaltung/postausgang")
            let href = String(try #require(list.body.firstMatch(of: /href="(\/verwaltung\/postausgang\/[0-9a-f-]{36})"/)).1)
            let noted = try await staff.submit(try await staff.get(href), to: href + "/gesendet", [:])
            #expect(noted.location == href + "?meldung=gesendet")
            #expect(try await staff.get(href).text.contains("von Person verwaltung@example.org"))
            #expect(!(try await staff.get("/verwaltung")).text.contains("im Postausgang"))
        }
    }
}
