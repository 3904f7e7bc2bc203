public import Awards
import Foundation
import ScoringEngine

/// A round's rules as a YAML file (`lorbeer-round/1`). Reading is strict: unknown, repeated and missing keys, wrong
/// types and rules that don't hold together are all told at once, each with its line.
public enum RoundFile {
    public static let format = "lorbeer-round/1"

    static let keys = [
        "format", "competition", "round", "dates", "budgetEuro", "eligibility", "tracks", "form", "rubric", "jury", "ranking", "prizes",
        "sampleData", "sources",
    ]

    /// - Parameter name: the file's name, for the problems.
    public static func read(_ text: String, name: String) throws(FileProblems) -> RoundRules {
        try YAMLTree.read(text, name: name) { reader in
            guard let rules = rules(reader), reader.reading.isClean else { return nil }
            for problem in CheckingRules.problems(in: rules) { reader.reading.add(problem.path, problem.message) }
            return rules
        }
    }

    /// nil where a value that has no neutral stand-in could not be read.
    private static func rules(_ reader: NodeReader) -> RoundRules? {
        let file = reader.group(keys)
        _ = file.required("format")?.choice([format])
        let competition = competition(file)
        let round = round(file)
        let dates = dates(file)
        let budget = file.cents("budgetEuro")
        let eligibility = eligibility(file)
        let tracks = file.list("tracks").map(track)
        let form = form(file)
        let rubric = rubric(file)
        let jury = file["jury"]?.group(["exclusion"]).required("exclusion")?.choice(of: ExclusionScope.self).map(JuryRules.init)
        let ranking = ranking(file)
        let prizes = prizes(file)
        let sampleData = file.listIfGiven("sampleData").map(sampleNote)
        let sources = file.listIfGiven("sources").map { $0.text() }
        guard let dates, let eligibility, let form, let rubric, let ranking, let prizes else { return nil }
        return RoundRules(
            competition: competition, round: round, dates: dates, budgetCents: budget, eligibility: eligibility, tracks: tracks, form: form,
            rubric: rubric, jury: jury, ranking: ranking, prizes: prizes, sampleData: sampleData, sources: sources
        )
    }

    private static func competition(_ file: GroupReader) -> CompetitionHead {
        let group = file.required("competition")?.group(["slug", "title"])
        return CompetitionHead(slug: group?.text("slug") ?? "", title: group?.text("title") ?? "")
    }

    private static func round(_ file: GroupReader) -> RoundHead {
        let group = file.required("round")?.group(["slug", "title", "timeZone", "sampleData"])
        let zone = group?.required("timeZone")
        let zoneName = zone?.text() ?? ""
        if !zoneName.isEmpty, !TimeZone.knownTimeZoneIdentifiers.contains(zoneName) {
            let hint = zoneName.nearest(in: TimeZone.knownTimeZoneIdentifiers).map { "Meinten Sie „\($0)“?" }
            zone?.problem("Die Zeitzone „\(zoneName.prefix(40))“ ist nicht bekannt. \(hint ?? "Bitte schreiben Sie sie wie Europe/Berlin.")")
        }
        return RoundHead(
            slug: group?.text("slug") ?? "", title: group?.text("title") ?? "", timeZone: zoneName, sampleData: group?.flag("sampleData") ?? false
        )
    }

    private static func dates(_ file: GroupReader) -> RoundDates? {
        guard let group = file.required("dates")?.group(["callOpens", "entryDeadline", "juryMeets", "ceremony"]) else { return nil }
        let opens = group.required("callOpens")?.time()
        let deadline = group.required("entryDeadline")?.time()
        let meets = group["juryMeets"]?.day()
        let ceremony = group["ceremony"]?.day()
        guard let opens, let deadline else { return nil }
        return RoundDates(callOpens: opens, entryDeadline: deadline, juryMeets: meets, ceremony: ceremony)
    }

    private static func eligibility(_ file: GroupReader) -> Eligibility? {
        guard let group = file.required("eligibility")?.group(["kinds", "populationDate"]) else { return nil }
        let kinds = group.list("kinds").compactMap { $0.choice(of: Municipality.Kind.self) }
        return group.required("populationDate")?.day().map { Eligibility(kinds: kinds, populationDate: $0) }
    }

    private static func track(_ reader: NodeReader) -> TrackRules {
        let group = reader.group(["code", "title", "populationFrom", "populationTo", "placesEuro"])
        return TrackRules(
            code: group.text("code"), title: group.text("title"),
            populationFrom: group.integer("populationFrom", in: 0...999_999_999),
            populationTo: group.integerIfGiven("populationTo", in: 0...999_999_999),
            placesCents: group.list("placesEuro").map { $0.cents() }
        )
    }

    private static func ranking(_ file: GroupReader) -> RankingRules? {
        guard let group = file.required("ranking")?.group(["style", "ties", "lotSeed"]) else { return nil }
        let style = group.required("style")?.choice(of: RankingStyle.self)
        let ties = group.list("ties").compactMap(tieRule)
        let seed = group.textIfGiven("lotSeed")
        return style.map { RankingRules(style: $0, ties: ties, lotSeed: seed) }
    }

    private static func tieRule(_ reader: NodeReader) -> TieRule? {
        let name = reader.text()
        guard !name.isEmpty else { return nil }
        if let rule = TieRule(name) { return rule }
        reader.problem("Die Regel „\(name.prefix(40))“ gibt es nicht. Möglich sind: median, highest, lowest, countback, lot und \"criterion:KENNUNG\".")
        return nil
    }

    private static func prizes(_ file: GroupReader) -> PrizeRules? {
        guard let group = file.required("prizes")?.group(["ties", "special"]) else { return nil }
        let ties = group.required("ties")?.choice(of: TieMode.self)
        let special = group.listIfGiven("special").map { prize in
            let group = prize.group(["code", "title", "amountEuro", "joint"])
            return SpecialPrizeRules(
                code: group.text("code"), title: group.text("title"), amountCents: group.cents("amountEuro"), joint: group.flag("joint")
            )
        }
        return ties.map { PrizeRules(ties: $0, special: special) }
    }

    private static func sampleNote(_ reader: NodeReader) -> SampleNote {
        let group = reader.group(["path", "note"])
        let path = group.text("path")
        let part = path.prefix { $0 != "." && $0 != "[" }
        if !path.isEmpty, !keys.contains(String(part)) {
            group["path"]?.problem("Den Teil „\(part.prefix(40))“ gibt es in einer Rundendatei nicht. Möglich sind: \(keys.joined(separator: ", ")).")
        }
        return SampleNote(path: path, note: group.text("note"))
    }
}
