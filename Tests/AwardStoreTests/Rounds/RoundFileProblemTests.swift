import AwardStore
import Testing

/// One change to the sample file and the one problem it makes.
struct Mistake: Sendable, CustomTestStringConvertible {
    let change: (String, String)
    let line: Int
    let path: String
    let message: String

    init(_ old: String, _ new: String, _ line: Int, _ path: String, _ message: String) {
        change = (old, new)
        self.line = line
        self.path = path
        self.message = message
    }

    var testDescription: String { "\(change.1) (line \(line))" }
}

@Suite("Problems in round files")
struct RoundFileProblemTests {
    static let structure = [
        Mistake("format: lorbeer-round/1", "format: lorbeer-round/2", 1, "format", "lorbeer-round/1"),
        Mistake("title: \"Probe 2027\"", "titel: \"Probe 2027\"\n  title: x", 5, "round.titel", "Meinten Sie „title“?"),
        Mistake("  juryMeets: 2027-09-01", "  juryMeets: 2027-09-01\n  dinner: 2027-09-02", 12, "dates.dinner", "Möglich sind: callOpens, entryDeadline, juryMeets, ceremony."),
        Mistake("  sampleData: true", "  sampleData: true\n  slug: probe-2028", 8, "round.slug", "steht schon in Zeile 4"),
        Mistake("minimumSheets: 3", "minimumSheets: 3\n  \"minimumSheets\": 4", 36, "rubric.minimumSheets", "steht schon in Zeile 35"),
        Mistake("budgetEuro: 100000.00\n", "", 1, "budgetEuro", "fehlt"),
        Mistake("{code: gross, title: Groß,", "{code: gross,", 18, "tracks[1].title", "fehlt"),
        Mistake("competition: {slug: probe, title: Probewettbewerb}", "competition: probe", 2, "competition", "Gruppe von Schlüsseln"),
        Mistake("kinds: [gemeinde, landkreis]", "kinds: gemeinde", 14, "eligibility.kinds", "eine Liste"),
        Mistake("sources: [\"erfunden\"]", "sources: [\"erfunden\"", 53, "", "kein gültiges YAML"),
        Mistake("title: Probewettbewerb}", "title: &x Probewettbewerb}", 2, "", "Anker"),
    ]

    static let values = [
        Mistake("title: Klein", "title: 2027", 17, "tracks[0].title", "in Anführungszeichen"),
        Mistake("title: \"Probe 2027\"", "title: \"  \"", 5, "round.title", "leer"),
        Mistake("title: \"Probe 2027\"", "title:", 5, "round.title", "Hier steht nichts"),
        Mistake("title: \"Probe 2027\"", "title: \"a\\0b\"", 5, "round.title", "Steuerzeichen"),
        Mistake("timeZone: Europe/Berlin", "timeZone: Europe/Berln", 6, "round.timeZone", "Meinten Sie „Europe/Berlin“?"),
        Mistake("sampleData: true", "sampleData: yes", 7, "round.sampleData", "weder true noch false"),
        Mistake("callOpens: 2027-01-01 00:00", "callOpens: 2027-02-29 00:00", 9, "dates.callOpens", "gibt es nicht"),
        Mistake("entryDeadline: 2027-06-30 24:00", "entryDeadline: 2027-06-30 24:01", 10, "dates.entryDeadline", "gibt es nicht"),
        Mistake("juryMeets: 2027-09-01", "juryMeets: 01.09.2027", 11, "dates.juryMeets", "JJJJ-MM-TT"),
        Mistake("budgetEuro: 100000.00", "budgetEuro: 100000", 12, "budgetEuro", "zwei Nachkommastellen"),
        Mistake("budgetEuro: 100000.00", "budgetEuro: 100000.000", 12, "budgetEuro", "zwei Nachkommastellen"),
        Mistake("budgetEuro: 100000.00", "budgetEuro: 100.000,00", 12, "budgetEuro", "zwei Nachkommastellen"),
        Mistake("budgetEuro: 100000.00", "budgetEuro: \"100000.00\"", 12, "budgetEuro", "Anführungszeichen weg"),
        Mistake("kinds: [gemeinde, landkreis]", "kinds: [gemeinde, landkreise]", 14, "eligibility.kinds[1]", "Meinten Sie „landkreis“?"),
        Mistake("populationFrom: 20000", "populationFrom: 20.000", 18, "tracks[1].populationFrom", "keine ganze Zahl"),
        Mistake("maximumCharacters: 200", "maximumCharacters: 0", 24, "form.sections[0].questions[0].maximumCharacters", "außerhalb"),
        Mistake("trim: 1", "trim: 0", 34, "rubric.aggregation.trim", "außerhalb"),
        Mistake("{method: trimmedMean, trim: 1}", "{method: mean, trim: 1}", 34, "rubric.aggregation.trim", "trimmedMean"),
        Mistake("{method: trimmedMean, trim: 1}", "{method: zscore}", 34, "rubric.aggregation.method", "Meinten Sie „zScore“?"),
        Mistake("{method: trimmedMean, trim: 1}", "{method: mean, minimumSheets: 3}", 34, "rubric.aggregation.minimumSheets", "zScore"),
        Mistake("step: 0.5", "step: 0.0000001", 40, "rubric.criteria[0].scale.step", "sechs Nachkommastellen"),
        Mistake("weight: 2", "weight: 1e3", 39, "rubric.criteria[0].weight", "keine Zahl"),
        Mistake("style: standard", "style: standart", 44, "ranking.style", "Meinten Sie „standard“?"),
        Mistake("ties: [median", "ties: [mode", 45, "ranking.ties[0]", "criterion:KENNUNG"),
        Mistake("{path: rubric,", "{path: session,", 52, "sampleData[0].path", "gibt es in einer Rundendatei nicht"),
    ]

    static let rules = [
        Mistake("weight: 2", "weight: 0", 39, "rubric.criteria[0].weight", "größer als 0"),
        Mistake("entryDeadline: 2027-06-30 24:00", "entryDeadline: 2026-06-30 24:00", 10, "dates.entryDeadline", "nicht nach dem Beginn"),
        Mistake("juryMeets: 2027-09-01", "juryMeets: 2027-06-01", 11, "dates.juryMeets", "vor der Einreichungsfrist"),
        Mistake("populationFrom: 20000", "populationFrom: 20001", 18, "tracks[1].populationFrom", "Lücke"),
        Mistake("populationFrom: 20000", "populationFrom: 19999", 18, "tracks[1].populationFrom", "überschneidet"),
        Mistake("budgetEuro: 100000.00", "budgetEuro: 99999.99", 12, "budgetEuro", "0,01\u{A0}€ über dem Budget"),
        Mistake("placesEuro: [30000.00, 15000.00]}\n  - {code: gross", "placesEuro: [15000.00, 30000.00]}\n  - {code: gross", 17, "tracks[0].placesEuro[1]", "absteigend"),
        Mistake("code: gross", "code: klein", 18, "tracks[1].code", "mehrfach"),
        Mistake("step: 0.5", "step: 0.3", 40, "rubric.criteria[0].scale.step", "passt nicht"),
        Mistake("points: 0,", "points: 0.25,", 42, "rubric.criteria[0].levels[0].points", "gibt es auf der Skala nicht"),
        Mistake("criterion:verankerung", "criterion:wirkung", 45, "ranking.ties[1]", "gibt es im Bewertungsraster nicht"),
        Mistake("\n  lotSeed: \"2027-09-01\"", "", 44, "ranking.lotSeed", "Losschlüssel fehlt"),
        Mistake("slug: probe,", "slug: Probe,", 2, "competition.slug", "Kleinbuchstaben"),
    ]

    @Test("a mistake is told with its line, its place and what to do", arguments: structure + values + rules)
    func mistake(_ mistake: Mistake) throws {
        try #require(sampleRoundFile.contains(mistake.change.0))
        let broken = sampleRoundFile.replacing(mistake.change.0, with: mistake.change.1, maxReplacements: 1)
        let problems = try #require(throws: FileProblems.self) { try RoundFile.read(broken, name: "r.yaml") }
        #expect(problems.problems.count == 1, "\(problems)")
        #expect(problems.problems.first?.line == mistake.line)
        #expect(problems.problems.first?.path == mistake.path)
        #expect(problems.problems.first?.message.contains(mistake.message) == true, "\(problems)")
    }

    @Test("every repeated key of a file is told, not only the first")
    func repeatedKeys() throws {
        let broken = sampleRoundFile.replacing("  sampleData: true", with: "  sampleData: true\n  slug: a\n  slug: b").replacing("{points: 0,", with: "{points: 0, points: 1,")
        let problems = try #require(throws: FileProblems.self) { try RoundFile.read(broken, name: "r.yaml") }
        #expect(problems.problems.map(\.path).contains("rubric.criteria[0].levels[0].points"))
        #expect(problems.problems.map(\.path).contains("round.slug"))
    }

    @Test("input made to exhaust the reader is refused", arguments: [
        String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000), String(repeating: "{a: ", count: 50_000),
        (0..<2000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"), String(repeating: "? ", count: 100_000),
        "a: &a [x]\nb: &b [*a, *a]", String(repeating: "x", count: 1_000_001), "", "# nur ein Kommentar", "a\u{1}b", "--- a\n--- b",
    ])
    func hostile(text: String) throws {
        let problems = try #require(throws: FileProblems.self) { try RoundFile.read(text, name: "r.yaml") }
        #expect(!problems.problems.isEmpty)
    }
}
