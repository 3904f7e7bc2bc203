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

    let roundTitle: String
    let roundTabs: RoundTabs
    let items: [Item]
    let paging: Paging?

    init(_ record: RoundRecord) {
        let clock = ZonedClock(record.round.rules.round.timeZone)
        roundTitle = record.round.title
        roundTabs = RoundTabs(slug: record.round.slug, current: .record)
        items = record.items.map { item in
            Item(
                number: item.number.grouped, at: clock.second(item.at), action: RecordWords.german[item.action] ?? item.action,
                subject: item.subject ?? "Runde", actor: item.actor ?? (item.isErased ? "nicht mehr bekannt" : "Kommandozeile")
            )
        }
        paging = Paging(page: record.page, of: record.pages, itemsPerPage: RoundRecord.itemsPerPage, total: record.total) { "?seite=\($0)" }
    }
}

/// The actions of the record in German; a test holds the list to the actions there are.
enum RecordWords {
    static let german = [
        "accountCreated": "Konto angelegt",
        "assignmentsChanged": "Zuteilungen geändert",
        "biasDecided": "Über Befangenheit entschieden",
        "chairNamed": "Vorsitz der Jury benannt",
        "conflictDeclared": "Interessenkonflikt erklärt",
        "conflictRecorded": "Interessenkonflikt erfasst",
        "decisionRecorded": "Beschluss der Jury erfasst",
        "decisionSuperseded": "Beschluss der Jury ersetzt",
        "demoLoaded": "Beispieldaten geladen",
        "detailsErased": "Persönliche Angaben gelöscht",
        "entryAdmitted": "Bewerbung zugelassen",
        "entryRecorded": "Bewerbung nachgetragen",
        "entryRejected": "Bewerbung abgelehnt",
        "entryStarted": "Bewerbung begonnen",
        "entrySubmitted": "Bewerbung eingereicht",
        "jurorAdded": "Jurymitglied aufgenommen",
        "jurorLinkRecorded": "Verbindung eines Jurymitglieds erfasst",
        "jurorLinkRemoved": "Verbindung eines Jurymitglieds entfernt",
        "measureMoved": "Maßnahme verschoben",
        "measureRemoved": "Maßnahme entfernt",
        "measureSaved": "Maßnahme gespeichert",
        "municipalitiesImported": "Kommunen eingelesen",
        "noConflictDeclared": "Kein Interessenkonflikt erklärt",
        "prizesAllocated": "Preise berechnet",
        "rankingFrozen": "Rangliste festgestellt",
        "resultPublished": "Ergebnis veröffentlicht",
        "roundImported": "Runde angelegt",
        "rulesChanged": "Regeln geändert",
        "scoringClosed": "Bewertung abgeschlossen",
        "sectionSaved": "Abschnitt der Bewerbung gespeichert",
        "sheetAbstained": "Enthaltung erklärt",
        "sheetFinalised": "Bewertungsbogen abgeschlossen",
        "sheetReopened": "Bewertungsbogen wieder geöffnet",
        "sheetSaved": "Bewertungsbogen gespeichert",
        "signedIn": "Angemeldet",
        "signedOut": "Abgemeldet",
        "suggestionDenied": "Kein Interessenkonflikt erklärt, gegen einen Hinweis",
        "suggestionDismissed": "Hinweis auf Befangenheit verworfen",
    ]
}
