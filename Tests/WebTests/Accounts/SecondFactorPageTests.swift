import AwardStore
import Awards
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Web

@Suite("The second factor's pages")
struct SecondFactorPageTests {
    private static let path = "/konto/zweiter-faktor"

    @Test("who has power is led to set it up before any other page opens, and then gets in")
    func required() async throws {
        try await WebSite.run { site in
            _ = try await site.people.real("echt@example.org", roles: [.administrator, .staff])
            let browser = try await site.browser(of: "echt@example.org")
            for page in ["/konto", "/konto/start", "/verwaltung", "/verwaltung/konten", "/verwaltung/postausgang", "/konto/passwort"] {
                #expect(try await browser.get(page).location == Self.path, "\(page)")
            }
            let page = try await browser.get("/verwaltung/konten")
            let posted = try await browser.post("/konto/anmeldungen", [("csrf", try await browser.get(Self.path).csrf)])
            #expect(page.location == Self.path && posted.location == Self.path)
            #expect(try await browser.get(Self.path).text.contains("Bitte richten Sie zuerst den zweiten Faktor ein"))
            let done = try await site.enrol(browser)
            #expect(done.codes.count == 10)
            #expect(try await browser.get("/verwaltung").status == .ok)
        }
    }

    @Test("the chair of a jury needs one too; a juror and an auditor don't")
    func chair() async throws {
        try await JurySite.run { jury in
            let chair = try await jury.site.people.real("vorsitz@example.org")
            _ = try await jury.site.people.real("pruefung@example.org", roles: [.auditor])
            try await jury.site.store.database.transaction { session in
                let round: Round.ID = try session.value("SELECT id FROM round")
                _ = try session.execute("INSERT INTO juror (round_id, account_id, organisation) VALUES (\(round), \(chair), '')")
            }
            let browser = try await jury.site.browser(of: "vorsitz@example.org")
            #expect(try await browser.get("/jury").status == .ok)
            try await jury.site.store.database.transaction { session in
                _ = try session.execute("UPDATE juror SET chair = true WHERE account_id = \(chair)")
            }
            #expect(try await browser.get("/jury").location == Self.path)
            #expect(try await jury.site.browser(of: "pruefung@example.org").get("/konto").status == .ok)
        }
    }

    @Test("an account of the demo is exempt, and the page says so")
    func sample() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let browser = try await site.browser(of: "verwaltung@example.org")
            #expect(try await browser.get("/verwaltung").status == .ok)
            #expect(try await browser.get(Self.path).text.contains("Konto der Demo"))
        }
    }

    @Test("a password alone opens nothing: the half sign-in is no session, and its cookie dies with the code")
    func halfSignIn() async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let enrolled = try await site.enrol(try await site.browser(of: "person@example.org"))
            let (browser, page) = try await site.asked("person@example.org", next: "/konto/passwort")
            #expect(browser.cookie("lorbeer-entwicklung") == nil)
            #expect(try await browser.get("/konto").location == "/anmelden?weiter=/konto")
            let half = try #require(browser.cookie("lorbeer-anmeldung"))
            browser.setCookie("lorbeer-entwicklung", half)
            #expect(try await browser.get("/konto").location == "/anmelden?weiter=/konto")
            browser.setCookie("lorbeer-entwicklung", nil)
            let wrong = try await browser.submit(page, to: "/anmelden/zweiter-faktor", ["code": "000000"])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Der Code stimmt nicht"))
            let right = try await browser.submit(wrong, to: "/anmelden/zweiter-faktor", ["code": try await enrolled.phone.code(site)])
            #expect(right.location == "/konto/passwort")
            #expect(browser.cookie("lorbeer-anmeldung") == nil)
            #expect(try await browser.get("/konto").status == .ok)
        }
    }

    @Test("a code can't be used twice, not even by someone else who saw it")
    func replay() async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let enrolled = try await site.enrol(try await site.browser(of: "person@example.org"))
            let code = try await enrolled.phone.code(site)
            let (first, page) = try await site.asked("person@example.org")
            #expect(try await first.submit(page, to: "/anmelden/zweiter-faktor", ["code": code]).location == "/konto/start")
            let (second, again) = try await site.asked("person@example.org")
            #expect(try await second.submit(again, to: "/anmelden/zweiter-faktor", ["code": code]).status == .unprocessableContent)
        }
    }

    @Test("who lost the phone comes in with a recovery code")
    func recovery() async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let enrolled = try await site.enrol(try await site.browser(of: "person@example.org"))
            let (browser, page) = try await site.asked("person@example.org")
            #expect(try await browser.submit(page, to: "/anmelden/zweiter-faktor", ["code": enrolled.codes[3]]).location == "/konto/start")
            #expect(try await browser.get(Self.path).text.contains("9 Wiederherstellungscodes"))
        }
    }

    @Test("a form that outlived its session keeps its text through password and code")
    func midForm() async throws {
        try await WebSite.run { site in
            let account = try await site.people.staff()
            let browser = try await site.browser(of: "verwaltung@example.org")
            let enrolled = try await site.enrol(browser)
            try await site.store.database.transaction { session in _ = try session.execute("DELETE FROM session WHERE account_id = \(account)") }
            let typed = "Über 30 % fair: \"Kaffee\"\nzweite Zeile"
            let lost = try await browser.post("/verwaltung/beispiel", [("csrf", "alt"), ("text", typed)])
            let asked = try await browser.submit(
                lost, to: "/anmelden/fortsetzen", ["email": "verwaltung@example.org", "password": SamplePeople.password]
            )
            #expect(asked.text.contains("Code"))
            let wrong = try await browser.submit(asked, to: "/anmelden/zweiter-faktor", ["code": "1"])
            let resumed = try await browser.submit(wrong, to: "/anmelden/zweiter-faktor", ["code": try await enrolled.phone.code(site)])
            #expect(resumed.hiddenFields(ofFormTo: "/verwaltung/beispiel")["text"] == typed)
        }
    }

    @Test("taking it off needs a fresh proof and is refused to who needs it")
    func remove() async throws {
        try await WebSite.run { site in
            _ = try await site.people.account("person@example.org")
            let browser = try await site.browser(of: "person@example.org")
            let enrolled = try await site.enrol(browser)
            try await site.forgetConfirmation()
            let page = try await browser.get(Self.path)
            #expect(try await browser.submit(page, to: Self.path + "/entfernen", [:]).location == "/konto/bestaetigen?weiter=" + Self.path)
            let ask = try await browser.get("/konto/bestaetigen?weiter=" + Self.path)
            #expect(try await browser.submit(ask, to: "/konto/bestaetigen", ["proof": SamplePeople.password]).status == .unprocessableContent)
            let proved = try await browser.submit(ask, to: "/konto/bestaetigen", ["proof": try await enrolled.phone.code(site)])
            #expect(proved.location == Self.path)
            #expect(try await browser.submit(try await browser.get(Self.path), to: Self.path + "/entfernen", [:]).location == Self.path + "?meldung=entfernt")
            _ = try await site.people.real("echt@example.org", roles: [.payment])
            let payer = try await site.browser(of: "echt@example.org")
            _ = try await site.enrol(payer)
            let own = try await payer.get(Self.path)
            #expect(!own.body.contains("/entfernen"))
            #expect(try await payer.post(Self.path + "/entfernen", [("csrf", own.csrf)]).status == .conflict)
        }
    }
}

extension Answer {
    /// The token of the page's first form.
    var csrf: String { body.firstMatch(of: /name="csrf" value="([^"]*)"/).map { String($0.1) } ?? "" }
}
