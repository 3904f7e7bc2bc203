import ScoringEngine

/// What a round file can get wrong although every single value is readable.
public enum CheckingRules {
    /// All problems, in the order of the file; empty when the rules hold together.
    public static func problems(in rules: RoundRules) -> [RuleProblem] {
        var check = RuleCheck()
        check.slug(rules.competition.slug, at: "competition.slug")
        check.slug(rules.round.slug, at: "round.slug")
        check.dates(rules.dates)
        check.budget(rules)
        check.eligibility(rules.eligibility)
        check.tracks(rules.tracks)
        check.form(rules.form)
        check.rubric(rules.rubric)
        check.ranking(rules.ranking, prizes: rules.prizes, rubric: rules.rubric)
        check.prizes(rules.prizes)
        return check.problems
    }
}

struct RuleCheck {
    private(set) var problems: [RuleProblem] = []

    mutating func add(_ path: String, _ message: String) {
        problems.append(RuleProblem(path: path, message: message))
    }

    mutating func slug(_ slug: String, at path: String) {
        let parts = slug.split(separator: "-", omittingEmptySubsequences: false)
        let shaped = parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLowercase) }
        }
        if !shaped || slug.count > 60 {
            add(path, "„\(slug)“ ist als Kurzname nicht möglich. Erlaubt sind Kleinbuchstaben a–z, Ziffern und einzelne Bindestriche, höchstens 60 Zeichen.")
        }
    }

    mutating func code(_ code: String, at path: String) {
        let first = code.unicodeScalars.first
        let shaped = code.unicodeScalars.allSatisfy { scalar in
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
        }
        if !shaped || code.count > 60 || first.map({ ("0"..."9").contains($0) }) ?? true {
            add(path, "„\(code)“ ist als Kennung nicht möglich. Erlaubt sind Buchstaben a–z, Ziffern, Binde- und Unterstriche; sie beginnt mit einem Buchstaben.")
        }
    }

    mutating func unique(_ codes: [String], at path: (Int) -> String) {
        var seen: Set<String> = []
        for (index, code) in codes.enumerated() where !seen.insert(code).inserted {
            add(path(index), "Die Kennung „\(code)“ kommt mehrfach vor. Bitte vergeben Sie jede Kennung nur einmal.")
        }
    }

    mutating func dates(_ dates: RoundDates) {
        if dates.entryDeadline <= dates.callOpens {
            add("dates.entryDeadline", "Die Einreichungsfrist (\(dates.entryDeadline)) liegt nicht nach dem Beginn der Ausschreibung (\(dates.callOpens)). Bitte prüfen Sie beide Daten.")
        }
        if let meets = dates.juryMeets, meets < dates.entryDeadline.day {
            add("dates.juryMeets", "Die Jurysitzung (\(meets)) liegt vor der Einreichungsfrist (\(dates.entryDeadline)). Bitte prüfen Sie beide Daten.")
        }
        if let ceremony = dates.ceremony, ceremony < dates.juryMeets ?? dates.entryDeadline.day {
            add("dates.ceremony", "Die Preisverleihung (\(ceremony)) liegt vor der Jurysitzung oder der Einreichungsfrist. Bitte prüfen Sie die Daten.")
        }
    }

    mutating func eligibility(_ eligibility: Eligibility) {
        if eligibility.kinds.isEmpty {
            add("eligibility.kinds", "Es darf niemand teilnehmen. Bitte nennen Sie mindestens eine Art (gemeinde, landkreis).")
        }
        if Set(eligibility.kinds).count < eligibility.kinds.count {
            add("eligibility.kinds", "Eine Art ist doppelt genannt. Bitte nennen Sie jede nur einmal.")
        }
    }

    mutating func tracks(_ tracks: [TrackRules]) {
        if tracks.isEmpty {
            add("tracks", "Es fehlt eine Größenklasse. Für eine Runde ohne Klassen nennen Sie eine, die bei 0 beginnt und oben offen ist.")
        }
        unique(tracks.map(\.code)) { "tracks[\($0)].code" }
        var expected: Int? = 0
        for (index, track) in tracks.enumerated() {
            let path = "tracks[\(index)]"
            code(track.code, at: path + ".code")
            if let to = track.populationTo, to < track.populationFrom {
                add(path + ".populationTo", "Die Obergrenze \(to) liegt unter der Untergrenze \(track.populationFrom). Bitte prüfen Sie beide.")
            }
            bounds(track, expected: expected, at: path)
            expected = track.populationTo.map { $0 + 1 }
            if track.placesCents.isEmpty {
                add(path + ".placesEuro", "Die Größenklasse hat keinen Platz. Bitte nennen Sie mindestens einen Betrag.")
            }
            ladder(track.placesCents, at: path + ".placesEuro")
        }
        if let last = tracks.last, last.populationTo != nil {
            add("tracks[\(tracks.count - 1)].populationTo", "Oberhalb der letzten Größenklasse bleibt eine Lücke. Bitte lassen Sie die Obergrenze der letzten Klasse weg.")
        }
    }

    private mutating func bounds(_ track: TrackRules, expected: Int?, at path: String) {
        guard let expected else {
            add(path + ".populationFrom", "Die Klasse davor ist nach oben offen und überschneidet sich mit dieser. Bitte geben Sie ihr eine Obergrenze.")
            return
        }
        if track.populationFrom > expected {
            add(path + ".populationFrom", "Zwischen \(expected) und \(track.populationFrom - 1) Einwohner*innen liegt eine Lücke. Diese Klasse muss bei \(expected) beginnen.")
        } else if track.populationFrom < expected {
            add(path + ".populationFrom", "Die Klasse überschneidet sich mit der davor. Sie muss bei \(expected) beginnen.")
        }
    }

    private mutating func ladder(_ amounts: [Int], at path: String) {
        for (index, cents) in amounts.enumerated() {
            if cents <= 0 {
                add("\(path)[\(index)]", "Ein Preisgeld muss größer als 0 sein.")
            } else if index > 0 && cents > amounts[index - 1] {
                add("\(path)[\(index)]", "Ein späterer Platz bekäme mehr als der davor. Bitte ordnen Sie die Beträge absteigend.")
            }
        }
    }

    mutating func budget(_ rules: RoundRules) {
        if rules.budgetCents <= 0 || rules.budgetCents > 100_000_000_000 {
            add("budgetEuro", "Das Budget muss größer als 0 und höchstens 1.000.000.000,00 € sein.")
            return
        }
        let amounts = rules.tracks.flatMap(\.placesCents) + rules.prizes.special.map(\.amountCents)
        guard amounts.allSatisfy({ (0...100_000_000_000).contains($0) }) else {
            add("budgetEuro", "Ein Preisgeld liegt außerhalb von 0 bis 1.000.000.000,00 €.")
            return
        }
        let sum = amounts.reduce(0, +)
        if sum != rules.budgetCents {
            let difference = abs(sum - rules.budgetCents)
            let direction = sum > rules.budgetCents ? "über" : "unter"
            add(
                "budgetEuro",
                "Die Preise ergeben zusammen \(sum.euroText), das sind \(difference.euroText) \(direction) dem Budget von \(rules.budgetCents.euroText). Bitte gleichen Sie Leitern, Sonderpreise und Budget auf den Cent an."
            )
        }
    }

    mutating func prizes(_ prizes: PrizeRules) {
        unique(prizes.special.map(\.code)) { "prizes.special[\($0)].code" }
        for (index, prize) in prizes.special.enumerated() {
            code(prize.code, at: "prizes.special[\(index)].code")
            if prize.amountCents <= 0 {
                add("prizes.special[\(index)].amountEuro", "Ein Preisgeld muss größer als 0 sein.")
            }
        }
    }
}

extension Int {
    /// Cents as German money, `250.000,00 €`.
    public var euroText: String {
        let cents = magnitude
        let euros = String(cents / 100)
        var grouped = ""
        for (offset, digit) in euros.enumerated() {
            if offset > 0 && (euros.count - offset) % 3 == 0 { grouped.append(".") }
            grouped.append(digit)
        }
        return (self < 0 ? "−" : "") + grouped + "," + Int(cents % 100).padded(2) + "\u{00A0}€"
    }
}
