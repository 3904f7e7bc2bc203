import Awards
import HTTPTypes

/// What a refusal says to staff, who act on other people's entries.
struct StaffEntryRefusal: ShownRefusal {
    let refusal: EntryRefusal

    init(_ refusal: EntryRefusal) {
        self.refusal = refusal
    }

    var status: HTTPResponse.Status {
        switch refusal {
        case .notVisible: .notFound
        case .roundNotOpen, .notSubmitted, .editedMeanwhile, .alreadyDecided, .alreadyAssigned, .ownMunicipality: .conflict
        default: .unprocessableContent
        }
    }

    var heading: String {
        switch refusal {
        case .notVisible: "Seite nicht gefunden"
        case .roundNotOpen: "Die Bewertung ist abgeschlossen"
        case .notSubmitted: "Noch nicht eingereicht"
        case .editedMeanwhile: "Inzwischen hat sich etwas geändert"
        case .alreadyDecided: "Darüber ist schon entschieden"
        case .alreadyAssigned: "Es sind schon Jurymitglieder zugeteilt"
        case .ownMunicipality: "Sie gehören zu dieser Kommune"
        default: "Bitte prüfen Sie Ihre Angaben"
        }
    }

    var sentence: String {
        switch refusal {
        case .notVisible: "Diese Bewerbung oder Kommune gibt es nicht."
        case .roundNotOpen: "In dieser Runde lassen sich keine Bewerbungen mehr zulassen, ablehnen oder nachtragen."
        case .notSubmitted: "Die Kommune arbeitet noch an ihrem Entwurf. Entscheiden können Sie, sobald er eingereicht ist."
        case .editedMeanwhile: "Jemand war schneller. Bitte prüfen Sie den Stand unten und entscheiden Sie noch einmal. Gespeichert wurde nichts."
        case .alreadyDecided: "Die Bewerbung hat diesen Stand bereits."
        case .ownMunicipality: "Über eine Bewerbung der eigenen Kommune entscheidet niemand selbst. Bitte lassen Sie das eine Kollegin oder einen Kollegen der Geschäftsstelle tun."
        case .alreadyAssigned: "Nehmen Sie zuerst die Zuteilung zurück, dann können Sie die Bewerbung ablehnen."
        case .reasonMissing: "Bitte geben Sie den Grund an."
        case .kindNotEligible: "Kommunen dieser Art können in dieser Runde nicht teilnehmen."
        case .alreadyEntered: "Diese Kommune hat in dieser Runde schon eine Bewerbung."
        case .populationUnknown: "Zu dieser Kommune ist keine Einwohnerzahl hinterlegt. Bitte wählen Sie die Größenklasse."
        case .noTrack(let population): "Zu \(population.grouped) Einwohner*innen gibt es in dieser Runde keine Größenklasse. Bitte wählen Sie eine."
        default: "Bitte laden Sie die Seite neu. Gespeichert wurde nichts."
        }
    }

    /// As a notice on the page where it happened.
    var notice: NoticeView { NoticeView(kind: "warning", heading: heading, text: sentence) }
}

extension Municipality.Kind {
    /// The office's name of its official key.
    var keyName: String {
        switch self {
        case .gemeinde: "Gemeindeschlüssel (AGS)"
        case .landkreis: "Kreisschlüssel"
        }
    }

    var germanSingular: String {
        switch self {
        case .gemeinde: "Stadt oder Gemeinde"
        case .landkreis: "Landkreis"
        }
    }
}
