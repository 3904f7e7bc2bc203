import AwardStore
import Awards
import Foundation
import HTTPTypes
import ScoringEngine
import TestSupport
import Testing

@testable import Web

@Suite("From the jury's decision to the public page")
struct PrizePageTests {
    private struct Prepared {
        let scoring: SampleScoring
        let small: [Entry.ID]
        let medium: Entry.ID
        let staff: WebClient

        /// Two small municipalities share the first place; one of them and the medium one share the special prize 3 to 1.
        var tie: [String: String] {
            [
                "platz-\(small[0])": "1", "platz-\(small[1])": "1", "platz-\(medium)": "1",
                "sonder-sonderpreis-1": "\(small[0])", "anteil-sonderpreis-1": "3",
                "sonder-sonderpreis-2": "\(medium)", "anteil-sonderpreis-2": "1",
                "beschlossen-von": "Jury", "beschlossen-am": "2026-09-01", "begruendung": "Einstimmig.",
            ]
        }
    }

    private static let page = "/verwaltung/probe-2027/preise"
    private static let decision = page + "/beschluss"

    /// A round closed without any score.
    private func prepared(_ site: WebSite, ties: TieMode = .pooledSplit) async throws -> Prepared {
        var rules = try SampleRules.round()
        rules.prizes.ties = ties
        let scoring = try await SampleScoring.start(site.store, rules: rules)
        let small = [
            try await scoring.entry("Anger", key: "09000001", population: 5_000),
            try await scoring.entry("Berg", key: "09000002", population: 6_000),
        ]
        let medium = try await scoring.entry("Celle a.d.Au.", key: "09000003", population: 50_000)
        try await scoring.closeScoring()
        return Prepared(scoring: scoring, small: small, medium: medium, staff: try await site.browser(of: "verwaltung@example.org"))
    }

    @Test("a shared place is decided, previewed, stored and computed, and adds up")
    func decided() async throws {
        try await WebSite.run { site in
            let prepared = try await prepared(site)
            let form = try await prepared.staff.get(Self.page)
            let fields = prepared.tie.merging(["action": "vorschau"]) { $1 }
            let preview = try await prepared.staff.submit(form, to: Self.decision, fields)
            #expect(preview.status == .ok)
            #expect(preview.text.contains("Vorschau der Verteilung, nicht gespeichert"))
            #expect(preview.text.contains("(20.000,00 + 10.000,00) ÷ 2"))
            #expect(try await site.store.prizeDesk(slug: "probe-2027")?.decisions == 0)

            let saved = try await prepared.staff.submit(preview, to: Self.decision, prepared.tie)
            #expect(saved.location == Self.page + "?meldung=beschlossen")
            let page = try await prepared.staff.get(Self.page)
            #expect(page.text.contains("15.000,00 €"))
            #expect(page.text.contains("7.500,00 € + 2.500,00 €"))
            #expect(page.text.contains("zugeteilt 60.000,00 € verbleibend 40.000,00 €"))
            #expect(!page.body.contains("/preise/veroeffentlichen\""))
        }
    }

    @Test("stored prizes are published after a question, and then everyone reads the same")
    func published() async throws {
        try await WebSite.run { site in
            let prepared = try await prepared(site)
            let staff = prepared.staff
            _ = try await staff.submit(try await staff.get(Self.page), to: Self.decision, prepared.tie)
            #expect(try await staff.get(Self.page + "/veroeffentlichen").status == .conflict)
            let stored = try await staff.submit(try await staff.get(Self.page), to: Self.page + "/verteilung", [:])
            #expect(stored.location == Self.page + "?meldung=verteilt")
            #expect(try await site.visitor().get("/ergebnisse/probe-2027").status == .notFound)
            #expect(try await site.visitor().get("/ergebnisse/probe-2027/ergebnis.json").status == .notFound)
            let question = try await staff.get(Self.page + "/veroeffentlichen")
            #expect(question.text.contains("60.000,00 €"))
            let published = try await staff.submit(question, to: Self.page + "/veroeffentlichen", [:])
            #expect(published.location == Self.page + "?meldung=veroeffentlicht")
            #expect(try await staff.get(Self.page).text.contains("Veröffentlicht"))

            let results = try await site.visitor().get("/ergebnisse/probe-2027")
            #expect(results.status == .ok)
            #expect(results.text.contains("Den Titel „Probewettbewerb“ trägt die Stadt Celle a.d.Au. Den ersten"))
            #expect(results.text.contains("Den ersten Platz („Kleine Kommunen“) teilen sich die Stadt Anger und die Stadt Berg."))
            #expect(results.text.contains("Stadt Anger und Stadt Celle a.d.Au."))
            #expect(results.text.contains("gemeinsam: Stadt Anger 7.500,00 € und Stadt Celle a.d.Au. 2.500,00 €"))
            let file = try await site.visitor().get("/ergebnisse/probe-2027/ergebnis.json")
            #expect(file.headers[.contentType] == "application/json; charset=utf-8")
            let expected = try #require(try await site.store.exportedResult(slug: "probe-2027")).json()
            #expect(file.body == String(decoding: expected, as: UTF8.self))
        }
    }

    @Test("everything wrong with a decision is said at once, at its field, with the text kept")
    func invalid() async throws {
        try await WebSite.run { site in
            let prepared = try await prepared(site)
            let form = try await prepared.staff.get(Self.page)
            var fields = prepared.tie
            fields["platz-\(prepared.medium)"] = "erster"
            fields["beschlossen-am"] = "31.02.2026"
            let answer = try await prepared.staff.submit(form, to: Self.decision, fields)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("href=\"#platz-\(prepared.medium)\"") && answer.body.contains("href=\"#beschlossen-am\""))
            #expect(answer.body.contains("value=\"erster\"") && answer.body.contains("Einstimmig."))
            fields = prepared.tie
            fields["begruendung"] = ""
            fields["beschlossen-von"] = ""
            let second = try await prepared.staff.submit(answer, to: Self.decision, fields)
            #expect(second.status == .unprocessableContent)
            #expect(second.body.contains("href=\"#begruendung\"") && second.body.contains("href=\"#beschlossen-von\""))
            #expect(try await site.store.prizeDesk(slug: "probe-2027")?.decisions == 0)
        }
    }

    @Test("places with a gap are a slip of the hand", arguments: [
        ("1", "3", false), ("2", "3", false), ("1", "2", true), ("1", "1", true), ("1", "", true),
    ])
    func sequence(first: String, second: String, accepted: Bool) async throws {
        try await WebSite.run { site in
            let prepared = try await prepared(site)
            var fields = prepared.tie
            fields["platz-\(prepared.small[0])"] = first
            fields["platz-\(prepared.small[1])"] = second
            let answer = try await prepared.staff.submit(try await prepared.staff.get(Self.page), to: Self.decision, fields)
            #expect(answer.status == (accepted ? .seeOther : .unprocessableContent))
        }
    }

    @Test("amounts set by the jury are refused when they are off by a cent", arguments: [
        ("20.000,00", "10.000,01", "0,01" as String?), ("20.000,00", "9.999,99", "0,01"), ("25.000", "5000", nil),
    ])
    func amounts(first: String, second: String, off: String?) async throws {
        try await WebSite.run { site in
            let prepared = try await prepared(site, ties: .jurySet)
            let form = try await prepared.staff.get(Self.page)
            let answer = try await prepared.staff.submit(form, to: Self.decision, [
                "platz-\(prepared.small[0])": "1", "platz-\(prepared.small[1])": "2",
                "betrag-\(prepared.small[0])": first, "betrag-\(prepared.small[1])": second,
                "beschlossen-von": "Jury", "begruendung": "Abstand zum zweiten Platz.",
            ])
            if let off {
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("das sind \(off) €"))
                #expect(answer.body.contains("value=\"\(second)\""))
            } else {
                #expect(answer.status == .seeOther)
                #expect(try await prepared.staff.get(Self.page).text.contains("von der Jury gesetzt 25.000,00 €"))
            }
        }
    }

    @Test("two tabs: the second decision meets the first, keeps its text, and can then replace it")
    func collision() async throws {
        try await WebSite.run { site in
            let prepared = try await prepared(site)
            let form = try await prepared.staff.get(Self.page)
            _ = try await prepared.staff.submit(try await prepared.staff.get(Self.page), to: Self.decision, prepared.tie)
            let fields = prepared.tie.merging(["begruendung": "Aus dem zweiten Fenster."]) { $1 }
            let late = try await prepared.staff.submit(form, to: Self.decision, fields)
            #expect(late.status == .conflict)
            #expect(late.text.contains("Inzwischen wurde ein Beschluss gespeichert"))
            #expect(late.body.contains("Aus dem zweiten Fenster."))
            #expect(try await prepared.staff.submit(late, to: Self.decision, fields).status == .seeOther)
            let desk = try #require(try await site.store.prizeDesk(slug: "probe-2027"))
            #expect(desk.decision?.planned.reason == "Aus dem zweiten Fenster.")
            #expect(desk.decisions == 2)
        }
    }

    @Test("with scores the decision waits for the frozen ranking and is then prefilled from it")
    func frozenFirst() async throws {
        try await WebSite.run { site in
            let scoring = try await RankingPageTests.scored(site)
            try await scoring.closeScoring()
            let staff = try await site.browser(of: "verwaltung@example.org")
            #expect(try await staff.get(Self.page).text.contains("Die Jury beschließt auf der festgestellten Rangliste."))
            let freeze = "/verwaltung/probe-2027/rangliste/einfrieren"
            _ = try await staff.submit(try await staff.get(freeze), to: freeze, [:])
            let board = try #require(try await site.store.rankingBoard(slug: "probe-2027"))
            let leader = try #require(board.tracks[0].rows.first).municipality
            #expect(leader.title.displayName == "Berg")
            #expect(try await staff.get(Self.page).body.contains("name=\"platz-\(leader.entry)\" value=\"1\""))
        }
    }

    @Test("amounts are read as people type them", arguments: [
        ("70.000,00", 70_000_00 as Int?), ("70000", 70_000_00), ("70000,5 €", 70_000_50), ("1.234.567,89", 1_234_567_89), ("0", 0),
        ("70.00", nil), ("70,000", nil), ("-5", nil), ("", nil), ("1e3", nil), ("١٢", nil), ("10000000000000000000", nil), (",50", nil),
    ])
    func euros(text: String, cents: Int?) {
        #expect(EuroText.cents(text) == cents)
    }
}
