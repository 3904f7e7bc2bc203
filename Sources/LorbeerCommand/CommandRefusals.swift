import AwardStore
import Awards

extension CommandFailure {
    init(_ refusal: PrizeRefusal) {
        self.init(description: refusal.commandSentence)
    }

    init(_ refusal: DecisionFileRefusal) {
        switch refusal {
        case .unknownMunicipalities(let keys):
            self.init(description: "Diese amtlichen Schlüssel sind nicht im Verzeichnis: \(keys.joined(separator: ", ")). Bitte importieren Sie es mit „lorbeer import municipalities“ oder „lorbeer seed“.")
        case .withoutEntry(let keys):
            self.init(description: "Diese Kommunen haben keine zugelassene Bewerbung in der Runde: \(keys.joined(separator: ", ")).")
        }
    }

    init(_ refusal: EntryRefusal) {
        self.init(description: "Eine Bewerbung aus dem Beschluss lässt sich nicht erfassen. \(refusal.commandSentence)")
    }

    init(_ refusal: ClosingRefusal) {
        self.init(description: refusal.commandSentence)
    }

    init(_ refusal: AccountRefusal, email: String) {
        switch refusal {
        case .emailTaken: self.init(description: "Die Adresse \(email) hat schon ein Konto.")
        case .emailUnreadable: self.init(description: "\(email) ist keine E-Mail-Adresse.")
        case .nameUnreadable: self.init(description: "Der Name muss eine Zeile sein, ohne Internetadresse und mit höchstens \(NamingPerson.maximumCharacters) Zeichen.")
        case .notAllowed: self.init(description: "Das ist nicht erlaubt.")
        }
    }

    init(_ problem: ServerSecretProblem) {
        switch problem {
        case .missing(let path): self.init(description: "Die Datei mit dem Geheimnis des Servers fehlt: \(path)")
        case .unreadable(let path): self.init(description: "Das Geheimnis des Servers in \(path) lässt sich nicht lesen.")
        case .wrongLength(let path): self.init(description: "Das Geheimnis des Servers in \(path) muss genau \(ServerSecret.byteCount) Bytes lang sein.")
        case .openToOthers(let path): self.init(description: "Das Geheimnis des Servers in \(path) darf nur für seinen Besitzer lesbar sein: chmod 600 \(path)")
        case .notCreated(let path): self.init(description: "Das Geheimnis des Servers lässt sich nicht anlegen: \(path)")
        }
    }

    static func noStaff(_ email: String?) -> CommandFailure {
        let who = email.map { "Ein Konto der Geschäftsstelle mit der Adresse \($0) gibt es nicht." } ?? "Es gibt noch kein Konto der Geschäftsstelle."
        return CommandFailure(description: "\(who) Bitte legen Sie eines an: lorbeer account create --staff --name NAME ADRESSE")
    }
}

extension PrizeRefusal {
    fileprivate var commandSentence: String {
        switch self {
        case .scoringOpen: "Die Bewertung läuft noch. Rangliste und Preise gibt es erst danach."
        case .roundPublished: "Das Ergebnis ist schon veröffentlicht und lässt sich nicht mehr ändern."
        case .rankingNotFrozen: "Die Rangliste ist noch nicht festgestellt, und einen Beschluss gibt es nicht."
        case .decisionMissing: "Es gibt noch keinen Beschluss der Jury."
        case .notComputable(let lines): "Die Rangliste lässt sich nicht berechnen:\n" + lines.joined(separator: "\n")
        case .reasonMissing: "Der Beschluss braucht eine Begründung (reason)."
        case .unknownTrack(let code): "Eine Größenklasse „\(code)“ gibt es in der Runde nicht."
        case .unknownPrize(let code): "Einen Sonderpreis „\(code)“ gibt es in der Runde nicht."
        case .entryInOtherTrack(_, let track): "Eine Bewerbung steht in der Klasse „\(track)“, gehört aber zu einer anderen."
        case .beyondLadder(let track, let places): "In der Klasse „\(track)“ gibt es nur \(places) Preise."
        case .jointNotAllowed(let prize): "Den Sonderpreis „\(prize)“ kann nach den Regeln nur eine Kommune erhalten."
        case .setNotAllowed: "Nach den Regeln der Runde setzt die Jury keine Beträge (setEuro)."
        case .setMissing: "In setEuro fehlt der Betrag einer Kommune mit Platz."
        case .setUnequal(let track): "In der Klasse „\(track)“ erhalten gleiche Plätze verschiedene Beträge."
        case .setRising(let track): "In der Klasse „\(track)“ bekäme ein späterer Platz mehr als ein früherer."
        case .setOffLadder(let track, let sum, let ladder):
            "Die Beträge der Klasse „\(track)“ ergeben \(sum.euroText); es müssen genau \(ladder.euroText) sein."
        case .aboveBudget(let over): "Die Verteilung läge \(over.euroText) über dem Budget."
        case .alreadyFrozen: "Die Rangliste ist schon festgestellt."
        case .sheetsAltered(let count): "\(count) Bewertungsbögen sind nicht mehr so, wie ihre Jurymitglieder sie abgegeben haben. „lorbeer check“ nennt sie."
        case .noAdmittedEntry: "In der Runde ist keine Bewerbung zugelassen."
        case .editedMeanwhile: "Jemand anderes hat inzwischen einen Beschluss erfasst. Bitte prüfen Sie ihn und versuchen Sie es noch einmal."
        case .deciderMissing: "Im Beschluss fehlt, wer entschieden hat (decidedBy)."
        case .entryNotAdmitted: "Der Beschluss nennt eine Kommune, deren Bewerbung nicht zugelassen ist."
        case .placedTwice: "Der Beschluss nennt eine Kommune auf zwei Plätzen."
        case .emptyPlace(let track): "In der Klasse „\(track)“ steht ein Platz ohne Kommune."
        case .prizeTwice(let prize): "Den Sonderpreis „\(prize)“ vergibt der Beschluss zweimal."
        case .recipientTwice(let prize, _): "Der Beschluss nennt eine Kommune beim Sonderpreis „\(prize)“ zweimal."
        case .shareOutOfRange(let prize, _): "Ein Anteil am Sonderpreis „\(prize)“ liegt nicht zwischen 1 und 1.000.000."
        case .setWithoutPlace: "In setEuro steht eine Kommune ohne Platz."
        case .notAllocated: "Die Preise zum Beschluss sind noch nicht berechnet."
        case .alreadyAllocated: "Die Preise zum Beschluss sind schon berechnet."
        }
    }
}

extension EntryRefusal {
    fileprivate var commandSentence: String {
        switch self {
        case .notVisible: "Die Bewerbung, die Kommune oder die Größenklasse gibt es nicht."
        case .roundNotOpen: "Die Runde nimmt keine Bewerbungen mehr auf."
        case .kindNotEligible: "Kommunen dieser Art dürfen nach den Regeln der Runde nicht teilnehmen."
        case .populationUnknown: "Zu einer Kommune ist keine Einwohnerzahl hinterlegt. Bitte importieren Sie sie mit „lorbeer import municipalities“."
        case .noTrack(let population): "Für \(population.grouped) Einwohner*innen gibt es in der Runde keine Größenklasse."
        case .alreadyEntered: "Eine der Kommunen hat inzwischen eine Bewerbung. Bitte versuchen Sie es noch einmal."
        case .notSubmitted: "Eine der Kommunen hat einen Entwurf, der noch nicht eingereicht ist."
        case .editedMeanwhile, .alreadyDecided: "Inzwischen hat sich etwas geändert. Bitte versuchen Sie es noch einmal."
        case .reasonMissing: "Der Beschluss braucht eine Begründung (reason)."
        case .ownMunicipality: "Über eine Bewerbung der eigenen Kommune entscheidet niemand selbst."
        case .alreadyAssigned: "Ihr sind schon Jurymitglieder zugeteilt."
        case .callNotOpened, .deadlinePassed, .notDraft, .unknownQuestion, .unknownField, .yearOutOfRange, .yearsReversed,
            .tooManyMeasures, .changedSinceReview, .incomplete:
            "Bitte erfassen Sie sie in der Verwaltung."
        }
    }
}

extension ClosingRefusal {
    fileprivate var commandSentence: String {
        switch self {
        case .alreadyClosed: "Die Bewertung ist inzwischen abgeschlossen. Bitte versuchen Sie es noch einmal."
        case .unconfirmed: "In der Bewertung ist noch etwas offen. Bitte schließen Sie sie in der Verwaltung ab."
        case .changedMeanwhile: "Während des Abschlusses der Bewertung hat sich etwas geändert. Bitte versuchen Sie es noch einmal."
        }
    }
}
