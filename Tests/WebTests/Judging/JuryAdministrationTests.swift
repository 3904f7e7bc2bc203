import AwardStore
import Awards
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("The office: jury, assignments, closing")
struct JuryAdministrationTests {
    private static let jury = "/verwaltung/probe-2027/jury"
    private static let assignments = "/verwaltung/probe-2027/zuteilung"
    private static let closing = "/verwaltung/probe-2027/bewertung-abschliessen"

    @Test("states are shown and points are not")
    func progress() async throws {
        try await JurySite.run { jury in
            try await jury.jury.save(jury.assignment, ["verankerung": "9.5", "wirkung": "5"], .finalise, revision: 0, comment: "Geheimes Lob", by: jury.account)
            let page = try await jury.staff().get(Self.jury)
            #expect(page.status == .ok)
            #expect(page.text.contains("Ahausen Kleine Kommunen abgeschlossen"))
            for secret in ["9,5", "9.5", "96,67", "Geheimes Lob"] { #expect(!page.body.contains(secret), "\(secret)") }
        }
    }

    @Test("only staff see these pages", arguments: [jury, assignments, closing, assignments + "/klasse?klasse=klein"])
    func staffOnly(path: String) async throws {
        try await JurySite.run { jury in
            let juror = try await jury.browser()
            #expect(try await juror.get(path).status == .forbidden)
            let staff = try await jury.staff()
            #expect(try await staff.get(path.replacing("probe-2027", with: "gibt-es-nicht")).status == .notFound)
        }
    }

    @Test("an existing account joins by its address; unknown ones and doubles are said at the field")
    func existingAccount() async throws {
        try await JurySite.run { jury in
            _ = try await jury.site.people.account("frei@example.org")
            let staff = try await jury.staff()
            let page = try await staff.get(Self.jury)
            let unknown = try await staff.submit(page, to: Self.jury, ["email": "niemand@example.org", "organisation": "Verein"])
            #expect(unknown.status == .unprocessableContent)
            #expect(unknown.text.contains("Zu dieser Adresse gibt es kein Konto."))
            #expect(unknown.value(of: "email") == "niemand@example.org")
            #expect(unknown.value(of: "organisation") == "Verein")
            let twice = try await staff.submit(page, to: Self.jury, ["email": "jury@example.org"])
            #expect(twice.text.contains("sitzt schon in der Jury"))
            let added = try await staff.submit(page, to: Self.jury, ["email": "frei@example.org", "organisation": "Verein"])
            #expect(added.location == Self.jury + "?meldung=neu")
            #expect(try await staff.get(Self.jury).text.contains("frei@example.org"))
        }
    }

    @Test("an invited juror is on the jury at once, comes in by the link and finds the desk")
    func invited() async throws {
        try await JurySite.run { jury in
            let staff = try await jury.staff()
            let page = try await staff.get(Self.jury)
            let path = Self.jury + "/konto"
            let empty = try await staff.submit(page, to: path, ["neu-name": "", "neu-email": "kein at"])
            #expect(empty.text.contains("Bitte geben Sie den Namen ein."))
            let fields = ["neu-name": "Dr. Neu", "neu-email": "neu@example.org", "neu-organisation": "Amt"]
            let created = try await staff.submit(page, to: path, fields)
            #expect(created.location == Self.jury + "?meldung=eingeladen")
            #expect(try await staff.submit(page, to: path, fields).location == created.location)
            #expect(try await staff.get(Self.jury).text.contains("neu@example.org"))
            let token = try #require(try await jury.site.people.mail(to: "neu@example.org").link("/einladung/"))
            let visitor = jury.site.visitor()
            let answer = try await visitor.submit(
                try await visitor.get("/einladung/\(token)"), to: "/einladung/\(token)", ["name": "Dr. Neu", "new": "viele verschiedene Wörter"]
            )
            #expect(answer.location == "/konto/start")
            #expect(try await visitor.get("/jury").status == .ok)
        }
    }

    @Test("check boxes assign and take back; a colleague's assignment that the page did not show stays")
    func checkBoxes() async throws {
        try await JurySite.run(declared: false) { jury in
            let second = try await jury.jury.entry("Bebra", key: "06632003")
            let staff = try await jury.staff()
            let page = try await staff.get(Self.assignments)
            let other = try await jury.jury.juror("andere@example.org")
            _ = try await jury.jury.assign(other.juror, second)
            let box = "\(second).\(jury.juror)"
            #expect(page.body.contains("value=\"\(box)\""))
            let answer = try await staff.post(Self.assignments, page.hiddenPairs(ofFormTo: Self.assignments) + [("zuteilung", box)])
            #expect(answer.status == .seeOther)
            let desk = try await jury.site.store.jurorDesk(of: jury.account)
            #expect(desk.rounds[0].assignments.map(\.municipality.displayName) == ["Bebra"])
            #expect(try await jury.site.store.jurorDesk(of: other.account).rounds[0].assignments.count == 1)
            let broken = try await staff.post(Self.assignments, try await staff.get(Self.assignments).hiddenPairs(ofFormTo: Self.assignments) + [("zuteilung", "x")])
            #expect(broken.status == .badRequest)
        }
    }

    @Test("a sheet that was begun meanwhile stays, and nothing else of the form is done")
    func begunMeanwhile() async throws {
        try await JurySite.run { jury in
            let second = try await jury.jury.entry("Bebra", key: "06632003")
            let staff = try await jury.staff()
            let page = try await staff.get(Self.assignments)
            try await jury.jury.save(jury.assignment, ["verankerung": "1"], revision: 0, by: jury.account)
            let answer = try await staff.post(Self.assignments, page.hiddenPairs(ofFormTo: Self.assignments) + [("zuteilung", "\(second).\(jury.juror)")])
            #expect(answer.status == .conflict)
            #expect(try await jury.site.store.jurorDesk(of: jury.account).rounds[0].assignments.map(\.municipality.displayName) == ["Ahausen"])
            #expect(try await staff.get(Self.assignments).text.contains("Entwurf"))
        }
    }

    @Test("a whole class is assigned after a preview that counts what is new")
    func wholeClass() async throws {
        try await JurySite.run { jury in
            _ = try await jury.jury.entry("Bebra", key: "06632003")
            _ = try await jury.jury.entry("Celle", key: "03351006", population: 70_000)
            let other = try await jury.jury.juror("andere@example.org")
            let staff = try await jury.staff()
            let none = try await staff.get(Self.assignments + "/klasse?klasse=")
            #expect(none.status == .unprocessableContent)
            #expect(none.text.contains("Bitte wählen Sie mindestens ein Jurymitglied."))
            let preview = try await staff.get(Self.assignments + "/klasse?klasse=klein&jury=\(jury.juror)&jury=\(other.juror)")
            #expect(preview.text.contains("2 zugelassene Bewerbungen für 2 Jurymitglieder: 4 Zuteilungen, davon 3 neu."))
            let answer = try await staff.submit(preview, to: Self.assignments + "/klasse", [:])
            #expect(answer.status == .seeOther)
            #expect(try await jury.site.store.jurorDesk(of: other.account).rounds[0].assignments.map(\.municipality.displayName) == ["Ahausen", "Bebra"])
        }
    }

    @Test("closing has to be confirmed as it stands, and then the office's forms are gone")
    func closingScoring() async throws {
        try await JurySite.run { jury in
            let staff = try await jury.staff()
            let page = try await staff.get(Self.closing)
            #expect(page.text.contains("Bögen, die niemand begonnen hat 1 offen"))
            let unconfirmed = try await staff.submit(page, to: Self.closing, [:])
            #expect(unconfirmed.status == .unprocessableContent)
            try await jury.jury.save(jury.assignment, ["verankerung": "1"], revision: 0, by: jury.account)
            let changed = try await staff.submit(page, to: Self.closing, ["bestaetigt": "ja"])
            #expect(changed.status == .conflict)
            #expect(changed.text.contains("Inzwischen hat sich etwas geändert"))
            let done = try await staff.submit(changed, to: Self.closing, ["bestaetigt": "ja"])
            #expect(done.location == Self.jury + "?meldung=geschlossen")
            let after = try await staff.get(Self.jury)
            #expect(after.text.contains("Bewertung abgeschlossen"))
            #expect(!after.text.contains("Mitglied aufnehmen"))
            #expect(try await staff.get(Self.assignments).text.contains("Die Zuteilung lässt sich nicht mehr ändern"))
            #expect(try await staff.get(Self.closing).text.contains("bereits abgeschlossen"))
            let juror = try await jury.browser()
            #expect(try await juror.get("/jury").text.contains("Vielen Dank"))
        }
    }
}
