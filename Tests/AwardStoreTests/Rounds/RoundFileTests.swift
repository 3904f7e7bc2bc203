import AwardStore
import Awards
import ScoringEngine
import Testing
import TestSupport

@Suite("Round files")
struct RoundFileTests {
    @Test("every round that comes with Lorbeer is read without a problem, under its own name", arguments: SeedFiles.rounds)
    func seeds(path: String) throws {
        let name = SeedFiles.name(path)
        let rules = try RoundFile.read(try SeedFiles.text(path), name: name)
        #expect(name == rules.round.slug + ".yaml")
    }

    @Test("what is written is read as the same rules again", arguments: SeedFiles.rounds)
    func roundTrip(path: String) throws {
        let rules = try RoundFile.read(try SeedFiles.text(path), name: path)
        let text = RoundFile.write(rules)
        #expect(try RoundFile.read(text, name: "again.yaml") == rules)
        #expect(RoundFile.write(rules) == text)
    }

    @Test("texts with any character survive writing", arguments: [
        "\"", "\\", "a: b # c", "'", "- x", "{}", "[1]", "true", "2027", "Zeile\nzwei\tmit Tab", "ä\u{85}\u{2028}\u{FEFF}b", "🌿 𝔸", "%", "&name", "*", " vorn und hinten ",
    ])
    func texts(text: String) throws {
        var rules = try SampleRules.round()
        rules.round.title = text + "x"
        rules.rubric.criteria[0].description = "x" + text
        rules.ranking.lotSeed = "x" + text + "x"
        rules.sources = [text + "x"]
        #expect(try RoundFile.read(RoundFile.write(rules), name: "r.yaml") == rules)
    }

    @Test("every key is read, the optional ones too")
    func everyKey() throws {
        let rules = try RoundFile.read(sampleRoundFile, name: "r.yaml")
        #expect(rules.round == RoundHead(slug: "probe-2027", title: "Probe 2027", timeZone: "Europe/Berlin", sampleData: true))
        #expect(rules.dates.entryDeadline.description == "2027-06-30 24:00" && rules.dates.juryMeets?.description == "2027-09-01" && rules.dates.ceremony == nil)
        #expect(rules.budgetCents == 100_000_00 && rules.tracks.map(\.placesCents) == [[30_000_00, 15_000_00], [30_000_00, 15_000_00]])
        #expect(rules.tracks.map(\.populationTo) == [19_999, nil])
        #expect(rules.form.measures.finishedWithinYears == 5 && rules.rubric.aggregation == .trimmedMean(trim: 1))
        #expect(rules.ranking == RankingRules(style: .standard, ties: [.median, .criterion("verankerung"), .lot], lotSeed: "2027-09-01"))
        #expect(rules.rubric.criteria[0].scale.step == (try SampleRules.points("0.5")))
        #expect(rules.prizes.special[0].joint && rules.sampleData[0].path == "rubric" && rules.sources == ["erfunden"])
    }

    @Test(
        "a file names how scores are made, and is written back the same",
        arguments: [
            ("{method: mean}", Aggregation.mean), ("{method: median}", .median), ("{method: zScore}", .zScore(minimumSheets: 3)),
            ("{method: zScore, minimumSheets: 5}", .zScore(minimumSheets: 5)), ("{method: interblock}", .interblock),
            ("{method: additive}", .additive),
        ])
    func aggregations(yaml: String, aggregation: Aggregation) throws {
        let text = sampleRoundFile.replacing("{method: trimmedMean, trim: 1}", with: yaml)
        let rules = try RoundFile.read(text, name: "r.yaml")
        #expect(rules.rubric.aggregation == aggregation)
        #expect(try RoundFile.read(RoundFile.write(rules), name: "r.yaml") == rules)
    }

    @Test("a file saved with line ends of another system and a mark at its head is the same")
    func lineEnds() throws {
        let other = "\u{FEFF}" + sampleRoundFile.replacing("\n", with: "\r\n")
        #expect(try RoundFile.read(other, name: "r.yaml") == (try RoundFile.read(sampleRoundFile, name: "r.yaml")))
    }

    @Test("a ladder changed by one cent is refused with what is missing")
    func oneCent() throws {
        let changed = sampleRoundFile.replacing("populationFrom: 20000, placesEuro: [30000.00", with: "populationFrom: 20000, placesEuro: [30000.01")
        let problems = try #require(throws: FileProblems.self) { try RoundFile.read(changed, name: "r.yaml") }
        #expect(problems.problems.map(\.line) == [12])
        #expect(problems.lines[0].hasPrefix("r.yaml:12: budgetEuro: ") && problems.lines[0].contains("0,01\u{A0}€ über dem Budget"))
    }

    @Test("all problems are told at once, in the order of the lines")
    func allAtOnce() throws {
        let broken = sampleRoundFile.replacing("style: standard", with: "style: olympic").replacing("slug: probe-2027", with: "slog: probe-2027")
            .replacing("weight: 2", with: "weight: zwei").replacing("sampleData: true", with: "sampleData: ja")
        let problems = try #require(throws: FileProblems.self) { try RoundFile.read(broken, name: "r.yaml") }
        #expect(problems.problems.map { "\($0.line) \($0.path)" } == ["4 round.slog", "4 round.slug", "7 round.sampleData", "39 rubric.criteria[0].weight", "44 ranking.style"])
    }
}
