import Awards
import Foundation
import ScoringEngine

/// One section with a required and a free question of 10 characters, up to two measures that ended in 2022 or later.
enum SampleForm {
    static let form = FormRules(
        sections: [
            FormSection(code: "s", title: "Abschnitt", help: nil, questions: [
                FormQuestion(code: "muss", label: "Muss?", help: nil, maximumCharacters: 10, required: true),
                FormQuestion(code: "kann", label: "Kann?", help: nil, maximumCharacters: 10, required: false),
            ])
        ],
        measures: MeasureRules(
            minimum: 1, maximum: 2, titleMaximumCharacters: 10, descriptionMaximumCharacters: 20, finishedWithinYears: 5,
            fields: [MeasureField(code: "bildung", title: "Bildung")]
        )
    )

    static func rules() throws -> RoundRules {
        let opens = LocalTime("2027-01-01 00:00")
        let deadline = LocalTime("2027-06-30 24:00")
        let reference = CalendarDay("2025-12-31")
        guard let opens, let deadline, let reference else { throw Unreadable() }
        return RoundRules(
            competition: CompetitionHead(slug: "probe", title: "Probe"),
            round: RoundHead(slug: "probe-2027", title: "Probe 2027", timeZone: "Europe/Berlin", sampleData: true),
            dates: RoundDates(callOpens: opens, entryDeadline: deadline), budgetCents: 100,
            eligibility: Eligibility(kinds: [.gemeinde], populationDate: reference),
            tracks: [
                TrackRules(code: "klein", title: "Klein", populationFrom: 1, populationTo: 19_999, placesCents: [50]),
                TrackRules(code: "gross", title: "Groß", populationFrom: 20_000, populationTo: nil, placesCents: [50]),
            ],
            form: form, rubric: RubricRules(notApplicable: .renormalise, aggregation: .mean, minimumSheets: 1, criteria: []),
            ranking: RankingRules(style: .standard, ties: []), prizes: PrizeRules(ties: .pooledSplit, special: []),
            sampleData: [], sources: []
        )
    }

    static let opens = Date(timeIntervalSince1970: 1_000)
    static let deadline = Date(timeIntervalSince1970: 2_000)

    static func window(_ state: Round.State = .open) -> EntryWindow {
        EntryWindow(roundState: state, opens: opens, deadline: deadline)
    }

    static func figure(_ population: Int, _ date: String) throws -> PopulationFigure {
        guard let day = CalendarDay(date) else { throw Unreadable() }
        return PopulationFigure(population: population, date: day, source: "Amt")
    }

    static let measure = MeasureDraft(field: "bildung", title: "Titel", description: "Text", startedYear: 2020, finishedYear: 2024)

    struct Unreadable: Error {}
}

/// The refusal of a decision, or nil where it is allowed.
func entryRefusal(_ decision: () throws(EntryRefusal) -> Void) -> EntryRefusal? {
    do throws(EntryRefusal) {
        try decision()
        return nil
    } catch {
        return error
    }
}
