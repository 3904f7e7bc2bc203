import AwardStore
import Awards
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Staff see and freeze the ranking")
struct RankingPageTests {
    /// Two small municipalities with the same mean of 50: Anger's median is 50, Berg's 60.
    static func scored(_ site: WebSite) async throws -> SampleScoring {
        let scoring = try await SampleScoring.start(site.store, rules: try SampleRules.round())
        let anger = try await scoring.entry("Anger", key: "09000001", population: 5_000)
        let berg = try await scoring.entry("Berg", key: "09000002", population: 6_000)
        let jurors = [try await scoring.juror("eins"), try await scoring.juror("zwei"), try await scoring.juror("drei")]
        for (juror, points) in zip(jurors, ["10", "0", "5"]) {
            try await scoring.sheet(juror, anger, ["verankerung": points, "wirkung": nil])
        }
        for (juror, points) in zip(jurors, ["6", "9", "0"]) {
            try await scoring.sheet(juror, berg, ["verankerung": points, "wirkung": nil])
        }
        return scoring
    }

    @Test("before scoring is closed the page says so and shows no number")
    func waiting() async throws {
        try await WebSite.run { site in
            _ = try await Self.scored(site)
            let staff = try await site.browser(of: "verwaltung@example.org")
            let page = try await staff.get("/verwaltung/probe-2027/rangliste")
            #expect(page.status == .ok)
            #expect(page.text.contains("sobald die Bewertung abgeschlossen ist"))
            #expect(!page.text.contains("Anger") && !page.text.contains("50,0000"))
            #expect(try await staff.get("/verwaltung/probe-2027/rangliste/einfrieren").status == .conflict)
            #expect(try await staff.get("/verwaltung/gibt-es-nicht/rangliste").status == .notFound)
        }
    }

    @Test("equal scores are set apart by the median, said in words; exact fractions on demand")
    func ranked() async throws {
        try await WebSite.run { site in
            let scoring = try await Self.scored(site)
            let thin = try await scoring.entry("Celle", key: "09000003", population: 7_000)
            try await scoring.sheet(try await scoring.juror("vier"), thin, ["verankerung": "10", "wirkung": "4"])
            try await scoring.closeScoring()
            let staff = try await site.browser(of: "verwaltung@example.org")
            let page = try await staff.get("/verwaltung/probe-2027/rangliste")
            #expect(page.text.contains("1 Stadt Celle Land 09 91,6667"))
            #expect(page.text.contains("2 Stadt Berg Land 09 50,0000"))
            #expect(page.text.contains("3 Stadt Anger Land 09 50,0000"))
            #expect(page.text.contains("Der Median entschied gegenüber Platz 3"))
            #expect(page.text.contains("aus 7 abgeschlossenen Bögen von 4 Jurymitgliedern"))
            #expect(page.text.contains("1 Bewerbung hat weniger als 2 gewertete Bögen"))
            #expect(page.text.contains("Beispielwerte für Tests."))
            #expect(!page.text.contains("275/3"))
            #expect(try await staff.get("/verwaltung/probe-2027/rangliste?genau=1").text.contains("275/3"))
        }
    }

    @Test("freezing asks first, then shows when, by whom and the hash; sent twice it happens once")
    func freezing() async throws {
        try await WebSite.run { site in
            let scoring = try await Self.scored(site)
            try await scoring.closeScoring()
            let staff = try await site.browser(of: "verwaltung@example.org")
            let action = "/verwaltung/probe-2027/rangliste/einfrieren"
            let question = try await staff.get(action)
            #expect(question.text.contains("Rangliste feststellen?"))
            let answer = try await staff.submit(question, to: action, [:])
            #expect(answer.location == "/verwaltung/probe-2027/rangliste?meldung=eingefroren")
            #expect(try await staff.submit(question, to: action, [:]).location == answer.location)
            let page = try await staff.get("/verwaltung/probe-2027/rangliste?meldung=eingefroren")
            let hash = try #require(try await site.store.rankingBoard(slug: "probe-2027")?.frozen?.inputHash)
            #expect(page.text.contains(hash))
            #expect(page.text.contains("Person verwaltung@example.org"))
            #expect(page.text.contains("Die Rangliste ist festgestellt."))
            #expect(try await staff.get(action).status == .conflict)
        }
    }

    @Test("a form without the session's token freezes nothing")
    func forged() async throws {
        try await WebSite.run { site in
            let scoring = try await Self.scored(site)
            try await scoring.closeScoring()
            let staff = try await site.browser(of: "verwaltung@example.org")
            let answer = try await staff.post(
                "/verwaltung/probe-2027/rangliste/einfrieren", [("operation", "7a3a3f0e-7d0e-4a37-9f6c-0c8e9a3b7c11"), ("csrf", "falsch")]
            )
            #expect(answer.status == .forbidden)
            #expect(try await site.store.rankingBoard(slug: "probe-2027")?.frozen == nil)
        }
    }

    @Test(
        "applicants and jurors get none of the staff pages",
        arguments: ["/rangliste", "/rangliste/einfrieren", "/preise", "/preise/veroeffentlichen"]
    )
    func foreign(path: String) async throws {
        try await WebSite.run { site in
            let scoring = try await Self.scored(site)
            try await scoring.closeScoring()
            let town = try await site.people.municipality("Celle", key: "09000003", population: 5_000)
            _ = try await site.people.member("kommune@example.org", of: town)
            for email in ["kommune@example.org", "eins@example.org"] {
                let page = try await site.browser(of: email).get("/verwaltung/probe-2027" + path)
                #expect(page.status == .forbidden)
                #expect(!page.body.contains("Berg"))
            }
            #expect(try await site.visitor().get("/verwaltung/probe-2027" + path).status == .seeOther)
        }
    }
}
