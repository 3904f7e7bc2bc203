import AwardStore
import Awards
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Score sheets: two tabs, foreign jurors and forged forms")
struct ScoreCollisionTests {
    @Test("the slower of two tabs sees both versions, keeps its input and can then save it")
    func twoTabs() async throws {
        try await JurySite.run { jury in
            let browser = try await jury.browser()
            let left = try await browser.get(jury.sheet)
            let right = try await browser.get(jury.sheet)
            _ = try await browser.submit(left, to: jury.sheet, ["points-verankerung": "2", "comment": "links", "action": "save"])
            let answer = try await browser.submit(right, to: jury.sheet, ["points-verankerung": "8,5", "comment": "rechts", "action": "save"])
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("Dieser Bogen wurde inzwischen geändert"))
            #expect(answer.text.contains("links anders"))
            #expect(answer.text.contains("rechts anders"))
            #expect(answer.value(of: "points-verankerung") == "8,5")
            #expect(answer.body.contains("rechts</textarea>"))
            #expect(answer.hiddenFields(ofFormTo: jury.sheet)["revision"] == "1")
            #expect(try await browser.get(jury.sheet).body.contains("links</textarea>"))
            let saved = try await browser.submit(answer, to: jury.sheet, ["points-verankerung": "8,5", "comment": "rechts", "action": "save"])
            #expect(saved.status == .seeOther)
            #expect(try await browser.get(jury.sheet).body.contains("rechts</textarea>"))
        }
    }

    @Test("a tab with mistakes does not forget that it is stale")
    func staleAndInvalid() async throws {
        try await JurySite.run { jury in
            let browser = try await jury.browser()
            let stale = try await browser.get(jury.sheet)
            try await jury.jury.save(jury.assignment, ["verankerung": "2"], revision: 0, by: jury.account)
            let invalid = try await browser.submit(stale, to: jury.sheet, ["points-verankerung": "99", "action": "save"])
            #expect(invalid.status == .unprocessableContent)
            let corrected = try await browser.submit(invalid, to: jury.sheet, ["points-verankerung": "9", "action": "save"])
            #expect(corrected.status == .conflict)
        }
    }

    @Test("text typed while the sheet was finished, or scoring closed, is shown and not lost")
    func tooLate() async throws {
        try await JurySite.run { jury in
            let browser = try await jury.browser()
            let open = try await browser.get(jury.sheet)
            try await jury.jury.save(jury.assignment, ["verankerung": "2", "wirkung": "n/a"], .finalise, revision: 0, by: jury.account)
            let fields = ["points-verankerung": "3", "comment": "zu spät", "action": "save"]
            let final = try await browser.submit(open, to: jury.sheet, fields)
            #expect(final.status == .conflict)
            #expect(final.text.contains("Dieser Bogen ist schon abgeschlossen"))
            #expect(final.text.contains("zu spät"))
            #expect(final.body.contains("Wieder öffnen"))
            let concerns = ClosingConcerns(openSheets: 0, drafts: 0, thinEntries: 1, undecidedEntries: 0, deadlineRunning: true)
            _ = try await jury.site.store.closeScoring(
                of: jury.jury.round, shown: concerns, confirmed: true, by: try await jury.site.people.caller(jury.jury.staff),
                operation: .fresh(jury.jury.staff)
            )
            let closed = try await browser.submit(open, to: jury.sheet, fields.merging(["comment": "viel zu spät"]) { $1 })
            #expect(closed.status == .conflict)
            #expect(closed.text.contains("Die Bewertung ist abgeschlossen"))
            #expect(closed.text.contains("viel zu spät"))
            #expect(!closed.body.contains("Wieder öffnen"))
        }
    }

    @Test("the same form twice is one save; the same operation with other content is refused")
    func replay() async throws {
        try await JurySite.run { jury in
            let browser = try await jury.browser()
            let page = try await browser.get(jury.sheet)
            let fields = ["points-verankerung": "2", "action": "save"]
            let first = try await browser.submit(page, to: jury.sheet, fields)
            let second = try await browser.submit(page, to: jury.sheet, fields)
            #expect(second.status == .seeOther)
            #expect(second.location == first.location)
            #expect(try await browser.get(jury.sheet).hiddenFields(ofFormTo: jury.sheet)["revision"] == "1")
            let other = try await browser.submit(page, to: jury.sheet, ["points-verankerung": "3", "action": "save"])
            #expect(other.status == .conflict)
            #expect(try await browser.get(jury.sheet).value(of: "points-verankerung") == "2")
        }
    }

    @Test("for a foreign juror the assignment does not exist, by any address")
    func foreign() async throws {
        try await JurySite.run { jury in
            _ = try await jury.jury.juror("andere@example.org")
            let own = try await jury.browser()
            let form = try await own.get(jury.sheet)
            let other = try await jury.site.browser(of: "andere@example.org")
            let mine = try await other.get("/konto")
            for path in ["/jury/\(jury.assignment)", jury.sheet, jury.declaration] {
                let answer = try await other.get(path)
                #expect(answer.status == .notFound)
                #expect(!answer.body.contains("Ahausen"))
            }
            var fields = form.hiddenFields(ofFormTo: jury.sheet)
            fields["csrf"] = mine.hiddenFields(ofFormTo: "/abmelden")["csrf"]
            fields["points-verankerung"] = "1"
            for path in [jury.sheet, "\(jury.sheet)/entwurf", "\(jury.sheet)/oeffnen", jury.declaration] {
                let body = fields.merging(["befangen": "nein"]) { $1 }.map { ($0.key, $0.value) }
                #expect(try await other.post(path, body).status == .notFound, "\(path)")
            }
            let desk = try await other.get("/jury")
            #expect(!desk.body.contains("Ahausen"))
            #expect(try await own.get(jury.sheet).text.contains("Noch nichts eingetragen"))
        }
    }

    @Test("without the session's token nothing is saved")
    func forged() async throws {
        try await JurySite.run { jury in
            let browser = try await jury.browser()
            var fields = try await browser.get(jury.sheet).hiddenFields(ofFormTo: jury.sheet)
            fields["points-verankerung"] = "1"
            fields["csrf"] = nil
            for path in [jury.sheet, "\(jury.sheet)/entwurf", "\(jury.sheet)/oeffnen", jury.declaration] {
                #expect(try await browser.post(path, fields.map { ($0.key, $0.value) }).status == .forbidden, "\(path)")
            }
            #expect(try await browser.get(jury.sheet).text.contains("Noch nichts eingetragen"))
        }
    }

    @Test("drafts are saved as the page's script expects")
    func autosave() async throws {
        try await JurySite.run(rules: try SampleRules.round(timeZone: "Asia/Tokyo")) { jury in
            let browser = try await jury.browser()
            let page = try await browser.get(jury.sheet)
            let path = "\(jury.sheet)/entwurf"
            #expect(page.body.contains("data-autosave=\"\(path)\""))
            func send(_ fields: [String: String]) async throws -> Answer {
                try await browser.post(path, page.hiddenFields(ofFormTo: jury.sheet).merging(fields) { $1 }.map { ($0.key, $0.value) })
            }
            let saved = try await send(["points-verankerung": "4,5"])
            #expect(saved.status == .ok)
            #expect(saved.headers[.contentType] == "application/json")
            #expect(saved.body.contains("\"ok\":true"))
            #expect(saved.body.contains("\"revision\":1"))
            let time = try #require(saved.body.firstMatch(of: /"savedAt":"(\d\d:\d\d Uhr)"/)).1
            #expect(try await browser.get(jury.sheet).text.contains("Gespeichert um \(time)"))
            #expect(saved.body.firstMatch(of: /"operation":"[0-9a-f-]{36}"/) != nil)
            let stale = try await send(["points-verankerung": "5", "operation": "0d5c1f3e-7a51-4f0e-9a3b-2b3c4d5e6f70"])
            #expect(stale.status == .conflict)
            #expect(stale.body.contains("\"ok\":false"))
            let invalid = try await send(["points-verankerung": "5,", "operation": "1d5c1f3e-7a51-4f0e-9a3b-2b3c4d5e6f70", "revision": "1"])
            #expect(invalid.status == .unprocessableContent)
            #expect(invalid.body.contains("0 bis 10 in Schritten von 0,5"))
            #expect(try await browser.get(jury.sheet).value(of: "points-verankerung") == "4,5")
        }
    }
}
