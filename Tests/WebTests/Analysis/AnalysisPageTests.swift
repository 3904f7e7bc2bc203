import AwardStore
import Awards
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Staff see how firmly the ranking stands")
struct AnalysisPageTests {
    static let path = "/verwaltung/probe-2027/analyse"

    /// Three entries read by the same three jurors, of whom "drei" is the strictest.
    static func scored(_ site: WebSite) async throws -> SampleScoring {
        let scoring = try await SampleScoring.start(site.store, rules: try SampleRules.round())
        let jurors = [try await scoring.juror("eins"), try await scoring.juror("zwei"), try await scoring.juror("drei")]
        for (number, (name, points)) in [("Anger", ["9", "9", "5"]), ("Berg", ["7", "6", "3"]), ("Celle", ["3", "2", "0"])].enumerated() {
            let entry = try await scoring.entry(name, key: "0900000\(number + 1)", population: 5_000)
            for (juror, points) in zip(jurors, points) {
                try await scoring.sheet(juror, entry, ["verankerung": points, "wirkung": nil])
            }
        }
        return scoring
    }

    /// Two juries that read nothing in common, one entry with three sheets each.
    static func divided(_ site: WebSite) async throws -> SampleScoring {
        let scoring = try await SampleScoring.start(site.store, rules: try SampleRules.round())
        for (part, names) in [("Anger", ["eins", "zwei", "drei"]), ("Berg", ["vier", "fuenf", "sechs"])].enumerated() {
            let entry = try await scoring.entry(names.0, key: "0900000\(part + 1)", population: 5_000)
            for (juror, points) in zip(names.1, part == 0 ? ["9", "8", "7"] : ["5", "4", "2"]) {
                try await scoring.sheet(try await scoring.juror(juror), entry, ["verankerung": points, "wirkung": nil])
            }
        }
        return scoring
    }

    @Test("before scoring is closed the page says so and shows no number and no name")
    func waiting() async throws {
        try await WebSite.run { site in
            _ = try await Self.scored(site)
            let page = try await site.browser(of: "verwaltung@example.org").get(Self.path)
            #expect(page.status == .ok)
            #expect(page.text.contains("sobald die Bewertung abgeschlossen ist"))
            #expect(!page.body.contains("Anger") && !page.body.contains("drei@example.org") && !page.body.contains("<svg"))
        }
    }

    @Test("raw and corrected points, the span of places, the strictest juror and the most disputed entry stand on the page")
    func analysed() async throws {
        try await WebSite.run { site in
            let scoring = try await Self.scored(site)
            try await scoring.closeScoring()
            let page = try await site.browser(of: "verwaltung@example.org").get(Self.path)
            #expect(page.status == .ok)
            #expect(page.text.contains("Amtlich ist nach den Regeln dieser Runde das Mittel der Bögen"))
            // The same jurors read every entry: correcting changes nothing, and the means are 230/3, 160/3 and 50/3.
            #expect(page.text.contains("1 Stadt Anger 76,67 76,67"))
            #expect(page.text.contains("3 Stadt Celle 16,67 16,67"))
            #expect(page.text.contains("Alle Bewerbungen wurden von denselben Jurymitgliedern gelesen"))
            #expect(page.body.contains("aria-labelledby=\"plaetze-title plaetze-description\""))
            #expect(page.body.contains("<title id=\"strenge-title\">"))
            let strict = try #require(page.text.range(of: "Person drei@example.org 3 −")?.lowerBound)
            let mild = try #require(page.text.range(of: "Person eins@example.org 3 +")?.lowerBound)
            #expect(strict < mild)
            let disputed = try #require(page.text.range(of: "Nach Streuung der Punktzahlen")?.upperBound)
            #expect(page.text[disputed...].contains("50,0 (Person drei@example.org)"))
        }
    }

    @Test("a jury in parts and entries with too few sheets are pointed out; there is no common order of corrected points")
    func dividedJury() async throws {
        try await WebSite.run { site in
            let scoring = try await Self.divided(site)
            let thin = try await scoring.entry("Celle", key: "09000003", population: 7_000)
            try await scoring.sheet(try await scoring.juror("sieben"), thin, ["verankerung": "10", "wirkung": "4"])
            try await scoring.closeScoring()
            let page = try await site.browser(of: "verwaltung@example.org").get(Self.path)
            #expect(page.text.contains("Die Jury zerfällt in 3 Gruppen"))
            #expect(page.text.contains("Weniger als drei gewertete Bögen hat: Stadt Celle."))
            #expect(!page.text.contains("Platz bereinigt"))
            #expect(!page.body.contains("strenge-title"))
        }
    }

    @Test("a class nobody scored says so; an unknown class shows the first; an unknown round is not found")
    func empty() async throws {
        try await WebSite.run { site in
            let scoring = try await SampleScoring.start(site.store, rules: try SampleRules.round())
            try await scoring.closeScoring()
            let staff = try await site.browser(of: "verwaltung@example.org")
            #expect(try await staff.get(Self.path + "?klasse=gibt-es-nicht").text.contains("keine gewertete Bewerbung"))
            #expect(try await staff.get("/verwaltung/gibt-es-nicht/analyse").status == .notFound)
        }
    }

    @Test("applicants and jurors learn nothing here", arguments: ["kommune@example.org", "eins@example.org"])
    func foreign(email: String) async throws {
        try await WebSite.run { site in
            let scoring = try await Self.scored(site)
            try await scoring.closeScoring()
            let town = try await site.people.municipality("Dorf", key: "09000009", population: 5_000)
            _ = try await site.people.member("kommune@example.org", of: town)
            let page = try await site.browser(of: email).get(Self.path)
            #expect(page.status == .forbidden)
            #expect(!page.body.contains("Anger"))
            #expect(try await site.visitor().get(Self.path).status == .seeOther)
        }
    }
}
