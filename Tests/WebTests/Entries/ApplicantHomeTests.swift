import AwardStore
import Awards
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("A municipality's home and the beginning of an entry")
struct ApplicantHomeTests {
    @Test("the size class is explained with figure, day and source before anything is made")
    func explained() async throws {
        try await ApplicantScene.run { scene in
            let home = try await scene.annas.get("/bewerbungen")
            #expect(home.text.contains("Lindenau"))
            let link = "/bewerbungen/neu?runde=probe-2027&kommune=\(scene.town)"
            #expect(home.body.contains("href=\"\(link.htmlEscaped)\""))
            let page = try await scene.annas.get(link)
            #expect(page.status == .ok)
            #expect(page.text.contains("47.112 Einwohner*innen (Quelle: Testdaten)"))
            #expect(page.text.contains("31.12.2025"))
            #expect(page.text.contains("„Mittlere Kommunen“"))
            #expect(try await scene.site.store.applicantHome(try await scene.site.people.caller(scene.anna)).places[0].entries.isEmpty)
        }
    }

    @Test("beginning leads to the new entry, and the same form sent twice to the same one")
    func begin() async throws {
        try await ApplicantScene.run { scene in
            let page = try await scene.annas.get("/bewerbungen/neu?runde=probe-2027&kommune=\(scene.town)")
            let first = try await scene.annas.submit(page, to: "/bewerbungen/neu", [:])
            let second = try await scene.annas.submit(page, to: "/bewerbungen/neu", [:])
            #expect(first.status == .seeOther)
            #expect(first.location == second.location)
            let overview = try await scene.annas.get(try #require(first.location))
            #expect(overview.text.contains("Ihre Bewerbung ist angelegt."))
            #expect(overview.text.contains("Strukturelle Verankerung Noch nicht begonnen"))
        }
    }

    @Test("a second entry of the same municipality is refused with the way to the first")
    func twice() async throws {
        try await ApplicantScene.run { scene in
            let stale = try await scene.bernds.get("/bewerbungen/neu?runde=probe-2027&kommune=\(scene.town)")
            _ = try await scene.draft(complete: false)
            let answer = try await scene.bernds.submit(stale, to: "/bewerbungen/neu", [:])
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("nimmt an dieser Runde schon teil"))
        }
    }

    @Test("home says what is due, until when, what is missing, and goes on at the first gap")
    func home() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft(complete: false)
            let text = try await scene.annas.get("/bewerbungen")
            #expect(text.text.contains("Reichen Sie bis 30.06.2099, 24:00 Uhr (MESZ) ein."))
            #expect(text.text.contains("Es fehlen noch 3 Angaben."))
            #expect(text.body.contains("href=\"/bewerbungen/\(entry)/abschnitt/verankerung\""))
            #expect(text.text.contains("0 von 3"))
        }
    }

    @Test("after the deadline nothing is begun, and a draft stays readable with all it says")
    func afterDeadline() async throws {
        try await ApplicantScene.run { scene in
            let stale = try await scene.annas.get("/bewerbungen/neu?runde=probe-2027&kommune=\(scene.town)")
            try await scene.moveDeadline("2026-02-01 12:00")
            let refused = try await scene.annas.submit(stale, to: "/bewerbungen/neu", [:])
            #expect(refused.status == .gone)
            #expect(refused.text.contains("Die Einreichungsfrist ist abgelaufen"))
            #expect(try await scene.annas.get("/bewerbungen/neu?runde=probe-2027&kommune=\(scene.town)").status == .gone)
            try await scene.moveDeadline("2099-06-30 24:00")
            let entry = try await scene.draft()
            try await scene.moveDeadline("2026-02-01 12:00")
            let overview = try await scene.annas.get("/bewerbungen/\(entry)")
            #expect(overview.text.contains("Die Einreichungsfrist ist abgelaufen (01.02.2026, 12:00 Uhr (MEZ))"))
            #expect(overview.text.contains("Kaffee, Bälle und Natursteine"))
            #expect(overview.text.contains("Faire Woche"))
        }
    }

    @Test("nobody sees or begins anything for a municipality of others", arguments: [
        "", "/abschnitt/beschaffung", "/massnahmen", "/massnahmen/neu", "/pruefen", "/beleg",
    ])
    func foreign(path: String) async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let stranger = try await scene.stranger()
            let answer = try await stranger.get("/bewerbungen/\(entry)\(path)")
            let unknown = try await stranger.get("/bewerbungen/\(Entry.ID.random())\(path)")
            #expect(answer.status == .notFound)
            #expect(unknown.status == .notFound)
            #expect(!answer.body.contains("Lindenau"))
            #expect(!(try await stranger.get("/bewerbungen")).body.contains("Lindenau"))
            #expect(try await stranger.get("/bewerbungen/neu?runde=probe-2027&kommune=\(scene.town)").status == .notFound)
        }
    }

    @Test("people without a municipality have no entries page; the public is asked to sign in")
    func others() async throws {
        try await ApplicantScene.run { scene in
            _ = try await scene.site.people.staff()
            let staff = try await scene.site.browser(of: "verwaltung@example.org")
            #expect(try await staff.get("/bewerbungen").status == .forbidden)
            #expect(try await scene.site.visitor().get("/bewerbungen").location == "/anmelden?weiter=/bewerbungen")
        }
    }
}
