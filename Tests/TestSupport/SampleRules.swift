public import Awards
public import ScoringEngine

/// Small rules for tests: three size classes, two criteria, two questions, one special prize, 100,000 euro.
public enum SampleRules {
    public static func round(
        slug: String = "probe-2027", deadline: String = "2099-06-30 24:00", opens: String = "2026-01-01 00:00",
        timeZone: String = "Europe/Berlin"
    ) throws -> RoundRules {
        RoundRules(
            competition: CompetitionHead(slug: "probe", title: "Probewettbewerb"),
            round: RoundHead(slug: slug, title: "Probewettbewerb 2027", timeZone: timeZone, sampleData: true),
            dates: RoundDates(callOpens: try time(opens), entryDeadline: try time(deadline)),
            budgetCents: 100_000_00,
            eligibility: Eligibility(kinds: [.gemeinde, .landkreis], populationDate: try day("2025-12-31")),
            tracks: [
                TrackRules(code: "klein", title: "Kleine Kommunen", populationFrom: 0, populationTo: 19_999, placesCents: [20_000_00, 10_000_00]),
                TrackRules(code: "mittel", title: "Mittlere Kommunen", populationFrom: 20_000, populationTo: 99_999, placesCents: [20_000_00, 10_000_00]),
                TrackRules(code: "gross", title: "Große Kommunen", populationFrom: 100_000, populationTo: nil, placesCents: [20_000_00, 10_000_00]),
            ],
            form: form, rubric: try rubric(),
            ranking: RankingRules(style: .standard, ties: [.median]),
            prizes: PrizeRules(ties: .pooledSplit, special: [
                SpecialPrizeRules(code: "sonderpreis", title: "Sonderpreis", amountCents: 10_000_00, joint: true)
            ]),
            sampleData: [SampleNote(path: "rubric", note: "Beispielwerte für Tests.")], sources: []
        )
    }

    private static var form: FormRules {
        FormRules(
            sections: [
                FormSection(code: "verankerung", title: "Strukturelle Verankerung", help: "Was gilt dauerhaft?", questions: [
                    FormQuestion(code: "beschluesse", label: "Welche Beschlüsse gibt es?", help: nil, maximumCharacters: 200, required: true),
                    FormQuestion(code: "stellen", label: "Welche Stellen sind zuständig?", help: nil, maximumCharacters: 200, required: false),
                ]),
                FormSection(code: "beschaffung", title: "Faire Beschaffung", help: nil, questions: [
                    FormQuestion(code: "produkte", label: "Was beschaffen Sie fair?", help: nil, maximumCharacters: 200, required: true)
                ]),
            ],
            measures: MeasureRules(
                minimum: 1, maximum: 3, titleMaximumCharacters: 60, descriptionMaximumCharacters: 200, finishedWithinYears: 5,
                fields: [MeasureField(code: "bildung", title: "Bildung"), MeasureField(code: "handel", title: "Handel")]
            )
        )
    }

    private static func rubric() throws -> RubricRules {
        RubricRules(
            notApplicable: .renormalise, aggregation: .mean, minimumSheets: 2,
            criteria: [
                CriterionRules(
                    code: "verankerung", title: "Verankerung", description: "Wie verbindlich?", weight: try points("2"),
                    scale: Scale(min: try points("0"), max: try points("10"), step: try points("0.5")),
                    levels: [CriterionLevel(points: try points("0"), text: "nichts"), CriterionLevel(points: try points("10"), text: "vorbildlich")]
                ),
                CriterionRules(
                    code: "wirkung", title: "Wirkung", description: nil, weight: try points("1"),
                    scale: Scale(min: try points("1"), max: try points("5"), step: try points("1")), levels: []
                ),
            ]
        )
    }

    /// - Throws: ``SampleUnreadable`` for a typing error in a test.
    public static func points(_ text: String) throws -> FixedPoint {
        guard let value = FixedPoint(text) else { throw SampleUnreadable(text: text) }
        return value
    }

    public static func time(_ text: String) throws -> LocalTime {
        guard let value = LocalTime(text) else { throw SampleUnreadable(text: text) }
        return value
    }

    public static func day(_ text: String) throws -> CalendarDay {
        guard let value = CalendarDay(text) else { throw SampleUnreadable(text: text) }
        return value
    }
}

public struct SampleUnreadable: Error {
    public let text: String
}
