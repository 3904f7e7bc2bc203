import AwardStore
import Awards
import HTTPTypes
import ScoringEngine

extension Rational {
    /// A total with two decimals: "78,13".
    var germanTotal: String { rounded(decimals: 2).replacing(".", with: ",") }
}

extension Mark {
    var german: String {
        switch self {
        case .points(let points): points.german
        case .notApplicable: "entfällt"
        }
    }
}

extension DeskAssignment.Step {
    /// For the juror's own pages.
    var ownName: String {
        switch self {
        case .declarationMissing: "Erklärung fehlt"
        case .notStarted: "Noch nicht begonnen"
        case .draft: "Entwurf"
        case .final: "Abgeschlossen"
        case .abstained: "Enthalten"
        case .recused: "Befangen"
        case .undecided: "Entscheidung offen"
        }
    }

    /// For the office, which sees how far sheets are.
    var officeName: String {
        switch self {
        case .declarationMissing, .notStarted: "nicht begonnen"
        case .draft: "Entwurf"
        case .final: "abgeschlossen"
        case .abstained: "enthalten"
        case .recused: "befangen"
        case .undecided: "zu entscheiden"
        }
    }

    /// The tag's colour.
    var tag: String {
        switch self {
        case .declarationMissing: "missing"
        case .notStarted: "planned"
        case .draft: "draft"
        case .final: "final"
        case .abstained: "done"
        case .recused: "conflict"
        case .undecided: "warning"
        }
    }
}

extension ScoreRefusal: ShownRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notAssigned, .recused: .notFound
        case .undeclared: .forbidden
        case .roundClosed, .entryNotAdmitted, .alreadyFinal, .notFinal, .editedMeanwhile: .conflict
        case .missingCriteria, .outOfScale, .notApplicableRefused, .commentTooLong: .unprocessableContent
        }
    }

    var heading: String {
        switch self {
        case .notAssigned, .recused: "Seite nicht gefunden"
        case .undeclared: "Ihre Erklärung fehlt"
        case .roundClosed: "Die Bewertung ist abgeschlossen"
        case .entryNotAdmitted: "Die Bewerbung nimmt nicht mehr teil"
        case .alreadyFinal: "Dieser Bogen ist schon abgeschlossen"
        case .notFinal: "Dieser Bogen ist bereits offen"
        case .editedMeanwhile: "Dieser Bogen wurde inzwischen geändert"
        case .missingCriteria, .outOfScale, .notApplicableRefused, .commentTooLong: "Bitte prüfen Sie Ihre Angaben"
        }
    }

    var sentence: String {
        switch self {
        case .notAssigned, .recused: "Diese Seite gibt es nicht, oder sie ist für Ihr Konto nicht sichtbar."
        case .undeclared: "Bitte erklären Sie zuerst, ob Sie bei dieser Bewerbung befangen sind."
        case .roundClosed: "Bögen lassen sich nicht mehr ändern. Bitte wenden Sie sich an die Geschäftsstelle, wenn etwas fehlt."
        case .entryNotAdmitted: "Die Geschäftsstelle hat ihre Zulassung aufgehoben. Bitte wenden Sie sich an sie, wenn Sie Fragen haben."
        case .alreadyFinal: "Öffnen Sie ihn wieder, wenn Sie etwas ändern möchten."
        case .notFinal: "Sie können ihn einfach weiter ausfüllen."
        case .editedMeanwhile: "Beide Fassungen stehen hier nebeneinander. Nichts ist verloren: Wählen Sie, welche gilt."
        case .missingCriteria: "Es fehlen noch Punkte. Bitte bewerten Sie jedes Kriterium."
        case .outOfScale: "Manche Punkte passen nicht zur Skala ihres Kriteriums."
        case .notApplicableRefused: "In dieser Runde braucht jedes Kriterium Punkte."
        case .commentTooLong(let maximum): "Der Kommentar darf höchstens \(maximum.grouped) Zeichen lang sein."
        }
    }
}

extension AssignmentRefusal: ShownRefusal {
    var status: HTTPResponse.Status { self == .notInRound ? .notFound : .conflict }

    var heading: String { "Die Zuteilung wurde nicht geändert" }

    var sentence: String {
        switch self {
        case .roundClosed: "Die Bewertung dieser Runde ist abgeschlossen."
        case .notInRound: "Ein Jurymitglied oder eine Bewerbung gehört nicht zu dieser Runde. Bitte laden Sie die Seite neu."
        case .entryNotAdmitted: "Mindestens eine der Bewerbungen ist nicht mehr zugelassen. Bitte laden Sie die Seite neu."
        case .alreadyStarted: "Mindestens ein Bogen, den Sie zurücknehmen wollten, ist inzwischen begonnen. Bitte laden Sie die Seite neu."
        }
    }
}

extension Page {
    /// A juror's page inside a round.
    init(_ title: String, in round: JudgedRound, breadcrumb: [Frame.Crumb] = [], flash: Frame.Flash? = nil) {
        self.init(
            title, roundName: round.title,
            sampleBanner: round.rules.round.sampleData ? "Diese Runde ist eine Demonstration mit erfundenen Daten." : nil,
            breadcrumb: [.init("Jury", "/jury")] + breadcrumb, flash: flash
        )
    }
}
