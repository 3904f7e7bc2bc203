import AwardStore
import Awards
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Reviewing and submitting")
struct SubmitPageTests {
    @Test("what is missing is listed with the way to mend it, and nothing can be submitted")
    func missing() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft(complete: false)
            let page = try await scene.annas.get("/bewerbungen/\(entry)/pruefen")
            #expect(page.text.contains("Strukturelle Verankerung: „Welche Beschlüsse gibt es?“ ist noch nicht beantwortet."))
            #expect(page.body.contains("href=\"/bewerbungen/\(entry)/abschnitt/beschaffung#frage-produkte\""))
            #expect(page.text.contains("Es fehlt noch eine Maßnahme."))
            #expect(!page.text.contains("Bewerbung einreichen"))
        }
    }

    @Test("after the declaration the entry is in, with a receipt to print; sending twice changes nothing")
    func submit() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let path = "/bewerbungen/\(entry)/pruefen"
            let page = try await scene.annas.get(path)
            #expect(page.text.contains("Kaffee, Bälle und Natursteine"))
            let undeclared = try await scene.annas.submit(page, to: path, [:])
            #expect(undeclared.status == .unprocessableContent)
            #expect(undeclared.body.contains("<a href=\"#declaration\">"))
            let answer = try await scene.annas.submit(page, to: path, ["declaration": "yes"])
            #expect(answer.location == "/bewerbungen/\(entry)/beleg?meldung=eingereicht")
            let again = try await scene.annas.submit(page, to: path, ["declaration": "yes"])
            #expect(again.location == answer.location)
            let detail = try await scene.detail(entry)
            let receipt = try await scene.bernds.get("/bewerbungen/\(entry)/beleg")
            #expect(receipt.text.contains("Nr. probe-2027-001"))
            #expect(receipt.text.contains(try #require(detail.head.contentHash)))
            #expect(receipt.text.contains(detail.round.clock.second(try #require(detail.head.submittedAt))))
            #expect(receipt.text.contains("Mittlere Kommunen"))
            #expect(receipt.text.contains("Person anna@example.org"))
            #expect(try await scene.annas.get(path).location == "/bewerbungen/\(entry)")
            #expect(try await scene.annas.get("/bewerbungen").text.contains("Eingereicht am"))
        }
    }

    @Test("a review that a colleague has overtaken is shown again instead of submitted")
    func overtaken() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let path = "/bewerbungen/\(entry)/pruefen"
            let page = try await scene.annas.get(path)
            let section = "/bewerbungen/\(entry)/abschnitt/beschaffung"
            _ = try await scene.bernds.submit(try await scene.bernds.get(section), to: section, ["frage-produkte": "nur noch Tee", "action": "save"])
            let answer = try await scene.annas.submit(page, to: path, ["declaration": "yes"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("hat jemand sie geändert"))
            #expect(answer.text.contains("nur noch Tee"))
            #expect(try await scene.annas.submit(answer, to: path, ["declaration": "yes"]).status == .seeOther)
        }
    }

    @Test("a form that arrives after the deadline is refused kindly, and the draft stays as it is")
    func tooLate() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let path = "/bewerbungen/\(entry)/pruefen"
            let page = try await scene.annas.get(path)
            try await scene.moveDeadline("2026-02-01 12:00")
            let answer = try await scene.annas.submit(page, to: path, ["declaration": "yes"])
            #expect(answer.status == .gone)
            #expect(answer.text.contains("Was als Entwurf gespeichert ist, bleibt vollständig erhalten"))
            #expect(answer.text.contains("Kaffee, Bälle und Natursteine"))
            #expect(try await scene.detail(entry).head.state == .draft)
        }
    }

    @Test("a rejected entry says why; there is no receipt before submitting")
    func rejected() async throws {
        try await ApplicantScene.run { scene in
            let staff = try await scene.site.people.staff()
            let entry = try await scene.draft()
            #expect(try await scene.annas.get("/bewerbungen/\(entry)/beleg").status == .notFound)
            let caller = try await scene.site.people.caller(scene.anna)
            _ = try await scene.site.store.submitEntry(entry: entry, by: caller, operation: .fresh(scene.anna))
            try await scene.site.store.rejectEntry(
                entry, reason: "Die Kommune ist\nkeine Gemeinde.", revision: 2, by: try await scene.site.people.caller(staff), operation: .fresh(staff)
            )
            let overview = try await scene.annas.get("/bewerbungen/\(entry)")
            #expect(overview.text.contains("Grund der Ablehnung Die Kommune ist keine Gemeinde."))
        }
    }

    @Test("strangers submit nothing, and no form without its token does")
    func refused() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let path = "/bewerbungen/\(entry)/pruefen"
            var fields = try await scene.annas.get(path).hiddenFields(ofFormTo: path)
            fields["declaration"] = "yes"
            fields["csrf"] = "falsch"
            #expect(try await scene.annas.post(path, fields.map { ($0.key, $0.value) }).status == .forbidden)
            let stranger = try await scene.stranger()
            fields["csrf"] = try await stranger.get("/konto").hiddenFields(ofFormTo: "/abmelden")["csrf"]
            #expect(try await stranger.post(path, fields.map { ($0.key, $0.value) }).status == .notFound)
            #expect(try await scene.detail(entry).head.state == .draft)
        }
    }
}
