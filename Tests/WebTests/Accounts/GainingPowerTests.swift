@testable import AwardStore
import Awards
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Web

/// Ordinary staff read the mail to people without power, and so could hold the account of anybody who has none yet.
@Suite("Whoever held an account before it got power is out of it")
struct GainingPowerTests {
    private static let theirs = "von der Geschäftsstelle gewählt"
    private static let own = "viele verschiedene Wörter"

    /// Staff ask for a new password in somebody's name and read the link in the outbox.
    private func readLink(_ site: WebSite, of email: String, _ staff: WebClient, subject: String = "/passwort-neu/") async throws -> String {
        let href: String = try await site.store.database.read { session in
            try session.value("SELECT '/verwaltung/postausgang/' || id FROM outbox_mail WHERE recipient = \(email) ORDER BY created_at DESC LIMIT 1")
        }
        let shown = try await staff.submit(try await staff.get(href), to: href, [:])
        return String(try #require(shown.body.firstMatch(of: /https:\/\/lorbeer.example.org(\/(?:passwort-neu|einladung)\/[A-Za-z0-9_-]{43})/)).1)
    }

    private func signIn(_ site: WebSite, _ email: String, _ password: String) async throws -> WebClient? {
        let browser = site.visitor()
        let answer = try await browser.submit(try await browser.get("/anmelden"), to: "/anmelden", ["email": email, "password": password])
        return answer.status == .seeOther ? browser : nil
    }

    /// Everything staff can plant in an account: password, session, known device, second factor, and one more link.
    private func takeOver(_ site: WebSite, _ email: String, _ staff: WebClient) async throws -> (session: WebClient, link: String) {
        try await site.store.requestPasswordReset(email: email, from: .sample())
        let link = try await readLink(site, of: email, staff)
        let browser = site.visitor()
        #expect(try await browser.submit(try await browser.get(link), to: link, ["new": Self.theirs]).location == "/anmelden?meldung=passwort")
        let session = try #require(try await signIn(site, email, Self.theirs))
        _ = try await site.enrol(session)
        try await site.store.requestPasswordReset(email: email, from: .sample())
        return (session, try await readLink(site, of: email, staff))
    }

    private func expectOut(_ site: WebSite, _ email: String, _ held: (session: WebClient, link: String), _ staff: WebClient) async throws {
        #expect(try await held.session.get("/konto").status == .seeOther)
        #expect(try await site.visitor().get(held.link).status == .gone)
        #expect(try await signIn(site, email, Self.theirs) == nil)
        #expect(try await signIn(site, email, SamplePeople.password) == nil)
        let left: Int = try await site.store.database.read { session in
            try session.value(
                """
                SELECT (SELECT count(*) FROM second_factor f JOIN account a ON a.id = f.account_id WHERE a.email = \(email))
                     + (SELECT count(*) FROM recovery_code c JOIN account a ON a.id = c.account_id WHERE a.email = \(email))
                     + (SELECT count(*) FROM known_device d JOIN account a ON a.id = d.account_id WHERE a.email = \(email))
                """
            )
        }
        #expect(left == 0)
        #expect(!(try await staff.get("/verwaltung/postausgang")).body.contains(email))
        // The person comes in by a link that only administrators read, with a password of their own.
        let token = try #require(try await site.people.mail(to: email).link("/einladung/"))
        let person = site.visitor()
        let path = "/einladung/\(token)"
        #expect(try await person.submit(try await person.get(path), to: path, ["name": "Echte Person", "new": Self.own]).location == "/konto/start")
        #expect(try await signIn(site, email, Self.own) != nil)
    }

    @Test("a role: password, session, second factor and links that staff planted are gone")
    func role() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            _ = try await site.people.administrator()
            let person = try await site.people.account("person@example.org")
            let staff = try await site.browser(of: "verwaltung@example.org")
            let held = try await takeOver(site, "person@example.org", staff)
            let administrator = try await site.browser(of: "administration@example.org")
            let path = "/verwaltung/konten/\(person)"
            let given = try await administrator.submit(try await administrator.get(path), to: path + "/rollen", ["roles": "administrator"])
            #expect(given.location == path + "?meldung=rollen-neu")
            try await expectOut(site, "person@example.org", held, staff)
            #expect(try await site.store.account(person)?.summary.roles == [.administrator])
        }
    }

    @Test("a seat on a jury, and the chair")
    func seat() async throws {
        try await JurySite.run { jury in
            let site = jury.site
            _ = try await site.people.account("neu@example.org")
            let staff = try await jury.staff()
            let held = try await takeOver(site, "neu@example.org", staff)
            let path = "/verwaltung/probe-2027/jury"
            let added = try await staff.submit(try await staff.get(path), to: path, ["email": "neu@example.org", "organisation": ""])
            #expect(added.location == path + "?meldung=erneuert")
            try await expectOut(site, "neu@example.org", held, staff)
            // As if the seat were older than this rule.
            let other = try await site.people.account("alt@example.org")
            let before = try await takeOver(site, "alt@example.org", staff)
            let seat: String = try await site.store.database.transaction { session in
                try session.value("INSERT INTO juror (round_id, account_id, organisation) SELECT id, \(other), '' FROM round RETURNING id::text")
            }
            let named = try await staff.submit(try await staff.get(path), to: path + "/vorsitz", ["vorsitz": seat])
            #expect(named.location == path + "?meldung=vorsitz-erneuert")
            try await expectOut(site, "alt@example.org", before, staff)
        }
    }

    @Test("an invitation that staff have read does not open the seat that comes later")
    func invited() async throws {
        try await JurySite.run { jury in
            let staff = try await jury.staff()
            let form = "/verwaltung/konten/einladen"
            _ = try await staff.submit(try await staff.get(form), to: form, ["name": "Neu", "email": "neu@example.org"])
            let link = try await readLink(jury.site, of: "neu@example.org", staff)
            let path = "/verwaltung/probe-2027/jury"
            _ = try await staff.submit(try await staff.get(path), to: path, ["email": "neu@example.org", "organisation": ""])
            #expect(try await jury.site.visitor().get(link).status == .gone)
            let token = try #require(try await jury.site.people.mail(to: "neu@example.org").link("/einladung/"))
            #expect(try await jury.site.visitor().get("/einladung/\(token)").text.contains("neu@example.org"))
        }
    }

    @Test("where nobody of the office held a link, the password stays and open links die all the same")
    func untouched() async throws {
        try await WebSite.run { site in
            let administrator = try await site.people.administrator()
            let person = try await site.people.account("person@example.org")
            let session = try await site.browser(of: "person@example.org")
            let start = "/konto/zweiter-faktor"
            _ = try await session.submit(try await session.get(start), to: start + "/einrichten", [:])
            try await site.store.requestPasswordReset(email: "person@example.org", from: .sample())
            let token = try #require(try await site.people.mail(to: "person@example.org").link("/passwort-neu/"))
            let caller = ConfirmedCaller(try await site.people.caller(administrator))
            #expect(try await site.store.changeRoles(of: person, to: [.payment], by: caller, operation: .fresh(administrator)) == false)
            #expect(try await site.visitor().get("/passwort-neu/\(token)").status == .gone)
            #expect(try await session.get("/konto").status == .seeOther)
            let pending: Int = try await site.store.database.read { try $0.value("SELECT count(*) FROM second_factor") }
            #expect(pending == 0)
            #expect(try await signIn(site, "person@example.org", SamplePeople.password) != nil)
        }
    }

    @Test("the roles of somebody invited change with a new link; the old one opens nothing")
    func invitedIntoRole() async throws {
        try await WebSite.run { site in
            let administrator = try await site.people.administrator()
            let caller = ConfirmedCaller(try await site.people.caller(administrator))
            let person = try await site.store.invite(
                InvitedPerson(email: "neu@example.org", displayName: "Neu"), into: [.staff], by: caller, operation: .fresh(administrator)
            )
            let old = try #require(try await site.people.mail(to: "neu@example.org").link("/einladung/"))
            #expect(try await site.store.changeRoles(of: person, to: [.auditor], by: caller, operation: .fresh(administrator)))
            #expect(try await site.visitor().get("/einladung/\(old)").status == .gone)
            let token = try #require(try await site.people.mail(to: "neu@example.org").link("/einladung/"))
            _ = try await site.store.acceptInvitation(token: token, name: "Neu", password: Self.own, on: .sample(), replacing: nil)
            #expect(try await site.store.account(person)?.summary.roles == [.auditor])
        }
    }

    @Test("a link never sets a password for somebody who has one")
    func passwordStays() async throws {
        try await WebSite.run { site in
            let administrator = try await site.people.administrator()
            let person = try await site.store.invite(
                InvitedPerson(email: "neu@example.org", displayName: "Neu"), by: try await site.people.caller(administrator), operation: .fresh(administrator)
            )
            let token = try #require(try await site.people.mail(to: "neu@example.org").link("/einladung/"))
            let hash = try await site.store.passwords.hash(Self.own)
            try await site.store.database.transaction { session in
                _ = try session.execute("UPDATE account SET password_hash = \(hash) WHERE id = \(person)")
            }
            #expect(try await site.visitor().get("/einladung/\(token)").status == .gone)
            await #expect(throws: LinkDead.self) {
                _ = try await site.store.acceptInvitation(token: token, name: "X", password: Self.theirs, on: .sample(), replacing: nil)
            }
            #expect(try await signIn(site, "neu@example.org", Self.own) != nil)
        }
    }

    @Test("mail to jurors and their second factor are for administrators, who prove first that it is them; the pages say so")
    func jurors() async throws {
        try await JurySite.run { jury in
            let site = jury.site
            _ = try await site.people.administrator()
            let juror = try await jury.browser()
            _ = try await site.enrol(juror)
            #expect(try await juror.get("/konto/zweiter-faktor").text.contains("setzt die Administration den zweiten Faktor zurück"))
            try await site.store.requestPasswordReset(email: "jury@example.org", from: .sample())
            let mail: String = try await site.store.database.read { session in
                try session.value("SELECT '/verwaltung/postausgang/' || id FROM outbox_mail WHERE recipient = 'jury@example.org' AND kind = 'passwordReset'")
            }
            let staff = try await jury.staff()
            #expect(!(try await staff.get("/verwaltung/postausgang")).body.contains("jury@example.org"))
            #expect(try await staff.get(mail).status == .notFound)
            let page = try await staff.get("/verwaltung/konten/\(jury.account)")
            #expect(page.text.contains("setzt nur die Administration zurück") && !page.body.contains("/zweiter-faktor\""))
            let forged = try await staff.post("/verwaltung/konten/\(jury.account)/zweiter-faktor", page.hiddenPairs(ofFormTo: "/abmelden") + [
                ("operation", UUID().uuidString), ("bestaetigt", "ja"),
            ])
            #expect(forged.status == .forbidden)
            let administrator = try await site.browser(of: "administration@example.org")
            let open = try await administrator.get(mail)
            try await site.forgetConfirmation()
            #expect(try await administrator.get(mail).body.contains("/konto/bestaetigen?weiter=" + mail))
            let early = try await administrator.submit(open, to: mail, [:])
            #expect(early.location == "/konto/bestaetigen?weiter=" + mail)
            let ask = try await administrator.get(early.location ?? "")
            #expect(try await administrator.submit(ask, to: "/konto/bestaetigen", ["proof": SamplePeople.password]).location == mail)
            #expect(try await administrator.submit(try await administrator.get(mail), to: mail, [:]).text.contains("/passwort-neu/"))
        }
    }

    @Test("an invitation into a role is sent again only after a fresh proof")
    func again() async throws {
        try await WebSite.run { site in
            let administrator = try await site.people.administrator()
            let caller = ConfirmedCaller(try await site.people.caller(administrator))
            let person = try await site.store.invite(
                InvitedPerson(email: "neu@example.org", displayName: "Neu"), into: [.staff], by: caller, operation: .fresh(administrator)
            )
            let id = try #require(try await site.store.account(person)?.invitation?.id)
            await #expect(throws: StepUpNeeded.self) {
                try await site.store.inviteAgain(id, by: caller.caller, operation: .fresh(administrator))
            }
            let browser = try await site.browser(of: "administration@example.org")
            let path = "/verwaltung/konten/\(person)"
            let page = try await browser.get(path)
            try await site.forgetConfirmation()
            let early = try await browser.submit(page, to: path + "/einladung", ["action": "again"])
            #expect(early.location == "/konto/bestaetigen?weiter=" + path)
            #expect(try await site.people.mailCount(to: "neu@example.org") == 1)
            _ = try await browser.submit(try await browser.get(early.location ?? ""), to: "/konto/bestaetigen", ["proof": SamplePeople.password])
            #expect(try await browser.submit(try await browser.get(path), to: path + "/einladung", ["action": "again"]).location == path + "?meldung=eingeladen")
            #expect(try await site.people.mailCount(to: "neu@example.org") == 2)
        }
    }
}
