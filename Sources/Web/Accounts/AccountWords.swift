import AwardStore
import Awards
import HTTPTypes

extension PasswordRefusal {
    /// What is wrong and what to do, at the field.
    var sentence: String {
        switch self {
        case .tooShort(let minimum):
            "Das Passwort braucht mindestens \(minimum) Zeichen. Am leichtesten merken Sie sich mehrere Wörter hintereinander."
        case .tooLong(let maximum): "Das Passwort darf höchstens \(maximum) Bytes lang sein."
        case .common: "Dieses Passwort steht auf der Liste häufiger Passwörter. Bitte wählen Sie ein anderes."
        case .predictable: "Dieses Passwort ist leicht zu erraten: Es wiederholt sich oder folgt einer Reihe. Bitte wählen Sie ein anderes."
        case .personal:
            "Dieses Passwort besteht fast nur aus Wörtern, die mit Ihnen, Ihrer Kommune, dem Wettbewerb oder Lorbeer zu tun haben oder die viele verwenden. Bitte wählen Sie andere Wörter."
        }
    }

    static let hint = "Mindestens \(ChoosingPassword.minimumCharacters) Zeichen. Alle Zeichen sind erlaubt, auch Leerzeichen; ein Satz ist gut."
}

extension NameRefusal {
    var sentence: String {
        switch self {
        case .missing: "Bitte geben Sie den Namen ein."
        case .tooLong(let maximum): "Der Name darf höchstens \(maximum) Zeichen lang sein."
        case .unreadable: "Bitte geben Sie nur den Namen ein, in einer Zeile und ohne Internetadresse."
        }
    }
}

extension Throttled: ShownRefusal {
    var status: HTTPResponse.Status { .tooManyRequests }
    var heading: String { "Zu viele Versuche" }

    var sentence: String {
        "Es gab zu viele Versuche hintereinander. Bitte warten Sie \(wait) und versuchen Sie es dann noch einmal."
    }

    private var wait: String {
        retryAfter < 60 ? retryAfter.counted("Sekunde", "Sekunden") : ((retryAfter + 59) / 60).counted("Minute", "Minuten")
    }
}

extension LinkDead: ShownRefusal {
    var status: HTTPResponse.Status { .gone }
    var heading: String { "Dieser Link gilt nicht mehr" }
    var sentence: String {
        "Der Link ist abgelaufen, wurde schon benutzt oder zurückgezogen. Ein neues Passwort fordern Sie auf der Anmeldeseite an; eine neue Einladung bekommen Sie von der Person, die Sie eingeladen hat, oder von der Geschäftsstelle."
    }
}

extension MailNotVisible: ShownRefusal {
    var status: HTTPResponse.Status { .notFound }
    var heading: String { "Seite nicht gefunden" }
    var sentence: String { "Diese Nachricht gibt es nicht, oder sie ist für Ihr Konto nicht sichtbar." }
}

extension AccountRefusal: ShownRefusal {
    var status: HTTPResponse.Status { self == .notAllowed ? .forbidden : .conflict }
    var heading: String { "Das Konto ist nicht angelegt" }

    var sentence: String {
        switch self {
        case .emailTaken: "Zu dieser Adresse gibt es schon ein Konto."
        case .emailUnreadable: "Das ist keine vollständige E-Mail-Adresse, zum Beispiel name@kommune.de."
        case .nameUnreadable: NameRefusal.unreadable.sentence
        case .notAllowed: "Rollen vergibt nur die Administration."
        }
    }
}

extension RolesRefusal: ShownRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notVisible: .notFound
        case .notAllowed: .forbidden
        case .lastAdministrator, .unchanged, .ownAccount, .auditorAlone, .takesPart: .conflict
        }
    }

    var heading: String { "Das Konto bleibt, wie es ist" }

    var sentence: String {
        switch self {
        case .notVisible: "Dieses Konto gibt es nicht."
        case .notAllowed: "Rollen vergibt und Konten sperrt nur die Administration."
        case .lastAdministrator: "Das ist das letzte Konto der Administration. Bitte geben Sie die Rolle zuerst einer anderen Person."
        case .unchanged: "Das Konto ist schon so."
        case .ownAccount: "Das eigene Konto sperrt niemand selbst. Bitte wenden Sie sich an eine andere Person der Administration."
        case .auditorAlone: "Wer prüft, hat keine andere Rolle. Bitte geben Sie entweder nur „Prüfung“ oder nur die anderen Rollen."
        case .takesPart: "Diese Person gehört zum Team einer Kommune oder zur Jury einer Runde, deren Ergebnis nicht veröffentlicht ist. Wer prüft, wirkt nirgends mit. Bitte geben Sie „Prüfung“ einer anderen Person."
        }
    }
}

extension SecondFactorRefusal: ShownRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notVisible: .notFound
        case .notAllowed: .forbidden
        case .alreadyEnrolled, .notEnrolled, .required: .conflict
        }
    }

    var heading: String { "Der zweite Faktor bleibt, wie er ist" }

    var sentence: String {
        switch self {
        case .alreadyEnrolled: "Es ist schon ein zweiter Faktor eingerichtet."
        case .notEnrolled: "Es ist kein zweiter Faktor eingerichtet."
        case .required: "Ihre Aufgaben setzen einen zweiten Faktor voraus. Sie können ihn nicht entfernen."
        case .notVisible: "Dieses Konto gibt es nicht."
        case .notAllowed: "Den zweiten Faktor von Konten mit einer Rolle und von Jurymitgliedern setzt nur die Administration zurück, und niemand den eigenen."
        }
    }
}

extension InvitationRefusal: ShownRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notVisible: .notFound
        case .notAllowed: .forbidden
        case .notOpen: .conflict
        }
    }

    var heading: String { "Die Einladung bleibt, wie sie ist" }

    var sentence: String {
        switch self {
        case .notVisible: "Diese Einladung gibt es nicht."
        case .notAllowed: "Diese Einladung verwaltet nur, wer sie aussprechen darf."
        case .notOpen: "Die Einladung ist inzwischen angenommen, abgelehnt, zurückgezogen oder abgelaufen."
        }
    }
}

extension TeamRefusal: ShownRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notVisible: .notFound
        case .notLead: .forbidden
        case .reasonMissing, .reasonTooLong: .unprocessableContent
        case .unknownMember, .alreadyMember, .lastLead, .alreadyLead, .memberLocked, .alreadyInvited, .tooManyInvitations, .sitsOnJury, .auditor: .conflict
        }
    }

    var heading: String { "Das Team bleibt, wie es ist" }

    /// Belongs beside the address of the person to invite.
    var concernsInvited: Bool {
        switch self {
        case .alreadyMember, .alreadyInvited, .tooManyInvitations: true
        default: false
        }
    }

    var sentence: String {
        switch self {
        case .notVisible: "Dieses Team gibt es nicht, oder es ist für Ihr Konto nicht sichtbar."
        case .notLead: "Über das Team entscheidet seine Leitung."
        case .unknownMember: "Diese Person gehört nicht zum Team."
        case .alreadyMember: "Diese Person gehört schon zum Team."
        case .lastLead: "Ein Team hat immer eine Leitung. Bitte geben Sie die Leitung zuerst an eine andere Person ab."
        case .alreadyLead: "Diese Person leitet das Team schon."
        case .memberLocked: "Das Konto dieser Person ist gesperrt. Bitte wählen Sie eine andere."
        case .alreadyInvited: "Zu dieser Adresse läuft schon eine Einladung in dieses Team. Sie können sie oben noch einmal senden oder zurückziehen."
        case .tooManyInvitations(let maximum):
            "Es warten schon \(maximum) Einladungen auf eine Antwort. Bitte ziehen Sie zuerst Einladungen zurück, die niemand mehr braucht."
        case .sitsOnJury:
            "Sie sitzen in der Jury einer Runde, an der diese Kommune teilnimmt. Darum können Sie nicht in ihrem Team mitarbeiten. Bitte lehnen Sie die Einladung ab oder wenden Sie sich an die Geschäftsstelle."
        case .auditor: "Ihr Konto hat die Rolle „Prüfung“. Wer prüft, wirkt nirgends mit. Bitte lehnen Sie die Einladung ab oder wenden Sie sich an die Geschäftsstelle."
        case .reasonMissing: "Bitte geben Sie den Grund an, zum Beispiel, dass die bisherige Leitung ausgeschieden ist."
        case .reasonTooLong(let maximum): "Der Grund darf höchstens \(maximum.grouped) Zeichen lang sein."
        }
    }
}

extension Role {
    /// As staff speak of it.
    var germanName: String {
        switch self {
        case .administrator: "Administration"
        case .staff: "Geschäftsstelle"
        case .payment: "Auszahlung"
        case .auditor: "Prüfung"
        }
    }

    var germanHint: String {
        switch self {
        case .administrator: "Lässt Menschen herein und vergibt Rollen."
        case .staff: "Führt die Wettbewerbsrunden."
        case .payment: "Zahlt Preise aus und sieht Bankdaten."
        case .auditor: "Liest alles Amtliche und ändert nichts."
        }
    }
}

extension AccountSummary {
    var stateWord: String {
        switch state {
        case .active: "Aktiv"
        case .pending: "Eingeladen"
        case .disabled: "Gesperrt"
        }
    }

    var stateTag: String {
        switch state {
        case .active: "admitted"
        case .pending: "warning"
        case .disabled: "rejected"
        }
    }

    var roleWords: String {
        roles.isEmpty ? "–" : Role.allCases.filter(roles.contains).map(\.germanName).joined(separator: ", ")
    }
}
