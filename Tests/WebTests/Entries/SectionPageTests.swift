import AwardStore
import Awards
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Writing a section")
struct SectionPageTests {
    private static let field = "frage-produkte"

    @Test("a section is saved as typed and leads on to the next, then to the measures")
    func save() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft(complete: false)
            let path = "/bewerbungen/\(entry)/abschnitt/beschaffung"
            var page = try await scene.annas.get(path)
            var answer = try await scene.annas.submit(page, to: path, [Self.field: "Bälle\r\nund <b>Tee</b> & „Äpfel“", "action": "save"])
            #expect(answer.status == .seeOther)
            #expect(answer.location == path + "?meldung=gespeichert")
            page = try await scene.annas.get(path + "?meldung=gespeichert")
            #expect(page.text.contains("Der Abschnitt ist gespeichert."))
            #expect(page.body.contains(">&#10;Bälle\nund &lt;b&gt;Tee&lt;/b&gt; &amp; „Äpfel“</textarea>"))
            #expect(page.text.contains("Noch 170 Zeichen frei"))
            answer = try await scene.annas.submit(page, to: path, [Self.field: "Bälle", "action": "next"])
            #expect(answer.location == "/bewerbungen/\(entry)/massnahmen")
            let first = "/bewerbungen/\(entry)/abschnitt/verankerung"
            let next = try await scene.annas.submit(try await scene.annas.get(first), to: first, ["frage-beschluesse": "x", "action": "next"])
            #expect(next.location == path)
        }
    }

    @Test("too long text is saved whole, and flagged at the field")
    func tooLong() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft(complete: false)
            let path = "/bewerbungen/\(entry)/abschnitt/beschaffung"
            let text = String(repeating: "ü", count: 203)
            let answer = try await scene.annas.submit(try await scene.annas.get(path), to: path, [Self.field: text, "action": "save"])
            #expect(answer.status == .seeOther)
            let page = try await scene.annas.get(path)
            #expect(page.body.contains(text))
            #expect(page.text.contains("Der Text ist 3 Zeichen zu lang."))
            #expect(page.text.contains("3 Zeichen zu viel"))
            #expect(page.body.contains("aria-invalid=\"true\""))
        }
    }

    @Test("autosave answers time, revision and the next operation, and the next save builds on it")
    func autosave() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft(complete: false)
            let path = "/bewerbungen/\(entry)/abschnitt/beschaffung"
            let page = try await scene.annas.get(path)
            #expect(page.body.contains("data-autosave=\"\(path)/entwurf\""))
            var fields = page.hiddenFields(ofFormTo: path)
            fields[Self.field] = "Kaf"
            let first = try await scene.annas.autosave(path, fields)
            #expect(first.revision == 1)
            #expect(first.savedAt.hasSuffix(" Uhr"))
            #expect(try await scene.annas.autosave(path, fields).revision == 1)
            fields["revision"] = "1"
            fields["operation"] = first.operation
            fields[Self.field] = "Kaffee"
            #expect(try await scene.annas.autosave(path, fields).revision == 2)
            #expect(try await scene.detail(entry).answer("produkte", in: "beschaffung") == "Kaffee")
        }
    }

    @Test("two colleagues: the second sees both texts, keeps the own one in the form, and can save it")
    func collision() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft(complete: false)
            let path = "/bewerbungen/\(entry)/abschnitt/beschaffung"
            let annasPage = try await scene.annas.get(path)
            let berndsPage = try await scene.bernds.get(path)
            _ = try await scene.annas.submit(annasPage, to: path, [Self.field: "Text von Anna", "action": "save"])
            var fields = berndsPage.hiddenFields(ofFormTo: path)
            fields[Self.field] = "Text von Bernd"
            let refused = try await scene.bernds.post(path + "/entwurf", fields.map { ($0.key, $0.value) })
            #expect(refused.status == .conflict)
            #expect(refused.body.contains("\"ok\":false"))
            let page = try await scene.bernds.submit(berndsPage, to: path, [Self.field: "Text von Bernd", "action": "next"])
            #expect(page.status == .conflict)
            #expect(page.text.contains("Text von Anna"))
            #expect(page.text.contains("Gespeichert von Person anna@example.org"))
            #expect(page.body.contains("&#10;Text von Bernd</textarea>"))
            #expect(page.body.contains("data-unsaved") && !page.body.contains("data-autosave"))
            #expect(try await scene.detail(entry).answer("produkte", in: "beschaffung") == "Text von Anna")
            let merged = try await scene.bernds.submit(page, to: path, [Self.field: "Anna und Bernd", "action": "save"])
            #expect(merged.status == .seeOther)
            #expect(try await scene.detail(entry).answer("produkte", in: "beschaffung") == "Anna und Bernd")
        }
    }

    @Test("text that arrives after a colleague has submitted is not stored but still on the page")
    func afterSubmission() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let path = "/bewerbungen/\(entry)/abschnitt/beschaffung"
            let page = try await scene.bernds.get(path)
            let caller = try await scene.site.people.caller(scene.anna)
            _ = try await scene.site.store.submitEntry(entry: entry, by: caller, operation: .fresh(scene.anna))
            let answer = try await scene.bernds.submit(page, to: path, [Self.field: "mein langer Absatz", "action": "save"])
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("Die Bewerbung ist bereits eingereicht."))
            #expect(answer.body.contains("mein langer Absatz</textarea>"))
            #expect(try await scene.annas.get(path).location == "/bewerbungen/\(entry)")
        }
    }

    @Test("a draft is still saved after the deadline, and the page says that it can't be submitted")
    func afterDeadline() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let path = "/bewerbungen/\(entry)/abschnitt/beschaffung"
            let page = try await scene.annas.get(path)
            try await scene.moveDeadline("2026-02-01 12:00")
            let answer = try await scene.annas.submit(page, to: path, [Self.field: "gerade noch getippt", "action": "save"])
            #expect(answer.status == .seeOther)
            let late = try await scene.annas.get(path)
            #expect(late.text.contains("Einreichen ist nicht mehr möglich."))
            #expect(late.body.contains("gerade noch getippt"))
        }
    }

    @Test("strangers and forms without the token save nothing")
    func refused() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let path = "/bewerbungen/\(entry)/abschnitt/beschaffung"
            let page = try await scene.annas.get(path)
            let stranger = try await scene.stranger()
            var fields = page.hiddenFields(ofFormTo: path)
            fields["csrf"] = try await stranger.get("/konto").hiddenFields(ofFormTo: "/abmelden")["csrf"]
            fields[Self.field] = "fremd"
            for target in [path, path + "/entwurf"] {
                #expect(try await stranger.post(target, fields.map { ($0.key, $0.value) }).status == .notFound)
                #expect(try await scene.annas.submit(page, to: path, [Self.field: "x", "csrf": "falsch"]).status == .forbidden)
            }
            #expect(try await scene.annas.get("/bewerbungen/\(entry)/abschnitt/gibt-es-nicht").status == .notFound)
            #expect(try await scene.detail(entry).sections["beschaffung"]?.revision == 1)
        }
    }
}

extension WebClient {
    fileprivate struct Saved: Decodable {
        let ok: Bool
        let savedAt: String
        let revision: Int
        let operation: String
    }

    /// Sends fields as the page's script does.
    fileprivate func autosave(_ path: String, _ fields: [String: String]) async throws -> Saved {
        let answer = try await post(path + "/entwurf", fields.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 })
        try #require(answer.status == .ok)
        #expect(answer.headers[.contentType] == "application/json")
        return try JSONDecoder().decode(Saved.self, from: Data(answer.body.utf8))
    }
}
