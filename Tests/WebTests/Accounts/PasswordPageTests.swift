import AwardStore
import Awards
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Web

@Suite("Changing and resetting a password")
struct PasswordPageTests {
    private static let new = "viele verschiedene Wörter"

    @Test("a changed password ends every other session; this one goes on with a new token")
    func change() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let browser = try await site.browser(of: "verwaltung@example.org")
            let other = try await site.browser(of: "verwaltung@example.org")
            let old = try #require(browser.cookie("lorbeer-entwicklung"))
            let page = try await browser.get("/konto/passwort")
            let wrong = try await browser.submit(page, to: "/konto/passwort", ["current": "falsch", "new": Self.new])
            #expect(wrong.text.contains("Das bisherige Passwort stimmt nicht."))
            #expect(try await other.get("/konto").status == .ok)
            let done = try await browser.submit(page, to: "/konto/passwort", ["current": SamplePeople.password, "new": Self.new])
            #expect(done.location == "/konto?meldung=passwort")
            #expect(browser.cookie("lorbeer-entwicklung") != old)
            #expect(try await browser.get("/konto").status == .ok)
            #expect(try await other.get("/konto").status == .seeOther)
            other.setCookie("lorbeer-entwicklung", old)
            #expect(try await other.get("/konto").status == .seeOther)
            #expect(try await site.people.mail(to: "verwaltung@example.org").subject == "Ihr Passwort wurde geändert")
        }
    }

    @Test("a weak password is named at its field", arguments: [
        ("zu kurz", "mindestens 15 Zeichen"), ("Password1234567!", "Liste häufiger Passwörter"), ("abcabcabcabcabcabc", "leicht zu erraten"),
        ("verwaltung-lorbeer", "mit Ihnen, Ihrer Kommune, dem Wettbewerb oder Lorbeer"), ("", "mindestens 15 Zeichen"),
        (String(repeating: "lang ", count: 52), "leicht zu erraten"),
    ])
    func weak(password: String, message: String) async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let browser = try await site.browser(of: "verwaltung@example.org")
            let page = try await browser.get("/konto/passwort")
            let answer = try await browser.submit(page, to: "/konto/passwort", ["current": SamplePeople.password, "new": password])
            #expect(answer.status == .unprocessableContent)
            let shown = try #require(answer.body.firstMatch(of: /id="new-error"><span>(.*?)<\/span><\/p>/)).1
            #expect(shown.contains(message) || (password.utf8.count > 256 && shown.contains("höchstens 256 Bytes")))
        }
    }

    @Test("a link sets a new password once, ends all sessions and leaves the second factor")
    func reset() async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let signedIn = try await site.browser(of: "person@example.org")
            let enrolled = try await site.enrol(signedIn)
            let browser = site.visitor()
            _ = try await browser.submit(try await browser.get("/passwort-vergessen"), to: "/passwort-vergessen", ["email": "PERSON@example.org"])
            let token = try #require(try await site.people.mail(to: "person@example.org").link("/passwort-neu/"))
            let path = "/passwort-neu/\(token)"
            let page = try await browser.get(path)
            #expect(try await browser.submit(page, to: path, ["new": "kurz"]).text.contains("mindestens 15 Zeichen"))
            let done = try await browser.submit(page, to: path, ["new": Self.new])
            #expect(done.location == "/anmelden?meldung=passwort")
            #expect(try await signedIn.get("/konto").status == .seeOther)
            #expect(try await browser.get(path).status == .gone)
            #expect(try await browser.post(path, [("csrf", page.csrf), ("new", Self.new + "!")]).status == .gone)
            let answer = try await browser.submit(try await browser.get("/anmelden"), to: "/anmelden", ["email": "person@example.org", "password": Self.new])
            #expect(answer.location == "/anmelden/zweiter-faktor")
            let code = try await browser.submit(
                try await browser.get("/anmelden/zweiter-faktor"), to: "/anmelden/zweiter-faktor", ["code": try await enrolled.phone.code(site)]
            )
            #expect(code.location == "/konto/start")
        }
    }

    @Test("a link dies after an hour, and with the next change of the password", arguments: [true, false])
    func expired(byTime: Bool) async throws {
        try await WebSite.run { site in
            let account = try await site.people.account("person@example.org")
            let browser = site.visitor()
            _ = try await browser.submit(try await browser.get("/passwort-vergessen"), to: "/passwort-vergessen", ["email": "person@example.org"])
            let token = try #require(try await site.people.mail(to: "person@example.org").link("/passwort-neu/"))
            #expect(try await browser.get("/passwort-neu/\(token)").status == .ok)
            if byTime {
                try await site.store.database.transaction { session in
                    try session.execute("UPDATE password_reset SET expires_at = expires_at - interval '1 hour'")
                    try session.execute("UPDATE outbox_mail SET expires_at = expires_at - interval '1 hour'")
                }
            } else {
                _ = try await site.store.changePassword(
                    of: try await site.people.caller(account), current: SamplePeople.password, to: Self.new, on: .sample()
                )
            }
            #expect(try await browser.get("/passwort-neu/\(token)").status == .gone)
            let texts: Int = try await site.store.database.read {
                try $0.value("SELECT count(*) FROM outbox_mail WHERE kind = 'passwordReset' AND sealed_text IS NOT NULL AND expires_at > now()")
            }
            #expect(texts == 0)
        }
    }

    @Test("neither signing in nor asking for a link tells whether an address has an account: byte for byte, and in the number of statements")
    func enumeration() async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let closed = try await site.people.account("closed@example.org")
            try await site.store.database.transaction { session in _ = try session.execute("UPDATE account SET disabled_at = now() WHERE id = \(closed)") }
            try await StatementCounts.begin(on: site.store)
            var answers: [String: Set<String>] = [:]
            var costs: [String: [StatementCounts]] = [:]
            for email in ["person@example.org", "nobody@example.org", "closed@example.org"] {
                for (path, fields) in [("/anmelden", ["email": email, "password": "falsch"]), ("/passwort-vergessen", ["email": email])] {
                    let browser = site.visitor()
                    let page = try await browser.get(path)
                    let before = try await StatementCounts.read(from: site.store)
                    let answer = try await browser.submit(page, to: path, fields)
                    costs[path, default: []].append(try await StatementCounts.read(from: site.store).since(before))
                    answers[path, default: []].insert("\(answer.status) \(answer.comparableHeaders) \(answer.withoutTokens.replacing(email, with: "ADRESSE"))")
                }
            }
            #expect(answers.values.map(\.count) == [1, 1])
            for (path, costs) in costs {
                #expect(costs[0].calls > 0 && Set(costs.map(\.calls)).count == 1, "\(path): \(costs.map(\.calls))")
            }
            #expect(try await site.people.mailCount(to: "person@example.org") == 1)
            #expect(try await site.people.mailCount(to: "closed@example.org") == 0)
        }
    }
}

extension Answer {
    /// The page without what is different each time.
    var withoutTokens: String {
        body.replacing(/value="[A-Za-z0-9_-]{43}"/, with: "value=\"TOKEN\"")
    }

    /// The headers without cookies' values.
    var comparableHeaders: String {
        headers.map { "\($0.name): \($0.value.replacing(/=[A-Za-z0-9_-]{43}/, with: "=TOKEN"))" }.filter { !$0.lowercased().hasPrefix("date") }.sorted()
            .joined(separator: "\n")
    }
}
