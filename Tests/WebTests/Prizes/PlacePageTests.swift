import AwardStore
import Awards
import HTTPTypes
import ScoringEngine
import TestSupport
import Testing

@testable import Web

@Suite("Staff see how a place came about")
struct PlacePageTests {
    private static func path(_ entry: Entry.ID) -> String { "/verwaltung/probe-2027/rangliste/\(entry)" }

    private static func entries(_ site: WebSite) async throws -> [String: Entry.ID] {
        let board = try #require(try await site.store.rankingBoard(slug: "probe-2027"))
        let rows = board.tracks.flatMap(\.rows)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.municipality.title.displayName, $0.municipality.entry) })
    }

    @Test("sheets, criteria and both neighbours are there, with the one mark that would change the place")
    func explained() async throws {
        try await WebSite.run { site in
            let scoring = try await AnalysisPageTests.scored(site)
            try await scoring.closeScoring()
            let berg = try #require(try await Self.entries(site)["Berg"])
            let page = try await site.browser(of: "verwaltung@example.org").get(Self.path(berg))
            #expect(page.status == .ok)
            // 70, 60 and 30 of 100, a third each, are 160/3.
            #expect(page.text.contains("Platz 2 53,3333 Punkte (genau 160/3)"))
            #expect(page.text.contains("Person drei@example.org 30,0000 1/3 10,0000"))
            #expect(page.text.contains("3 · 7 · 6 53,33 100,00"))
            #expect(page.text.contains("Die Punktzahl: 53,3333 gegen 76,6667. Es fehlen 23,3333 Punkte zum Gleichstand."))
            #expect(page.text.contains("Der Vorsprung beträgt 36,6667 Punkte."))
            // One sheet counts a third: 70 points more are needed to draw level, which only the sheet with 30 can give, and no more.
            #expect(page.text.contains("Nach oben: Platz 1, Stadt Anger"))
            #expect(page.text.contains("Kein einzelner anderer Wert auf einem Bogen würde das ändern."))
        }
    }

    @Test("an entry nobody scored has no place, and an entry of another round is not found")
    func withoutPlace() async throws {
        try await WebSite.run { site in
            let scoring = try await AnalysisPageTests.scored(site)
            let silent = try await scoring.entry("Dorf", key: "09000007", population: 5_000)
            try await scoring.sheet(try await scoring.juror("vier"), silent, state: .recused)
            try await scoring.closeScoring()
            let staff = try await site.browser(of: "verwaltung@example.org")
            #expect(try await staff.get(Self.path(silent)).text.contains("keinen gewerteten Bogen"))
            #expect(try await staff.get(Self.path(silent)).text.contains("Nicht gewertet: Person vier@example.org (befangen)."))
            let nobody = "/verwaltung/probe-2027/rangliste/7a3a3f0e-7d0e-4a37-9f6c-0c8e9a3b7c11"
            #expect(try await staff.get(nobody).status == .notFound)
        }
    }

    @Test("before scoring is closed nobody learns a place")
    func waiting() async throws {
        try await WebSite.run { site in
            let scoring = try await AnalysisPageTests.scored(site)
            let entry = try await scoring.entry("Dorf", key: "09000007", population: 5_000)
            let page = try await site.browser(of: "verwaltung@example.org").get(Self.path(entry))
            #expect(page.status == .conflict)
            #expect(!page.body.contains("53,3333"))
        }
    }

    @Test("where the rules rank by corrected scores, raw means and corrections stand beside them")
    func corrected() async throws {
        try await WebSite.run { site in
            var rules = try SampleRules.round()
            rules.rubric.aggregation = .additive
            let scoring = try await SampleScoring.start(site.store, rules: rules)
            let strict = try await scoring.juror("streng"), mild = try await scoring.juror("mild")
            let anger = try await scoring.entry("Anger", key: "09000001", population: 5_000)
            let berg = try await scoring.entry("Berg", key: "09000002", population: 5_000)
            let celle = try await scoring.entry("Celle", key: "09000003", population: 5_000)
            for (juror, entry, points) in [(strict, anger, "4"), (mild, anger, "8"), (strict, berg, "5"), (mild, celle, "8")] {
                try await scoring.sheet(juror, entry, ["verankerung": points, "wirkung": nil])
            }
            try await scoring.closeScoring()
            let staff = try await site.browser(of: "verwaltung@example.org")
            // The two differ by 40 points on Anger: Berg is 50 + 20, Celle 80 − 20, Anger 60.
            let ranking = try await staff.get("/verwaltung/probe-2027/rangliste")
            #expect(ranking.text.contains("1 Stadt Berg Land 09 70,0000 50,0000"))
            #expect(ranking.text.contains("Stadt Celle Land 09 60,0000 80,0000"))
            let page = try await staff.get(Self.path(berg))
            #expect(page.text.contains("Person streng@example.org 50,0000 +20,00"))
        }
    }
}
