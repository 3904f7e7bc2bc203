import AwardStore
import Awards

struct RoundRecordContent: ViewModel {
    struct Item: ViewModel {
        let number: String
        let at: String
        let action: String
        let subject: String
        let actor: String

        func child(named name: String) -> Any? {
            switch name {
            case "number": number
            case "at": at
            case "action": action
            case "subject": subject
            case "actor": actor
            default: nil
            }
        }
    }

    /// nil outside rounds.
    let roundTitle: String?
    let roundTabs: RoundTabs?
    let items: [Item]
    let paging: Paging?

    init(_ record: RoundRecord) {
        roundTitle = record.round.title
        roundTabs = RoundTabs(slug: record.round.slug, current: .record)
        items = Self.items(record.items, otherwise: "Runde", clock: ZonedClock(record.round.rules.round.timeZone))
        paging = Paging(page: record.page, itemsPerPage: RoundRecord.itemsPerPage, total: record.total) { "?seite=\($0)" }
    }

    init(_ record: OfficeRecord) {
        roundTitle = nil
        roundTabs = nil
        items = Self.items(record.items, otherwise: "–", clock: ZonedClock())
        paging = Paging(page: record.page, itemsPerPage: RoundRecord.itemsPerPage, total: record.total) { "?seite=\($0)" }
    }

    private static func items(_ items: [RoundRecord.Item], otherwise: String, clock: ZonedClock) -> [Item] {
        items.map { item in
            Item(
                number: item.number.grouped, at: clock.second(item.at), action: RecordWords.german[item.action] ?? item.action,
                subject: item.subject ?? otherwise, actor: item.actor ?? (item.isErased ? "nicht mehr bekannt" : "Kommandozeile")
            )
        }
    }
}

/// The actions of the record in German; a test holds the list to the actions there are.
enum RecordWords {
    static let german = [
        "accessRenewed": "Zugang erneuert",
        "accountCreated": "Konto angelegt",
        "accountDisabled": "Konto gesperrt",
        "accountEnabled": "Konto entsperrt",
        "assignmentsChanged": "Zuteilungen geändert",
        "biasDecided": "Über Befangenheit entschieden",
        "chairNamed": "Vorsitz der Jury benannt",
        "confirmed": "Identität bestätigt",
        "conflictDeclared": "Befangenheit angezeigt",
        "conflictRecorded": "Befangenheit erfasst",
        "decisionRecorded": "Beschluss der Jury erfasst",
        "decisionSuperseded": "Beschluss der Jury ersetzt",
        "demoLoaded": "Beispieldaten geladen",
        "detailsErased": "Persönliche Angaben gelöscht",
        "entryAdmitted": "Bewerbung zugelassen",
        "entryRecorded": "Bewerbung nachgetragen",
        "entryRejected": "Bewerbung abgelehnt",
        "entryStarted": "Bewerbung begonnen",
        "entrySubmitted": "Bewerbung eingereicht",
        "invitationAccepted": "Einladung angenommen",
        "invitationDeclined": "Einladung abgelehnt",
        "invitationRevoked": "Einladung zurückgezogen",
        "invited": "Eingeladen",
        "jurorAdded": "Jurymitglied aufgenommen",
        "jurorLinkRecorded": "Verbindung eines Jurymitglieds erfasst",
        "jurorLinkRemoved": "Verbindung eines Jurymitglieds entfernt",
        "leadHandedOver": "Leitung des Teams übergeben",
        "leadNamed": "Leitung des Teams bestimmt",
        "mailSent": "Mail als gesendet vermerkt",
        "mailShown": "Mail angesehen",
        "measureMoved": "Maßnahme verschoben",
        "measureRemoved": "Maßnahme entfernt",
        "measureSaved": "Maßnahme gespeichert",
        "memberAdded": "Ins Team aufgenommen",
        "memberRemoved": "Aus dem Team genommen",
        "municipalitiesImported": "Kommunen eingelesen",
        "noConflictDeclared": "Keine Befangenheit erklärt",
        "passwordChanged": "Passwort geändert",
        "passwordReset": "Passwort neu gesetzt",
        "passwordResetAsked": "Neues Passwort angefordert",
        "prizesAllocated": "Preise berechnet",
        "rankingFrozen": "Rangliste festgestellt",
        "recoveryCodeUsed": "Wiederherstellungscode benutzt",
        "recoveryCodesReplaced": "Wiederherstellungscodes erneuert",
        "resultPublished": "Ergebnis veröffentlicht",
        "rolesChanged": "Aufgaben eines Kontos geändert",
        "roundImported": "Runde angelegt",
        "rulesChanged": "Regeln geändert",
        "scoringClosed": "Bewertung abgeschlossen",
        "secondFactorEnrolled": "Zweiter Faktor eingerichtet",
        "secondFactorRemoved": "Zweiter Faktor entfernt",
        "secondFactorReset": "Zweiter Faktor zurückgesetzt",
        "sectionSaved": "Abschnitt der Bewerbung gespeichert",
        "sessionsEnded": "Anmeldungen beendet",
        "sheetAbstained": "Enthaltung erklärt",
        "sheetFinalised": "Bewertungsbogen abgeschlossen",
        "sheetReopened": "Bewertungsbogen wieder geöffnet",
        "sheetSaved": "Bewertungsbogen gespeichert",
        "signedIn": "Angemeldet",
        "signedOut": "Abgemeldet",
        "suggestionDenied": "Keine Befangenheit erklärt, gegen einen Hinweis",
        "suggestionDismissed": "Hinweis auf Befangenheit verworfen",
    ]
}
