@testable import AwardStore
import Awards
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Web

@Suite("Invitations, teams and the outbox")
struct InvitationPageTests {
    private static let password = "viele verschiedene Wörter"

    private func accept(_ site: WebSite, _ email: String, name: String = "Neue Person") async throws -> WebClient {
        let token = try #require(try await site.people.mail(to: email).link("/einladung/"))
        let browser = site.visitor()
        let path = "/einladung/\(token)"
        let answer = try await browser.submit(try await browser.get(path), to: path, ["name": name, "new": Self.password])
        try #require(answer.location == "/konto/start")
        return browser
    }

    @Test("staff invite the first member, who leads, invites a colleague, hands over and leaves")
    func team() async throws {
        try await WebSite.run { site in
            let town = try await site.people.municipality("Ahausen", key: "03357001", population: 2_000)
            _ = try await site.people.staff()
            let staff = try await site.browser(of: "verwaltung@example.org")
            let office = "/verwaltung/kommunen/\(town)"
            let sent = try await staff.submit(
                try await staff.get(office), to: office + "/einladen", ["name": "Erste Person", "email": "erste@example.org"]
            )
            #expect(sent.location == office + "?meldung=eingeladen")
            let first = try await accept(site, "erste@example.org")
            let page = try await first.get("/kommune/\(town)/team")
            #expect(page.text.contains("Sie leiten dieses Team"))
            let base = "/kommune/\(town)/team"
            _ = try await first.submit(page, to: base + "/einladen", ["name": "Zweite Person", "email": "zweite@example.org"])
            let second = try await accept(site, "zweite@example.org")
            let members = try await first.get(base)
            let ids = members.body.matches(of: /name="account" value="([0-9a-f-]{36})"/).map { String($0.1) }
            let colleague = try #require(ids.first)
            let mine = try await second.get(base)
            let refused = try await second.insist(mine, to: base + "/entfernen", ["account": try await site.account("erste@example.org")])
            #expect(refused.status == .forbidden)
            #expect(try await second.post(base + "/einladen", mine.hiddenPairs(ofFormTo: base + "/entfernen") + [("name", "X"), ("email", "x@example.org")]).status == .forbidden)
            let stuck = try await first.post(base + "/entfernen", members.hiddenPairs(ofFormTo: base + "/leitung").filter { $0.0 != "account" } + [("account", try await site.account("erste@example.org")), ("bestaetigt", "ja")])
            #expect(stuck.status == .conflict && stuck.text.contains("hat immer eine Leitung"))
            #expect(try await first.insist(try await first.get(base), to: base + "/leitung", ["account": colleague]).location == base + "?meldung=leitung")
            let leaving = try await first.insist(try await first.get(base), to: base + "/entfernen", [:])
            #expect(leaving.location == "/konto/start")
            #expect(try await first.get(base).status == .forbidden)
            #expect(try await second.get(base).text.contains("Sie leiten dieses Team"))
            #expect(try await site.people.recorded("leadHandedOver", about: town.uuid) == 1)
        }
    }

    @Test("staff name a new lead with a reason, which is recorded; without one it is asked for")
    func naming() async throws {
        try await WebSite.run { site in
            let town = try await site.people.municipality("Ahausen", key: "03357001", population: 2_000)
            _ = try await site.people.member("alt@example.org", of: town)
            let next = try await site.people.member("neu@example.org", of: town, lead: false)
            _ = try await site.people.staff()
            let staff = try await site.browser(of: "verwaltung@example.org")
            let path = "/verwaltung/kommunen/\(town)"
            let page = try await staff.get(path)
            let empty = try await staff.submit(page, to: path + "/leitung", ["member": next.description, "reason": " "])
            #expect(empty.status == .unprocessableContent && empty.text.contains("Bitte geben Sie den Grund an"))
            _ = try await staff.submit(page, to: path + "/leitung", ["member": next.description, "reason": "Die Leitung ist ausgeschieden."])
            let team = try #require(try await site.store.team(town))
            #expect(team.members.filter(\.lead).map(\.email) == ["neu@example.org"])
            let record: String = try await site.store.database.read { try $0.value("SELECT d.content FROM event e JOIN event_detail d USING (seq) WHERE e.action = 'leadNamed'") }
            #expect(record.contains("Die Leitung ist ausgeschieden."))
        }
    }

    @Test("a link works once, not after 14 days, not after it was taken back, and the old one dies when it is sent again", arguments: [
        "used", "expired", "revoked", "again",
    ])
    func dead(how: String) async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let staff = try await site.browser(of: "verwaltung@example.org")
            let form = "/verwaltung/konten/einladen"
            let sent = try await staff.submit(try await staff.get(form), to: form, ["name": "Neu", "email": "neu@example.org"])
            let account = try #require(sent.location?.replacing("?meldung=eingeladen", with: ""))
            let token = try #require(try await site.people.mail(to: "neu@example.org").link("/einladung/"))
            #expect(try await site.visitor().get("/einladung/\(token)").text.contains("neu@example.org"))
            switch how {
            case "used": _ = try await accept(site, "neu@example.org")
            case "expired":
                try await site.store.database.transaction { session in _ = try session.execute("UPDATE invitation SET expires_at = expires_at - interval '14 days'") }
            case "revoked": _ = try await staff.submit(try await staff.get(account), to: account + "/einladung", ["action": "revoke"])
            default: _ = try await staff.submit(try await staff.get(account), to: account + "/einladung", ["action": "again"])
            }
            let browser = site.visitor()
            let page = try await browser.get("/anmelden")
            #expect(try await browser.get("/einladung/\(token)").status == .gone)
            let late = try await browser.post("/einladung/\(token)", [("csrf", page.csrf), ("name", "X"), ("new", Self.password)])
            #expect(late.status == .gone && browser.cookie("lorbeer-entwicklung") == nil)
            if how == "again" { _ = try await accept(site, "neu@example.org") }
            if how == "revoked" { #expect(try await site.people.mail(to: "neu@example.org").text == nil) }
        }
    }

    @Test("the database holds no token and no text of a mail in clear")
    func sealed() async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            try await site.store.requestPasswordReset(email: "person@example.org", from: .sample())
            let token = try #require(try await site.people.mail(to: "person@example.org").link("/passwort-neu/"))
            let rows: String = try await site.store.database.read { session in
                try session.value(
                    """
                    SELECT (SELECT string_agg(encode(sealed_text, 'escape'), '') FROM outbox_mail)
                           || (SELECT string_agg(r::text, '') FROM password_reset r) || (SELECT string_agg(e.body || d.content, '') FROM event e JOIN event_detail d USING (seq))
                    """
                )
            }
            #expect(!rows.contains(token) && !rows.contains("neues Passwort"))
        }
    }

    @Test("ordinary staff neither see nor open mail that could open a powerful account; administrators do, and it is recorded")
    func powerful() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let administrator = try await site.people.administrator()
            _ = try await site.people.account("zahlung@example.org", roles: [.payment])
            _ = try await site.people.account("kommune@example.org")
            let caller = ConfirmedCaller(try await site.people.caller(administrator))
            _ = try await site.store.invite(
                InvitedPerson(email: "kuenftig@example.org", displayName: "Künftig"), into: [.staff], by: caller, operation: .fresh(administrator)
            )
            for email in ["zahlung@example.org", "kommune@example.org", "administration@example.org"] {
                try await site.store.requestPasswordReset(email: email, from: .sample())
            }
            let path = "/verwaltung/postausgang"
            let staff = try await site.browser(of: "verwaltung@example.org")
            let seen = try await staff.get(path)
            #expect(seen.text.contains("kommune@example.org"))
            for email in ["zahlung@example.org", "administration@example.org", "kuenftig@example.org"] {
                #expect(!seen.body.contains(email))
                let id: String = try await site.store.database.read { try $0.value("SELECT id::text FROM outbox_mail WHERE recipient = \(email)") }
                #expect(try await staff.post("\(path)/\(id)", [("csrf", seen.csrf)]).status == .notFound)
            }
            let href = String(try #require(seen.body.firstMatch(of: /href="(\/verwaltung\/postausgang\/[0-9a-f-]{36})"/)).1)
            let shown = try await staff.submit(try await staff.get(href), to: href, [:])
            #expect(shown.text.contains("https://lorbeer.example.org/passwort-neu/"))
            let all = try await site.browser(of: "administration@example.org").get(path)
            for email in ["zahlung@example.org", "kuenftig@example.org"] { #expect(all.body.contains(email)) }
            let recorded: Int = try await site.store.database.read { try $0.value("SELECT count(*) FROM event WHERE action = 'mailShown'") }
            #expect(recorded == 1)
        }
    }

    @Test("roles change only after a fresh proof; the first form shows no way around it")
    func roles() async throws {
        try await WebSite.run { site in
            _ = try await site.people.administrator()
            let person = try await site.people.account("person@example.org")
            let browser = try await site.browser(of: "administration@example.org")
            let path = "/verwaltung/konten/\(person)"
            let form = try await browser.get(path)
            try await site.forgetConfirmation()
            #expect(!(try await browser.get(path)).body.contains(path + "/rollen"))
            let early = try await browser.submit(form, to: path + "/rollen", ["roles": "staff"])
            #expect(early.location == "/konto/bestaetigen?weiter=" + path)
            #expect(try await site.store.account(person)?.summary.roles == [])
            let ask = try await browser.get(early.location ?? "")
            #expect(try await browser.submit(ask, to: "/konto/bestaetigen", ["proof": SamplePeople.password]).location == path)
            #expect(try await browser.submit(try await browser.get(path), to: path + "/rollen", ["roles": "staff"]).location == path + "?meldung=rollen")
            #expect(try await site.store.account(person)?.summary.roles == [.staff])
            let staff = try await site.browser(of: "person@example.org")
            #expect(!(try await staff.get(path)).body.contains("/rollen"))
            let forged = try await staff.submit(try await staff.get("/verwaltung/konten/einladen"), to: "/verwaltung/konten/einladen", ["name": "X", "email": "x@example.org", "roles": "administrator"])
            #expect(forged.status == .forbidden && forged.text.contains("nur die Administration"))
        }
    }

    @Test("inviting into a role asks for a fresh proof, and what was typed stays")
    func inviteIntoRole() async throws {
        try await WebSite.run { site in
            _ = try await site.people.administrator()
            let browser = try await site.browser(of: "administration@example.org")
            let path = "/verwaltung/konten/einladen"
            let form = try await browser.get(path)
            #expect(form.body.contains("name=\"roles\""))
            try await site.forgetConfirmation()
            let blank = try await browser.get(path)
            #expect(!blank.body.contains("name=\"roles\"") && blank.body.contains("/konto/bestaetigen?weiter=" + path))
            let fields = ["name": "Neue Person", "email": "neu@example.org", "roles": "auditor"]
            let late = try await browser.submit(form, to: path, fields)
            #expect(late.status == .unprocessableContent && late.text.contains("bestätigt vorher"))
            #expect(late.body.contains("value=\"Neue Person\"") && late.body.contains("value=\"neu@example.org\""))
            let ask = try await browser.get("/konto/bestaetigen?weiter=" + path)
            _ = try await browser.submit(ask, to: "/konto/bestaetigen", ["proof": SamplePeople.password])
            #expect(try await browser.submit(late, to: path, fields).location?.hasSuffix("?meldung=eingeladen") == true)
        }
    }

    @Test("accounts, teams and the outbox are closed to jurors and municipalities", arguments: [
        "/verwaltung/konten", "/verwaltung/konten/einladen", "/verwaltung/postausgang", "/verwaltung/kommunen",
    ])
    func closed(path: String) async throws {
        try await JurySite.run { jury in
            #expect(try await jury.browser().get(path).status == .forbidden)
            _ = try await jury.site.people.account("pruefung@example.org", roles: [.auditor])
            #expect(try await jury.site.browser(of: "pruefung@example.org").get(path).status == .forbidden)
        }
    }

    @Test("eleven wrong passwords are answered with 429 and when to come back")
    func bruteForce() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let browser = site.visitor()
            let page = try await browser.get("/anmelden")
            var last = page
            for attempt in 0..<11 {
                last = try await browser.submit(
                    page, to: "/anmelden", ["email": "verwaltung@example.org", "password": "falsch"], headers: [.xForwardedFor: "198.51.100.\(attempt)"]
                )
            }
            #expect(last.status == .tooManyRequests)
            #expect(Int(last.headers[.retryAfter] ?? "") ?? 0 > 100)
            #expect(last.text.contains("Zu viele Versuche") || last.text.contains("zu viele Versuche"))
        }
    }
}

extension WebSite {
    fileprivate func account(_ email: String) async throws -> String {
        try await store.database.read { session in try session.value("SELECT id::text FROM account WHERE email = \(email)") }
    }
}
