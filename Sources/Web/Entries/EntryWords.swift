import AwardStore
import Awards
import Foundation
import HTTPTypes

extension EntryRefusal: ShownRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notVisible: .notFound
        case .kindNotEligible, .populationUnknown, .noTrack: .forbidden
        case .callNotOpened, .deadlinePassed, .roundNotOpen: .gone
        case .alreadyEntered, .notDraft, .editedMeanwhile, .changedSinceReview, .notSubmitted, .alreadyDecided, .alreadyAssigned, .ownMunicipality: .conflict
        default: .unprocessableContent
        }
    }

    var heading: String {
        switch self {
        case .notVisible: "Seite nicht gefunden"
        case .deadlinePassed: "Die Einreichungsfrist ist abgelaufen"
        case .callNotOpened: "Die Ausschreibung hat noch nicht begonnen"
        case .roundNotOpen: "Die Runde ist abgeschlossen"
        case .alreadyEntered: "Es gibt schon eine Bewerbung"
        case .notDraft: "Die Bewerbung ist bereits eingereicht"
        case .editedMeanwhile, .changedSinceReview: "Inzwischen wurde etwas geändert"
        case .kindNotEligible, .populationUnknown, .noTrack: "Eine Bewerbung ist so nicht möglich"
        default: "Das hat nicht funktioniert"
        }
    }

    var sentence: String {
        switch self {
        case .notVisible: "Diese Seite gibt es nicht, oder sie ist für Ihr Konto nicht sichtbar."
        case .roundNotOpen: "In dieser Runde werden keine Bewerbungen mehr angenommen. Ihr Text bleibt für Sie lesbar."
        case .callNotOpened: "Sobald die Ausschreibung beginnt, können Sie sich hier bewerben."
        case .deadlinePassed: "Einreichen ist nicht mehr möglich. Was als Entwurf gespeichert ist, bleibt vollständig erhalten und für Sie lesbar. Bei Fragen wenden Sie sich bitte an die Geschäftsstelle."
        case .kindNotEligible: "In dieser Runde dürfen Kommunen dieser Art nicht teilnehmen."
        case .populationUnknown: "Für Ihre Kommune ist keine Einwohnerzahl hinterlegt. Bitte wenden Sie sich an die Geschäftsstelle."
        case .noTrack(let population): "Für \(population.grouped) Einwohner*innen gibt es in dieser Runde keine Größenklasse. Bitte wenden Sie sich an die Geschäftsstelle."
        case .alreadyEntered: "Ihre Kommune nimmt an dieser Runde schon teil. Sie finden die Bewerbung auf Ihrer Übersicht."
        case .notDraft: "Was eingereicht ist, lässt sich nicht mehr ändern."
        case .editedMeanwhile: "Jemand anderes hat inzwischen gespeichert. Bitte laden Sie die Seite neu und prüfen Sie beide Fassungen."
        case .changedSinceReview: "Seit Sie die Bewerbung geprüft haben, hat jemand sie geändert. Bitte prüfen Sie sie noch einmal."
        case .tooManyMeasures(let maximum): "Es sind höchstens \(maximum.counted("Maßnahme", "Maßnahmen")) möglich."
        case .incomplete: "Es fehlen noch Angaben."
        case .notSubmitted: "Die Bewerbung ist noch nicht eingereicht."
        case .alreadyDecided: "Über diese Bewerbung ist schon entschieden. Bitte laden Sie die Seite neu."
        case .reasonMissing: "Bitte nennen Sie einen Grund."
        case .alreadyAssigned: "Der Bewerbung sind schon Jurymitglieder zugeteilt."
        case .ownMunicipality: "Über eine Bewerbung der eigenen Kommune entscheidet niemand selbst."
        case .unknownQuestion, .unknownField, .yearOutOfRange, .yearsReversed: "Bitte prüfen Sie Ihre Angaben."
        }
    }
}

extension EntryGap.MeasureGap {
    var sentence: String {
        switch self {
        case .fieldMissing: "Bitte wählen Sie ein Handlungsfeld."
        case .titleMissing: "Bitte geben Sie der Maßnahme einen Titel."
        case .titleTooLong(let excess): "Der Titel ist \(excess.grouped) Zeichen zu lang. Bitte kürzen Sie ihn."
        case .descriptionMissing: "Bitte beschreiben Sie die Maßnahme."
        case .descriptionTooLong(let excess): "Die Beschreibung ist \(excess.grouped) Zeichen zu lang. Bitte kürzen Sie sie."
        case .finishedTooLongAgo(let earliest): "Die Maßnahme endete vor \(earliest) und zählt in dieser Runde nicht mehr."
        }
    }

    /// The form field it concerns.
    var field: String {
        switch self {
        case .fieldMissing: "field"
        case .titleMissing, .titleTooLong: "title"
        case .descriptionMissing, .descriptionTooLong: "description"
        case .finishedTooLongAgo: "finished"
        }
    }
}

/// A gap as a line with the way to mend it.
struct GapItem: ViewModel {
    let href: String
    let text: String

    init(_ gap: EntryGap, in detail: EntryDetail) {
        let base = "/bewerbungen/\(detail.head.id)"
        switch gap {
        case .answerMissing(let section, let question):
            href = "\(base)/abschnitt/\(section)#\(QuestionField.name(question))"
            text = "\(Self.title(section, detail)): „\(Self.label(question, detail))“ ist noch nicht beantwortet."
        case .answerTooLong(let section, let question, let excess):
            href = "\(base)/abschnitt/\(section)#\(QuestionField.name(question))"
            text = "\(Self.title(section, detail)): Die Antwort auf „\(Self.label(question, detail))“ ist \(excess.grouped) Zeichen zu lang."
        case .measuresTooFew(let missing):
            href = "\(base)/massnahmen"
            text = missing == 1 ? "Maßnahmen: Es fehlt noch eine Maßnahme." : "Maßnahmen: Es fehlen noch \(missing) Maßnahmen."
        case .measuresTooMany(let excess):
            href = "\(base)/massnahmen"
            text = "Maßnahmen: Es \(excess == 1 ? "ist eine" : "sind \(excess)") zu viel."
        case .measure(let id, let problem):
            href = "\(base)/massnahmen/\(id)#\(problem.field)"
            let title = detail.measures.first { $0.measure.id == id }?.measure.draft.title ?? ""
            text = "Maßnahme \(title.isEmpty ? "ohne Titel" : "„\(title)“"): \(problem.sentence)"
        }
    }

    private static func title(_ section: String, _ detail: EntryDetail) -> String {
        detail.round.rules.form.section(section)?.title ?? section
    }

    private static func label(_ question: String, _ detail: EntryDetail) -> String {
        detail.round.rules.form.sections.flatMap(\.questions).first { $0.code == question }?.label ?? question
    }
}

extension LoadedRound {
    /// "30.06.2027, 24:00 Uhr (MESZ)"
    var deadlineText: String {
        "\(rules.dates.entryDeadline.german) (\(ZonedClock(rules.round.timeZone).zoneName(at: entryDeadlineUTC)))"
    }

    /// "demo-2027-004": an entry's number as the receipt gives it, and every other page.
    func entryNumber(_ number: Int) -> String { "\(slug)-\(String(format: "%03d", number))" }

    var clock: ZonedClock { ZonedClock(rules.round.timeZone) }
}

/// How the size class follows from the population, in one or two sentences.
struct SizeClassText {
    static func explanation(_ figure: PopulationFigure?, track: String, in rules: RoundRules) -> String {
        let title = rules.track(track)?.title ?? track
        guard let figure else { return "Größenklasse: \(title)." }
        let reference = rules.eligibility.populationDate
        let known = "Maßgeblich ist die Einwohnerzahl zum Stichtag \(reference.german)."
        let found = figure.date == reference ? "Sie beträgt" : "Die nächste hinterlegte Zahl ist vom \(figure.date.german):"
        return "\(known) \(found) \(figure.population.grouped) Einwohner*innen (Quelle: \(figure.source)). Daraus folgt die Größenklasse „\(title)“."
    }
}

/// When a measure ran.
struct MeasureYears {
    /// "2021 bis 2024", "seit 2023", or nil where no year is given.
    static func text(from start: Int?, to end: Int?) -> String? {
        switch (start, end) {
        case (nil, nil): nil
        case (let start?, nil): "seit \(start)"
        case (nil, let end?): "bis \(end)"
        case (let start?, let end?): start == end ? "\(start)" : "\(start) bis \(end)"
        }
    }
}
