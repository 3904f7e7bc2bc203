import AwardStore
import Awards
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Staff decide on entries in the browser")
struct StaffEntryTests {
    @Test("a submitted entry is shown with its text, its receipt and what is to be checked")
    func shown() async throws {
        try await StaffEntryScene.run { scene in
            let entry = try await scene.submitted()
            let head = try await scene.head(entry)
            let page = try await scene.browser.get("\(StaffEntryScene.path)/\(entry)")
            #expect(page.status == .ok)
            #expect(page.text.contains("Ratsbeschluss von 2019") && page.text.contains("Faire Woche Bildung, seit 2024"))
            #expect(page.body.contains("Kaffee, Bälle\nund Natursteine"))
            #expect(page.text.contains("Gemeindeschlüssel (AGS) 09123456") && page.text.contains("Lindenau, Land 09"))
            #expect(page.text.contains("47.112 am 31.12.2025 (Quelle: Testdaten)") && page.text.contains("durch Person anna@example.org"))
            #expect(page.body.contains(try #require(head.contentHash)) && page.text.contains("Bewerbung Nr. probe-2027-001"))
            #expect(page.text.contains("Teilnahmeberechtigt? Ja") && page.text.contains("Fristgerecht? Ja") && page.text.contains("Vollständig? Ja"))
        }
    }

    @Test("a draft shows whose it is and not a word of its text")
    func draft() async throws {
        try await StaffEntryScene.run { scene in
            let entry = try await scene.draft()
            let page = try await scene.browser.get("\(StaffEntryScene.path)/\(entry)")
            #expect(page.status == .ok && page.text.contains("Lindenau, Land 09") && page.text.contains("Noch ein Entwurf"))
            for text in ["Ratsbeschluss", "Kaffee", "Faire Woche", "im September", "Vollständig?", "/zulassen", "/ablehnen"] {
                #expect(!page.body.contains(text), "\(text)")
            }
        }
    }

    @Test("admitting a draft is refused, even with a form of one's own")
    func draftForm() async throws {
        try await StaffEntryScene.run { scene in
            let other = try await scene.recorded("Zell", key: "09000001", population: 300)
            let entry = try await scene.draft()
            let page = try await scene.browser.get("\(StaffEntryScene.path)/\(other)")
            let fields = page.hiddenPairs(ofFormTo: "\(StaffEntryScene.path)/\(other)/zulassen")
            let answer = try await scene.browser.post("\(StaffEntryScene.path)/\(entry)/zulassen", fields)
            #expect(answer.status == .conflict && answer.text.contains("Noch nicht eingereicht") && !answer.body.contains("Ratsbeschluss"))
            #expect(try await scene.head(entry).state == .draft)
        }
    }

    @Test("an entry is admitted once, however often the form is sent")
    func admit() async throws {
        try await StaffEntryScene.run { scene in
            let entry = try await scene.submitted()
            let path = "\(StaffEntryScene.path)/\(entry)"
            let page = try await scene.browser.get(path)
            for _ in 1...2 {
                let answer = try await scene.browser.submit(page, to: path + "/zulassen", [:])
                #expect(answer.status == .seeOther && answer.location == path + "?meldung=zugelassen")
            }
            #expect(try await scene.head(entry).state == .admitted)
            let after = try await scene.browser.get(path + "?meldung=zugelassen")
            #expect(after.text.contains("Die Bewerbung ist zugelassen.") && !after.body.contains(path + "/zulassen"))
            let unknown = try await scene.browser.get(path + "?meldung=erfunden")
            #expect(unknown.status == .ok && !unknown.body.contains("notice--flash"))
        }
    }

    @Test("an entry is rejected with the reason the municipality reads, and may be admitted after all")
    func reject() async throws {
        try await StaffEntryScene.run { scene in
            let entry = try await scene.submitted()
            let path = "\(StaffEntryScene.path)/\(entry)"
            let answer = try await scene.browser.submit(try await scene.browser.get(path), to: path + "/ablehnen", ["grund": " Außerhalb <Deutschlands> "])
            #expect(answer.location == path + "?meldung=abgelehnt")
            #expect(try await scene.head(entry).rejectionReason == "Außerhalb <Deutschlands>")
            let rejected = try await scene.browser.get(path)
            #expect(rejected.body.contains("Außerhalb &lt;Deutschlands&gt;") && rejected.text.contains("Doch zulassen"))
            #expect(try await scene.browser.submit(rejected, to: path + "/zulassen", [:]).status == .seeOther)
            #expect(try await scene.head(entry).state == .admitted)
        }
    }

    @Test("a rejection without a reason comes back with what was typed", arguments: ["", " \n "])
    func reasonMissing(reason: String) async throws {
        try await StaffEntryScene.run { scene in
            let entry = try await scene.submitted()
            let path = "\(StaffEntryScene.path)/\(entry)"
            let answer = try await scene.browser.submit(try await scene.browser.get(path), to: path + "/ablehnen", ["grund": reason])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("href=\"#grund\"") && answer.body.contains("<title>Fehler: Stadt Lindenau"))
            #expect(answer.body.contains("&#10;\(reason)</textarea>"))
            #expect(try await scene.head(entry).state == .submitted)
            let again = try await scene.browser.submit(answer, to: path + "/ablehnen", ["grund": "Doppelt"])
            #expect(again.status == .seeOther)
            #expect(try await scene.head(entry).rejectionReason == "Doppelt")
        }
    }

    @Test("of two people who decide at once the second is told, and their reason is kept")
    func meanwhile() async throws {
        try await StaffEntryScene.run { scene in
            let entry = try await scene.submitted()
            let path = "\(StaffEntryScene.path)/\(entry)"
            let first = try await scene.browser.get(path)
            let second = try await scene.browser.get(path)
            #expect(try await scene.browser.submit(first, to: path + "/ablehnen", ["grund": "Erster Grund"]).status == .seeOther)
            let answer = try await scene.browser.submit(second, to: path + "/ablehnen", ["grund": "Zweiter Grund"])
            #expect(answer.status == .conflict && answer.text.contains("Inzwischen hat sich etwas geändert"))
            #expect(answer.text.contains("Erster Grund") && answer.text.contains("Ihr Text, nicht gespeichert Zweiter Grund"))
            #expect(try await scene.head(entry).rejectionReason == "Erster Grund")
        }
    }

    @Test("an entry with jurors can't be rejected")
    func assigned() async throws {
        try await StaffEntryScene.run { scene in
            let scoring = SampleScoring(scene.site.store, round: scene.round, staff: scene.staff)
            let entry = try await scene.site.people.admittedEntry(scene.town, in: scene.round, by: scene.anna, staff: scene.staff)
            let path = "\(StaffEntryScene.path)/\(entry)"
            let before = try await scene.browser.get(path)
            try await scoring.sheet(try await scoring.juror("jury"), entry, state: .notStarted)
            let answer = try await scene.browser.submit(before, to: path + "/ablehnen", ["grund": "Zu spät"])
            #expect(answer.status == .conflict && answer.text.contains("Nehmen Sie zuerst die Zuteilung zurück"))
            #expect(answer.text.contains("Ihr Text, nicht gespeichert Zu spät") && !answer.body.contains(path + "/ablehnen\""))
            #expect(try await scene.head(entry).state == .admitted)
        }
    }

    @Test("once scoring is closed there is nothing left to decide")
    func closed() async throws {
        try await StaffEntryScene.run { scene in
            let entry = try await scene.submitted()
            let path = "\(StaffEntryScene.path)/\(entry)"
            let before = try await scene.browser.get(path)
            try await scene.close()
            let answer = try await scene.browser.submit(before, to: path + "/zulassen", [:])
            #expect(answer.status == .conflict && answer.text.contains("Die Bewertung ist abgeschlossen"))
            #expect(!answer.body.contains(path + "/zulassen") && answer.text.contains("Ratsbeschluss von 2019"))
        }
    }

    @Test("whether paper was in time follows the day it arrived", arguments: [
        ("2099-06-30 24:00", "2099-06-30", "Ja"), ("2099-06-30 24:00", "2099-07-01", "Nein"), ("2099-06-30 24:00", nil, "Bitte prüfen"),
        ("2099-06-30 12:00", "2099-06-29", "Ja"), ("2099-06-30 12:00", "2099-06-30", "Bitte prüfen"),
    ] as [(String, String?, String)])
    func paper(deadline: String, day: String?, expected: String) async throws {
        try await StaffEntryScene.run(try SampleRules.round(deadline: deadline)) { scene in
            let entry = try await scene.recorded("Zell", key: "09000001", population: 300, receivedOn: try day.map(SampleRules.day))
            let page = try await scene.browser.get("\(StaffEntryScene.path)/\(entry)")
            #expect(page.text.contains("Fristgerecht? \(expected) ") && page.text.contains("Von der Geschäftsstelle nachgetragen Papier"))
            #expect(page.text.contains("Vollständig? Nein 3 Angaben"))
        }
    }

    @Test("an entry of another round is a page that does not exist")
    func foreignRound() async throws {
        try await StaffEntryScene.run { scene in
            _ = try await scene.site.people.round(try SampleRules.round(slug: "probe-2029"))
            let entry = try await scene.submitted()
            let own = "\(StaffEntryScene.path)/\(entry)"
            let foreign = "/verwaltung/probe-2029/bewerbungen/\(entry)"
            let fields = try await scene.browser.get(own).hiddenPairs(ofFormTo: own + "/zulassen")
            #expect(try await scene.browser.get(foreign).status == .notFound)
            #expect(try await scene.browser.post(foreign + "/zulassen", fields).status == .notFound)
            #expect(try await scene.browser.post(foreign + "/ablehnen", fields + [("grund", "x")]).status == .notFound)
            #expect(try await scene.browser.get(StaffEntryScene.path + "/unlesbar").status == .notFound)
            #expect(try await scene.head(entry).state == .submitted)
        }
    }

    @Test("who entered gets in neither to read nor to decide, and nothing happens without the form's token")
    func others() async throws {
        try await StaffEntryScene.run { scene in
            let entry = try await scene.submitted()
            let path = "\(StaffEntryScene.path)/\(entry)"
            #expect(try await scene.site.visitor().get(path).status == .seeOther)
            let applicant = try await scene.site.browser(of: "anna@example.org")
            let token = try await applicant.get("/konto").hiddenFields(ofFormTo: "/abmelden")["csrf"] ?? ""
            for page in [path, StaffEntryScene.path, StaffEntryScene.path + "/nachtragen"] {
                #expect(try await applicant.get(page).status == .forbidden)
            }
            for action in [path + "/zulassen", path + "/ablehnen", StaffEntryScene.path + "/nachtragen"] {
                #expect(try await applicant.post(action, [("csrf", token), ("grund", "x")]).status == .forbidden)
                #expect(try await scene.browser.post(action, [("csrf", "falsch"), ("grund", "x")]).status == .forbidden)
            }
            #expect(try await scene.head(entry).state == .submitted)
        }
    }
}
