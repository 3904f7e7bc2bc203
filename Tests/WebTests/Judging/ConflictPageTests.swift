import AwardStore
import Awards
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Pages on conflicts of interest")
struct ConflictPageTests {
    private static let board = "/verwaltung/probe-2027/befangenheit"
    private static let chairBoard = "/jury/vorsitz/probe-2027"

    /// Makes a second juror the chair and returns their browser.
    private func chair(_ site: JurySite) async throws -> WebClient {
        let chair = try await site.jury.juror("vorsitz@example.org")
        let staff = try await site.staff()
        let jury = "/verwaltung/probe-2027/jury"
        let page = try await staff.get(jury)
        let empty = try await staff.submit(page, to: jury + "/vorsitz", ["vorsitz": ""])
        #expect(empty.status == .unprocessableContent && empty.text.contains("Bitte wählen Sie das Jurymitglied"))
        #expect(try await staff.submit(page, to: jury + "/vorsitz", ["vorsitz": chair.juror.description]).location == jury + "?meldung=vorsitz")
        #expect(try await staff.get(jury).text.contains("vorsitz@example.org Vorsitz"))
        return try await site.site.browser(of: "vorsitz@example.org")
    }

    private func link(_ browser: WebClient, _ site: JurySite) async throws {
        _ = try await site.site.people.municipality("Landkreis Holzminden", key: "03351", population: 90_000, kind: .landkreis)
        let page = try await browser.get("/jury/verbindungen?q=Holz")
        let county = try #require(page.body.firstMatch(of: /value="(kommune\.[0-9a-f-]{36})"/)).1
        let empty = try await browser.submit(page, to: "/jury/verbindungen", ["ziel": "", "art": "", "funktion": ""])
        #expect(empty.status == .unprocessableContent)
        for message in ["wohin die Verbindung führt", "Art der Verbindung.", "nennen Sie die Verbindung"] { #expect(empty.text.contains(message)) }
        let added = try await browser.submit(page, to: "/jury/verbindungen", ["ziel": String(county), "art": "office", "funktion": "Mitglied des Kreistags"])
        #expect(added.location == "/jury/verbindungen?meldung=neu")
        #expect(try await browser.get("/jury/verbindungen").text.contains("Mitglied des Kreistags Landkreis Holzminden Amt, Mandat oder Organ"))
    }

    @Test("a link leads to a suggestion, its denial to the chair, the chair's decision to the entry")
    func wholeWay() async throws {
        try await JurySite.run(declared: false) { site in
            let chair = try await chair(site)
            let juror = try await site.browser()
            try await link(juror, site)
            let page = try await juror.get(site.declaration)
            #expect(page.text.contains("Sie haben angegeben: Mitglied des Kreistags, Landkreis Holzminden. Die Stadt Ahausen gehört dazu."))
            let unanswered = try await juror.submit(page, to: site.declaration, ["befangen": "nein"])
            #expect(unanswered.status == .unprocessableContent && unanswered.text.contains("warum der Hinweis auf eine Befangenheit nicht zutrifft"))
            let contradiction = try await juror.submit(page, to: site.declaration, ["befangen": "nein", "grund": "office", "erlaeuterung": "Amt."])
            #expect(contradiction.status == .unprocessableContent && contradiction.text.contains("einen Grund ausgewählt, aber erklärt, nicht befangen zu sein"))
            let denied = try await juror.submit(page, to: site.declaration, ["befangen": "nein", "erlaeuterung": "Ich bin ausgeschieden."])
            #expect(denied.location == "/jury?meldung=offen")
            let desk = try await juror.get("/jury")
            #expect(desk.text.contains("Bei 1 Bewerbung ist noch nicht entschieden, ob Sie befangen sind.") && !desk.text.contains("Ihre Bögen sind abgeschlossen"))
            #expect(try await juror.get("/jury?stand=erledigt").text.contains("Keine Bewerbung"))
            #expect(try await site.staff().get("/verwaltung/probe-2027").text.contains("Über 1 mögliche Befangenheit ist noch nicht entschieden."))
            let closed = try await juror.get(site.sheet)
            #expect(closed.text.contains("ist noch zu entscheiden") && !closed.body.contains(JurySite.secret))

            let board = try await chair.get(Self.chairBoard)
            #expect(board.text.contains("Hinweis verneint") && board.text.contains("Entscheiden"))
            let path = Self.chairBoard + "/\(site.juror)/\(site.entry)"
            let matter = try await chair.get(path)
            #expect(matter.text.contains("Ich bin ausgeschieden.") && !matter.body.contains(JurySite.secret))
            let without = try await chair.submit(matter, to: path + "/entscheidung", ["begruendung": "Stimmt."])
            #expect(without.status == .unprocessableContent && without.body.contains("Stimmt.</textarea>"))
            let decided = try await chair.submit(matter, to: path + "/entscheidung", ["entscheidung": "nein", "begruendung": "Stimmt."])
            #expect(decided.location == path + "?meldung=entschieden")
            #expect(try await chair.submit(matter, to: path + "/entscheidung", ["entscheidung": "ja", "begruendung": "Doch."]).status == .conflict)
            #expect(try await juror.get(site.sheet).text.contains(JurySite.secret))
            #expect(try await chair.get(path).text.contains("Vorsitz der Jury, Person vorsitz@example.org"))
        }
    }

    @Test("only the chair has the chair's pages and only staff the office's; for others they do not exist")
    func access() async throws {
        try await JurySite.run { site in
            let chair = try await chair(site)
            let juror = try await site.browser()
            let suffix = "/\(site.juror)/\(site.entry)"
            for path in [Self.chairBoard, Self.chairBoard + suffix] {
                #expect(try await chair.get(path).status == .ok, "\(path)")
                #expect(try await juror.get(path).status == .notFound, "\(path)")
            }
            for path in [Self.board, Self.board + suffix, "/verwaltung/probe-2027/jury/\(site.juror)/verbindungen"] {
                #expect(try await juror.get(path).status == .forbidden, "\(path)")
                #expect(try await chair.get(path).status == .forbidden, "\(path)")
            }
            let page = try await chair.get(Self.chairBoard + suffix)
            let token = try #require(try await juror.get("/jury/verbindungen?q=xx").hiddenFields(ofFormTo: "/jury/verbindungen")["csrf"])
            let hidden = page.hiddenPairs(ofFormTo: Self.chairBoard + suffix + "/befangen").filter { $0.0 != "csrf" } + [("csrf", token)]
            let typed = [("entscheidung", "nein"), ("begruendung", "x"), ("grund", "advice"), ("erlaeuterung", "x"), ("hinweis", "x"), ("warum", "x")]
            for action in ["/befangen", "/entscheidung", "/hinweis"] {
                #expect(try await juror.post(Self.chairBoard + suffix + action, hidden + typed).status == .notFound, "\(action)")
            }
        }
    }

    @Test("before scoring closes the chair's pages are the same whether a juror has declared and scored, or done nothing")
    func blind() async throws {
        try await JurySite.run(declared: false) { site in
            let chair = try await chair(site)
            let juror = try await site.browser()
            try await link(juror, site)
            let rival = try await site.jury.entry("Bebra", key: "06632003")
            let other = try await site.jury.assign(site.juror, rival)
            let paths = [Self.chairBoard, Self.chairBoard + "/\(site.juror)/\(rival)", "/jury"]
            var before: [String] = []
            for path in paths { before.append(stable(try await chair.get(path).body)) }
            try await site.jury.declare(other, by: site.account)
            try await site.jury.save(other, ["verankerung": "9.5", "wirkung": "5"], .finalise, revision: 0, comment: "Geheimes Lob", by: site.account)
            for (path, earlier) in zip(paths, before) {
                #expect(stable(try await chair.get(path).body) == earlier, "\(path)")
            }
        }
    }

    /// Without the operation ids, which differ each time.
    private func stable(_ body: String) -> String {
        body.replacing(/name="operation" value="[0-9a-f-]{36}"/, with: "")
    }

    @Test("staff record a conflict after closing; once the ranking is frozen, they are told why not and what to do")
    func late() async throws {
        try await JurySite.run { site in
            try await site.jury.save(site.assignment, ["verankerung": "9.5", "wirkung": "5"], .finalise, revision: 0, by: site.account)
            let staff = try await site.staff()
            let path = Self.board + "/\(site.juror)/\(site.entry)"
            let caller = try await site.site.people.caller(site.jury.staff)
            let preview = try #require(try await site.site.store.closingPreview(slug: "probe-2027", by: caller))
            _ = try await site.site.store.closeScoring(
                of: site.jury.round, shown: preview.concerns, confirmed: true, by: caller, operation: .fresh(site.jury.staff)
            )
            let page = try await staff.get(path)
            let empty = try await staff.submit(page, to: path + "/befangen", [:])
            #expect(empty.status == .unprocessableContent && empty.text.contains("Bitte wählen Sie den Grund aus"))
            try await site.site.store.freezeRanking(of: site.jury.round, by: caller, operation: .fresh(site.jury.staff))
            let tooLate = try await staff.submit(page, to: path + "/befangen", ["grund": "advice", "erlaeuterung": "Aus der Zeitung"])
            #expect(tooLate.status == .conflict && tooLate.text.contains("Die Jury kann in ihrem Beschluss ohne das befangene Mitglied davon abweichen"))
            #expect(!(try await staff.get(path)).body.contains("Befangenheit erfassen</button>"))
        }
    }

    @Test("a recorded conflict closes the sheet, and the board says that something had been scored")
    func recorded() async throws {
        try await JurySite.run { site in
            try await site.jury.save(site.assignment, ["verankerung": "9.5", "wirkung": "5"], .finalise, revision: 0, comment: "Geheimes Lob", by: site.account)
            let staff = try await site.staff()
            let path = Self.board + "/\(site.juror)/\(site.entry)"
            let answer = try await staff.submit(try await staff.get(path), to: path + "/befangen", ["grund": "advice", "erlaeuterung": "Aus der Zeitung"])
            #expect(answer.location == path + "?meldung=erfasst")
            let board = try await staff.get(Self.board)
            #expect(board.text.contains("Schon Eingetragenes zählt nicht.") && board.text.contains("Bewerbungen, denen Bögen fehlen"))
            #expect(!board.body.contains("Geheimes Lob") && !board.body.contains("9,5"))
            let juror = try await site.browser()
            #expect(try await juror.get(site.sheet).text.contains("Für Sie ist erfasst, dass Sie befangen sind."))
            let taken = try await staff.submit(try await staff.get(path), to: path + "/entscheidung", ["entscheidung": "nein", "begruendung": "Verwechslung"])
            #expect(taken.location == path + "?meldung=entschieden")
            // (2 · 9.5/10 + 1 · 4/4) / 3 = 96.67 %: the sheet is final again, as it was.
            #expect(try await juror.get(site.sheet).text.contains("96,67"))
        }
    }

    @Test("the assignment pages warn of suggestions and leave them out")
    func assignment() async throws {
        try await JurySite.run(declared: false) { site in
            try await link(try await site.browser(), site)
            _ = try await site.jury.entry("Holzen", key: "03351002")
            let staff = try await site.staff()
            let table = try await staff.get("/verwaltung/probe-2027/zuteilung")
            #expect(table.body.contains("Holzen, Hinweis auf Befangenheit\""))
            let preview = try await staff.get("/verwaltung/probe-2027/zuteilung/klasse?klasse=klein&jury=\(site.juror)")
            #expect(preview.text.contains("Ausgelassen wegen möglicher Befangenheit: Stadt Holzen") && preview.text.contains("Alles ist schon zugeteilt."))
        }
    }

    @Test("staff see and change a juror's links, and the rules tell what an exclusion covers")
    func office() async throws {
        try await JurySite.run { site in
            let staff = try await site.staff()
            let path = "/verwaltung/probe-2027/jury/\(site.juror)/verbindungen"
            let page = try await staff.get(path + "?q=Stadtwerke+Ahausen")
            #expect(try await staff.submit(page, to: path, ["ziel": "frei", "art": "employer", "funktion": "Leitung"]).location == path + "?meldung=neu")
            let listed = try await staff.get(path)
            #expect(listed.text.contains("Leitung Stadtwerke Ahausen"))
            #expect(try await staff.get(Self.board).text.contains("hat angegeben: Leitung, Stadtwerke Ahausen. Darin steht der Name der Bewerberin (Stadt Ahausen)."))
            let own = try await site.browser()
            let ownPage = try await own.get("/jury/verbindungen")
            #expect(ownPage.text.contains("von der Geschäftsstelle; nur sie kann es entfernen") && !ownPage.body.contains("/entfernen"))
            let action = try #require(listed.body.firstMatch(of: /action="([^"]*\/entfernen)"/)).1
            let link = try #require(action.split(separator: "/").dropLast().last)
            #expect(try await own.submit(ownPage, to: "/jury/verbindungen/\(link)/entfernen", [:]).status == .forbidden)
            #expect(try await staff.get(path).text.contains("Leitung Stadtwerke Ahausen"))
            #expect(try await staff.submit(listed, to: String(action), [:]).location == path + "?meldung=entfernt")
            #expect(try await staff.get(Self.board).text.contains("Es gibt keinen offenen Hinweis."))
            #expect(try await staff.get("/verwaltung/probe-2027/regeln").text.contains("gilt für die einzelne Bewerbung (in der Rundendatei nicht eigens geregelt)"))
        }
    }
}
