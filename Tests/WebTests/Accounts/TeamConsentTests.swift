@testable import AwardStore
import Awards
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Web

@Suite("Nobody is in a team who has not agreed")
struct TeamConsentTests {
    private func lead(_ site: WebSite) async throws -> (browser: WebClient, town: Municipality.ID, base: String) {
        let town = try await site.people.municipality("Ahausen", key: "03357001", population: 2_000)
        _ = try await site.people.member("leitung@example.org", of: town)
        return (try await site.browser(of: "leitung@example.org"), town, "/kommune/\(town)/team")
    }

    private func invite(_ lead: WebClient, _ base: String, _ email: String) async throws -> Answer {
        try await lead.submit(try await lead.get(base), to: base + "/einladen", ["name": "Getippter Name", "email": email])
    }

    @Test("the lead reads the same whether the address has an account, an invitation, a lock or nothing, and no name of theirs")
    func same() async throws {
        try await WebSite.run { site in
            let (lead, town, base) = try await lead(site)
            _ = try await site.people.account("da@example.org")
            let closed = try await site.people.account("gesperrt@example.org")
            let administrator = try await site.people.administrator()
            let invited = InvitedPerson(email: "eingeladen@example.org", displayName: "Echter Name")
            _ = try await site.store.invite(invited, by: try await site.people.caller(administrator), operation: .fresh(administrator))
            let names = try await site.store.database.transaction { session in
                try session.execute("UPDATE account SET disabled_at = now() WHERE id = \(closed)")
                return try session.execute("UPDATE account SET display_name = 'Echter Name' WHERE email NOT LIKE 'leitung%'")
            }
            #expect(names > 2)
            for email in ["DA@Example.org", "GESPERRT@Example.org", "EINGELADEN@Example.org", "NIEMAND@Example.org"] {
                let answer = try await invite(lead, base, email)
                #expect(answer.location == base + "?meldung=eingeladen", "\(email)")
            }
            let page = try await lead.get(base)
            #expect(!page.body.contains("Echter Name"))
            let lines = page.body.matches(of: /<tr><th scope="row">Getippter Name<small>([^<]+)<\/small><\/th><td data-label="Einladung">gilt bis/)
            #expect(lines.map(\.1).sorted() == ["da@example.org", "eingeladen@example.org", "gesperrt@example.org", "niemand@example.org"])
            #expect(try await site.store.team(town)?.members.map(\.email) == ["leitung@example.org"])
            #expect(try await invite(lead, base, "da@example.org").text.contains("läuft schon eine Einladung"))
        }
    }

    @Test("a lead can't write into the mail that the office sends, nor send any number of it")
    func mail() async throws {
        try await WebSite.run { site in
            let (lead, _, base) = try await lead(site)
            for name in ["Probe\n\nIhr Konto ist gesperrt.", "Bitte https://evil.example öffnen"] {
                let page = try await lead.get(base)
                let answer = try await lead.submit(page, to: base + "/einladen", ["name": name, "email": "kollegin@example.org"])
                #expect(answer.status == .unprocessableContent && answer.text.contains("nur den Namen ein"))
            }
            #expect(try await site.store.database.read { try $0.value("SELECT count(*) FROM outbox_mail") } == 0)
            var answers: [HTTPResponse.Status] = []
            for number in 0..<31 {
                answers.append(try await invite(lead, base, "kollegin\(number)@example.org").status)
                try await site.store.database.transaction { try $0.execute("UPDATE invitation SET revoked_at = now()") }
            }
            #expect(answers == Array(repeating: .seeOther, count: 30) + [.tooManyRequests])
        }
    }

    @Test("who has an account sees the invitation signed in, and accepts or declines it", arguments: [true, false])
    func answer(accepting: Bool) async throws {
        try await WebSite.run { site in
            let (lead, town, base) = try await lead(site)
            _ = try await site.people.account("da@example.org")
            _ = try await invite(lead, base, "da@example.org")
            let mail = try await site.people.mail(to: "da@example.org")
            #expect(mail.subject == "Einladung in ein Team: Ahausen" && mail.text?.contains("https://lorbeer.example.org/konto") == true)
            #expect(mail.link("/einladung/") == nil)
            let person = try await site.browser(of: "da@example.org")
            #expect(try await person.get(base).status == .forbidden)
            let page = try await person.get("/konto")
            #expect(page.text.contains("Einladung: Ahausen") || page.text.contains("Einladung: Stadt Ahausen"))
            let action = String(try #require(page.body.firstMatch(of: /action="(\/konto\/einladungen\/[0-9a-f-]{36})"/)).1)
            // Nobody else answers it.
            let stranger = try await lead.post(action, page.hiddenPairs(ofFormTo: action).filter { $0.0 != "csrf" } + [
                ("csrf", try await lead.get("/konto").csrf), ("antwort", "annehmen"),
            ])
            #expect(stranger.status == .conflict)
            let answered = try await person.submit(page, to: action, ["antwort": accepting ? "annehmen" : "ablehnen"])
            #expect(answered.location == "/konto?meldung=" + (accepting ? "angenommen" : "abgelehnt"))
            #expect(try await person.get(base).status == (accepting ? .ok : .forbidden))
            #expect(try await site.store.team(town)?.members.count == (accepting ? 2 : 1))
            #expect(try await site.store.team(town)?.invited.isEmpty == true)
            #expect(!(try await person.get("/konto")).body.contains("/konto/einladungen/"))
        }
    }

    @Test("who judges what the municipality enters cannot accept")
    func juror() async throws {
        try await JurySite.run { jury in
            let town: Municipality.ID = try await jury.site.store.database.read { try $0.value("SELECT municipality_id FROM entry") }
            let lead = try await jury.site.browser(of: "kommune@example.org")
            _ = try await invite(lead, "/kommune/\(town)/team", "jury@example.org")
            let browser = try await jury.browser()
            let page = try await browser.get("/konto")
            let action = String(try #require(page.body.firstMatch(of: /action="(\/konto\/einladungen\/[0-9a-f-]{36})"/)).1)
            let refused = try await browser.submit(page, to: action, ["antwort": "annehmen"])
            #expect(refused.status == .conflict && refused.text.contains("Sie sitzen in der Jury"))
            #expect(try await browser.get("/kommune/\(town)/team").status == .forbidden)
            #expect(try await browser.submit(try await browser.get("/konto"), to: action, ["antwort": "ablehnen"]).location == "/konto?meldung=abgelehnt")
        }
    }

    @Test("twenty invitations wait at most")
    func limit() async throws {
        try await WebSite.run { site in
            let (lead, _, base) = try await lead(site)
            for number in 0..<ChangingTeam.maximumInvitations {
                #expect(try await invite(lead, base, "person\(number)@example.org").status == .seeOther)
            }
            let late = try await invite(lead, base, "zuviel@example.org")
            #expect(late.status == .unprocessableContent && late.text.contains("Es warten schon 20 Einladungen"))
            #expect(late.body.contains("value=\"zuviel@example.org\""))
        }
    }

    @Test("a lead who is alone leaves after a warning, and staff invite somebody else")
    func alone() async throws {
        try await WebSite.run { site in
            let (lead, town, base) = try await lead(site)
            let asked = try await lead.submit(try await lead.get(base), to: base + "/entfernen", [:])
            #expect(asked.text.contains("Sie sind die einzige Person in diesem Team"))
            #expect(try await site.store.team(town)?.members.count == 1)
            #expect(try await lead.submit(asked, to: base + "/entfernen", [:]).location == "/konto/start")
            _ = try await site.people.staff()
            let staff = try await site.browser(of: "verwaltung@example.org")
            let office = "/verwaltung/kommunen/\(town)"
            let sent = try await staff.submit(try await staff.get(office), to: office + "/einladen", ["name": "Neu", "email": "leitung@example.org"])
            #expect(sent.location == office + "?meldung=eingeladen")
            #expect(try await site.store.team(town)?.invited.map(\.lead) == [true])
        }
    }

    @Test("staff invite a further person, and one who takes the lead from a locked one as soon as they accept")
    func locked() async throws {
        try await WebSite.run { site in
            let (_, town, _) = try await lead(site)
            _ = try await site.people.staff()
            let staff = try await site.browser(of: "verwaltung@example.org")
            try await site.store.database.transaction { session in
                _ = try session.execute("UPDATE account SET disabled_at = now() WHERE email = 'leitung@example.org'")
            }
            let office = "/verwaltung/kommunen/\(town)"
            let fields = ["name": "Neue Leitung", "email": "neu@example.org", "place": "lead"]
            let without = try await staff.submit(try await staff.get(office), to: office + "/einladen", fields)
            #expect(without.status == .unprocessableContent && without.text.contains("Bitte geben Sie den Grund an"))
            let sent = try await staff.submit(without, to: office + "/einladen", fields.merging(["inviteReason": "Gesperrt"]) { $1 })
            #expect(sent.location == office + "?meldung=eingeladen")
            #expect(try await site.store.team(town)?.members.filter(\.lead).map(\.email) == ["leitung@example.org"])
            let token = try #require(try await site.people.mail(to: "neu@example.org").link("/einladung/"))
            _ = try await site.store.acceptInvitation(token: token, name: "Neu", password: "viele verschiedene Wörter", on: .sample(), replacing: nil)
            let team = try #require(try await site.store.team(town))
            #expect(team.members.filter(\.lead).map(\.email) == ["neu@example.org"] && team.members.count == 2)
            #expect(try await site.people.recorded("leadNamed", about: town.uuid) == 1)
            let further = try await staff.submit(try await staff.get(office), to: office + "/einladen", ["name": "Dritte", "email": "dritte@example.org", "place": "member"])
            #expect(further.location == office + "?meldung=eingeladen")
        }
    }
}
