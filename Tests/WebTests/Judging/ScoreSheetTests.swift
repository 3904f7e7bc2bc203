import AwardStore
import Awards
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// A jury of two with one entry assigned to the first, seen through the whole web interface.
struct JurySite: Sendable {
    let site: WebSite
    let jury: SampleJury
    let account: Account.ID
    let juror: Juror.ID
    let entry: Entry.ID
    let assignment: Assignment.ID

    var sheet: String { "/jury/\(assignment)/bogen" }
    var declaration: String { "/jury/\(assignment)/erklaerung" }
    /// Stands in the entry and nowhere else.
    static let secret = "Beschlüsse von Ahausen"

    static func run(declared: Bool = true, rules: RoundRules? = nil, _ body: @Sendable (JurySite) async throws -> Void) async throws {
        try await WebSite.run { site in
            let jury = try await SampleJury(site.people, rules: rules)
            let juror = try await jury.juror("jury@example.org")
            let entry = try await jury.entry("Ahausen", key: "03351001")
            let assignment = try await jury.assign(juror.juror, entry)
            if declared { try await jury.declare(assignment, by: juror.account) }
            try await body(JurySite(site: site, jury: jury, account: juror.account, juror: juror.juror, entry: entry, assignment: assignment))
        }
    }

    func browser() async throws -> WebClient { try await site.browser(of: "jury@example.org") }
    func staff() async throws -> WebClient { try await site.browser(of: "verwaltung@example.org") }
}

extension Answer {
    /// The value of a field with this name, as the page shows it.
    func value(of name: String) -> String? {
        guard let start = body.firstRange(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(body[start.upperBound...].prefix { $0 != "\"" })
    }
}

@Suite("A juror's way from the desk to a finished sheet")
struct ScoreSheetTests {
    @Test("before the declaration the entry stays closed, after it the sheet opens")
    func declaration() async throws {
        try await JurySite.run(declared: false) { jury in
            let browser = try await jury.browser()
            let desk = try await browser.get("/jury")
            #expect(desk.text.contains("Als Nächstes: Stadt Ahausen"))
            #expect(try await browser.get("/jury/\(jury.assignment)").location == jury.declaration)
            #expect(try await browser.get(jury.sheet).location == jury.declaration)
            let page = try await browser.get(jury.declaration)
            #expect(page.text.contains("Ahausen"))
            #expect(page.text.contains("Kleine Kommunen"))
            #expect(!page.body.contains(JurySite.secret))
            let empty = try await browser.submit(page, to: jury.declaration, [:])
            #expect(empty.status == .unprocessableContent)
            #expect(empty.text.contains("Bitte wählen Sie aus, ob Sie befangen sind."))
            let answer = try await browser.submit(page, to: jury.declaration, ["befangen": "nein"])
            #expect(answer.location == "\(jury.sheet)?meldung=erklaert")
            let sheet = try await browser.get(jury.sheet)
            #expect(sheet.text.contains(JurySite.secret))
            #expect(sheet.text.contains("Fest in Ahausen"))
        }
    }

    @Test("a conflict needs its ground, closes the entry for good and says so")
    func conflict() async throws {
        try await JurySite.run(declared: false) { jury in
            let browser = try await jury.browser()
            let page = try await browser.get(jury.declaration)
            let refused = try await browser.submit(page, to: jury.declaration, ["befangen": "ja", "erlaeuterung": "Meine Nichte"])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Bitte wählen Sie den Grund aus"))
            #expect(refused.body.contains("Meine Nichte</textarea>"))
            let answer = try await browser.submit(refused, to: jury.declaration, ["befangen": "ja", "grund": "relative", "erlaeuterung": "Meine Nichte"])
            #expect(answer.location == "/jury?meldung=befangen")
            let sheet = try await browser.get(jury.sheet)
            #expect(sheet.text.contains("Sie haben sich für befangen erklärt."))
            #expect(!sheet.body.contains(JurySite.secret))
            #expect(try await browser.get(jury.declaration).location == jury.sheet)
            #expect(try await browser.get("/jury").text.contains("Befangen"))
        }
    }

    @Test("a late conflict excludes the sheet; the entry is gone from the juror's sight")
    func lateConflict() async throws {
        try await JurySite.run { jury in
            try await jury.jury.save(jury.assignment, ["verankerung": "9.5", "wirkung": "5"], .finalise, revision: 0, by: jury.account)
            let browser = try await jury.browser()
            let page = try await browser.get(jury.declaration)
            #expect(page.text.contains("Befangenheit nachträglich anzeigen"))
            let answer = try await browser.submit(page, to: jury.declaration, ["grund": "advice"])
            #expect(answer.location == "/jury?meldung=befangen")
            let sheet = try await browser.get(jury.sheet)
            #expect(sheet.text.contains("bleibt im Protokoll und zählt nicht"))
            #expect(!sheet.body.contains(JurySite.secret))
            let desk = try await browser.get("/jury")
            #expect(!desk.text.contains("95,00"))
        }
    }

    @Test("points are kept with comma or point; the total follows the weights; saving leads back to the sheet")
    func saving() async throws {
        try await JurySite.run { jury in
            let browser = try await jury.browser()
            let page = try await browser.get(jury.sheet)
            let answer = try await browser.submit(
                page, to: jury.sheet, ["points-verankerung": "7,5", "points-wirkung": "3", "comment": "Gut & schön", "action": "save"]
            )
            #expect(answer.status == .seeOther)
            #expect(answer.location == "\(jury.sheet)?meldung=draft")
            let saved = try await browser.get(jury.sheet)
            #expect(saved.value(of: "points-verankerung") == "7,5")
            #expect(saved.body.contains("Gut &amp; schön</textarea>"))
            // (2 · 7.5/10 + 1 · 2/4) / 3 = 66.67 %
            #expect(saved.text.contains("66,67 von 100"))
            let point = try await browser.submit(saved, to: jury.sheet, ["points-verankerung": " 7.5 ", "na-wirkung": "1", "action": "save"])
            #expect(point.status == .seeOther)
            let again = try await browser.get(jury.sheet)
            #expect(again.text.contains("75,00 von 100"))
            #expect(again.text.contains("2 von 2 Kriterien bewertet"))
        }
    }

    @Test("all problems come at once, at their fields, with what was typed")
    func problems() async throws {
        try await JurySite.run { jury in
            let browser = try await jury.browser()
            let page = try await browser.get(jury.sheet)
            let long = String(repeating: "ö", count: 4_001)
            let answer = try await browser.submit(
                page, to: jury.sheet, ["points-verankerung": "7,3", "points-wirkung": "<viel>", "comment": long, "action": "save"]
            )
            #expect(answer.status == .unprocessableContent)
            for field in ["punkte-verankerung", "punkte-wirkung", "comment"] { #expect(answer.body.contains("<a href=\"#\(field)\">")) }
            #expect(answer.body.contains("id=\"kriterium-verankerung-error\""))
            #expect(answer.value(of: "points-verankerung") == "7,3")
            #expect(answer.value(of: "points-wirkung") == "&lt;viel&gt;")
            #expect(answer.body.contains(long + "</textarea>"))
            #expect(answer.hiddenFields(ofFormTo: jury.sheet)["revision"] == "0")
            let both = try await browser.submit(answer, to: jury.sheet, ["points-verankerung": "7", "na-verankerung": "1", "action": "finalise"])
            #expect(both.text.contains("entweder Punkte"))
            #expect(both.text.contains("Wirkung: Bitte vergeben Sie Punkte"))
            #expect(try await browser.get(jury.sheet).text.contains("Noch nichts eingetragen"))
        }
    }

    @Test("a finished sheet is read-only until it is opened again")
    func finishing() async throws {
        try await JurySite.run { jury in
            let browser = try await jury.browser()
            let fields = ["points-verankerung": "10", "points-wirkung": "5", "action": "finalise"]
            let answer = try await browser.submit(try await browser.get(jury.sheet), to: jury.sheet, fields)
            #expect(answer.location == "\(jury.sheet)?meldung=final")
            let final = try await browser.get("\(jury.sheet)?meldung=final")
            #expect(final.text.contains("100,00 von 100"))
            #expect(!final.body.contains("name=\"points-verankerung\""))
            #expect(try await browser.get("/jury").text.contains("Alles erledigt"))
            let reopened = try await browser.submit(final, to: "\(jury.sheet)/oeffnen", [:])
            #expect(reopened.location == "\(jury.sheet)?meldung=geoeffnet")
            #expect(try await browser.get(jury.sheet).value(of: "points-verankerung") == "10")
        }
    }

    @Test("saving and going on leads to the next open sheet, at the end to the desk")
    func next() async throws {
        try await JurySite.run { jury in
            let second = try await jury.jury.assign(jury.juror, try await jury.jury.entry("Bebra", key: "06632003"))
            let browser = try await jury.browser()
            let first = try await browser.submit(try await browser.get(jury.sheet), to: jury.sheet, ["action": "next"])
            #expect(first.location == "/jury/\(second)")
            try await jury.jury.declare(second, .conflict(.employment, note: ""), by: jury.account)
            let last = try await browser.submit(try await browser.get(jury.sheet), to: jury.sheet, ["action": "next"])
            #expect(last.location == "/jury?meldung=alles")
        }
    }
}
