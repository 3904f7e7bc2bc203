import Awards
import AwardStore
import HTTPTypes

private let frozen = """
    Die Rangliste ist festgestellt und zählt diesen Bogen. Sie bleibt, wie sie ist. Die Jury kann in ihrem Beschluss ohne das befangene \
    Mitglied davon abweichen und das begründen.
    """
private let published = "Das Ergebnis ist veröffentlicht. Bitte klären Sie das Weitere außerhalb von Lorbeer."

extension ConflictRefusal: ShownRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notAssigned: .notFound
        case .recused, .roundClosed, .rankingFrozen, .roundPublished, .alreadyDeclared: .conflict
        case .suggestionUnanswered, .noteMissing, .noteTooLong: .unprocessableContent
        }
    }

    var heading: String {
        switch self {
        case .notAssigned: "Seite nicht gefunden"
        case .recused: "Eine Befangenheit ist schon erfasst"
        case .roundClosed: "Die Bewertung ist abgeschlossen"
        case .rankingFrozen: "Die Rangliste ist schon festgestellt"
        case .roundPublished: "Das Ergebnis ist veröffentlicht"
        case .alreadyDeclared: "Ihre Erklärung liegt schon vor"
        case .suggestionUnanswered, .noteMissing, .noteTooLong: "Bitte prüfen Sie Ihre Angaben"
        }
    }

    var sentence: String {
        switch self {
        case .notAssigned: "Diese Seite gibt es nicht, oder sie ist für Ihr Konto nicht sichtbar."
        case .recused: "Das lässt sich nur durch eine Entscheidung des Vorsitzes ändern. Bitte wenden Sie sich an ihn oder die Geschäftsstelle."
        case .roundClosed: "Erklärungen sind nicht mehr möglich. Bitte wenden Sie sich an die Geschäftsstelle."
        case .rankingFrozen: frozen
        case .roundPublished: published
        case .alreadyDeclared: "Sie können die Bewerbung bewerten."
        case .suggestionUnanswered: "Bitte sagen Sie kurz, warum der Hinweis auf eine Befangenheit nicht zutrifft."
        case .noteMissing: "Bitte erläutern Sie den Grund kurz."
        case .noteTooLong(let maximum): "Die Erläuterung darf höchstens \(maximum.grouped) Zeichen lang sein. Bitte kürzen Sie sie."
        }
    }
}

extension LinkRefusal: ShownRefusal {
    var status: HTTPResponse.Status { .forbidden }
    var heading: String { "Die Verbindung bleibt" }
    var sentence: String { "Diese Verbindung hat die Geschäftsstelle erfasst. Trifft sie nicht zu, wenden Sie sich bitte an die Geschäftsstelle." }
}

extension BiasRefusal: ShownRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notVisible: .notFound
        case .notCompetent: .forbidden
        case .roundPublished, .rankingFrozen, .nothingToDecide, .alreadyExcluded, .changedMeanwhile: .conflict
        case .reasonMissing, .reasonTooLong: .unprocessableContent
        }
    }

    var heading: String {
        switch self {
        case .notVisible: "Seite nicht gefunden"
        case .notCompetent: "Darüber entscheidet jemand anderes"
        case .roundPublished: "Das Ergebnis ist veröffentlicht"
        case .rankingFrozen: "Die Rangliste ist schon festgestellt"
        case .nothingToDecide: "Es gibt nichts zu entscheiden"
        case .alreadyExcluded: "Das Jurymitglied ist schon ausgeschlossen"
        case .changedMeanwhile: "Inzwischen hat sich etwas geändert"
        case .reasonMissing, .reasonTooLong: "Bitte prüfen Sie Ihre Angaben"
        }
    }

    var sentence: String {
        switch self {
        case .notVisible: "Diese Seite gibt es nicht, oder sie ist für Ihr Konto nicht sichtbar."
        case .notCompetent: "Es entscheidet der Vorsitz der Jury, und wo es um ihn selbst geht, die Geschäftsstelle. Über sich selbst entscheidet niemand."
        case .roundPublished: published
        case .rankingFrozen: frozen
        case .nothingToDecide: "Zu diesem Jurymitglied und dieser Bewerbung ist keine Befangenheit erfasst."
        case .alreadyExcluded: "Entscheiden Sie „nicht befangen“, wenn die Erklärung ein Versehen war."
        case .changedMeanwhile: "Eine neue Erklärung oder Entscheidung ist dazugekommen. Bitte laden Sie die Seite neu und prüfen Sie sie."
        case .reasonMissing: "Bitte begründen Sie die Entscheidung."
        case .reasonTooLong(let maximum): "Die Begründung darf höchstens \(maximum.grouped) Zeichen lang sein. Bitte kürzen Sie sie."
        }
    }
}

extension DismissalRefusal: ShownRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notVisible: .notFound
        case .noSuchSuggestion: .conflict
        case .reasonMissing, .reasonTooLong: .unprocessableContent
        }
    }

    var heading: String {
        switch self {
        case .notVisible: "Seite nicht gefunden"
        case .noSuchSuggestion: "Den Hinweis gibt es nicht mehr"
        case .reasonMissing, .reasonTooLong: "Bitte prüfen Sie Ihre Angaben"
        }
    }

    var sentence: String {
        switch self {
        case .notVisible: "Diese Seite gibt es nicht, oder sie ist für Ihr Konto nicht sichtbar."
        case .noSuchSuggestion: "Die Verbindung, aus der er folgte, ist inzwischen entfernt. Bitte laden Sie die Seite neu."
        case .reasonMissing: "Bitte sagen Sie kurz, warum der Hinweis nicht zutrifft."
        case .reasonTooLong(let maximum): "Die Begründung darf höchstens \(maximum.grouped) Zeichen lang sein. Bitte kürzen Sie sie."
        }
    }
}

extension ChairRefusal: ShownRefusal {
    var status: HTTPResponse.Status { self == .notInRound ? .notFound : .conflict }
    var heading: String { "Der Vorsitz wurde nicht geändert" }

    var sentence: String {
        switch self {
        case .roundPublished: "Das Ergebnis dieser Runde ist veröffentlicht."
        case .notInRound: "Dieses Jurymitglied gehört nicht zu dieser Runde. Bitte laden Sie die Seite neu."
        case .ownAccount: "Zum Vorsitz bestimmt sich niemand selbst. Bitte lassen Sie das eine Kollegin oder einen Kollegen der Geschäftsstelle tun."
        }
    }
}
