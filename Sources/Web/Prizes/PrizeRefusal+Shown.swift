import Awards
import HTTPTypes

extension PrizeRefusal: ShownRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .scoringOpen, .roundPublished, .alreadyFrozen, .rankingNotFrozen, .editedMeanwhile, .decisionMissing, .notAllocated,
            .alreadyAllocated, .noAdmittedEntry, .sheetsAltered: .conflict
        default: .unprocessableContent
        }
    }

    var heading: String {
        switch self {
        case .scoringOpen: "Die Bewertung läuft noch"
        case .roundPublished: "Das Ergebnis ist schon veröffentlicht"
        case .alreadyFrozen: "Die Rangliste ist schon festgestellt"
        case .rankingNotFrozen: "Die Rangliste ist noch nicht festgestellt"
        case .editedMeanwhile: "Inzwischen wurde ein Beschluss gespeichert"
        case .decisionMissing: "Es gibt noch keinen Beschluss"
        case .notAllocated: "Die Verteilung ist noch nicht festgeschrieben"
        case .alreadyAllocated: "Die Verteilung ist schon festgeschrieben"
        case .noAdmittedEntry: "Es gibt keine zugelassene Bewerbung"
        case .sheetsAltered: "Bewertungsbögen wurden verändert"
        case .notComputable: "Die Rangliste lässt sich nicht berechnen"
        default: "Der Beschluss ist so nicht möglich"
        }
    }

    var sentence: String {
        switch self {
        case .scoringOpen: "Rangliste und Preise gibt es erst, wenn die Bewertung abgeschlossen ist."
        case .roundPublished: "Ein veröffentlichtes Ergebnis lässt sich nicht mehr ändern."
        case .alreadyFrozen: "Eine Rangliste wird nur einmal festgestellt. Sie finden sie unter „Rangliste“."
        case .rankingNotFrozen: "Bitte frieren Sie zuerst die Rangliste ein. Die Jury beschließt auf dieser Grundlage."
        case .editedMeanwhile: "Jemand anderes hat inzwischen einen Beschluss gespeichert. Bitte vergleichen Sie ihn mit Ihren Angaben. Wenn Sie noch einmal speichern, ersetzt Ihr Beschluss den anderen."
        case .decisionMissing: "Bitte erfassen Sie zuerst den Beschluss der Jury."
        case .notAllocated: "Bitte schreiben Sie zuerst die Verteilung des aktuellen Beschlusses fest."
        case .alreadyAllocated: "Die Preise des aktuellen Beschlusses stehen fest. Ein neuer Beschluss ersetzt sie."
        case .noAdmittedEntry: "Bitte lassen Sie zuerst Bewerbungen zu."
        case .sheetsAltered(let count): "\(count.counted("Bewertungsbogen ist", "Bewertungsbögen sind")) nicht mehr so, wie das Jurymitglied ihn abgegeben hat: Jemand hat die Datenbank an Lorbeer vorbei geändert. Die Rangliste wird darum nicht eingefroren. Welche es sind, zeigt „lorbeer check“."
        case .notComputable: "Die Regeln der Runde passen nicht zu den Bögen, zum Beispiel streichen sie mehr Bögen, als es gibt. Bitte prüfen Sie die Regeln."
        default: DecisionWords.sentence(self)
        }
    }
}

/// Refusals of a decision, as they stand at the field.
enum DecisionWords {
    static func sentence(_ refusal: PrizeRefusal) -> String {
        switch refusal {
        case .deciderMissing: "Bitte geben Sie an, wer entschieden hat."
        case .reasonMissing: "Bitte begründen Sie den Beschluss: Er weicht von der festgestellten Rangliste ab, oder die Jury hat Beträge gesetzt."
        case .unknownTrack, .unknownPrize: "Diese Größenklasse oder diesen Preis gibt es in der Runde nicht. Bitte laden Sie die Seite neu."
        case .entryNotAdmitted: "Diese Bewerbung ist nicht zugelassen. Bitte wählen Sie eine zugelassene."
        case .entryInOtherTrack: "Diese Bewerbung gehört zu einer anderen Größenklasse."
        case .placedTwice: "Eine Bewerbung kann nur einen Platz haben."
        case .emptyPlace: "Ein Platz ist leer."
        case .beyondLadder(_, let places): "In dieser Größenklasse gibt es \(places.counted("Preis", "Preise")). Bitte vergeben Sie nicht mehr Plätze."
        case .prizeTwice: "Dieser Preis ist mehrfach vergeben."
        case .recipientTwice: "Diese Kommune ist für den Preis doppelt genannt."
        case .jointNotAllowed: "Diesen Preis kann nach den Regeln der Runde nur eine Kommune erhalten."
        case .shareOutOfRange: "Ein Anteil ist eine ganze Zahl von 1 bis 1.000.000."
        default: amounts(refusal)
        }
    }

    private static func amounts(_ refusal: PrizeRefusal) -> String {
        switch refusal {
        case .setNotAllowed: "Nach den Regeln der Runde setzt die Jury keine Beträge."
        case .setMissing: "Bitte setzen Sie für jeden Platz einen Betrag, oder lassen Sie alle Beträge leer."
        case .setWithoutPlace: "Ein Betrag steht bei einer Bewerbung ohne Platz. Bitte ergänzen Sie den Platz oder löschen Sie den Betrag."
        case .setUnequal: "Gleiche Plätze erhalten gleiche Beträge; höchstens ein Cent Unterschied ist möglich."
        case .setRising: "Ein späterer Platz bekäme mehr als ein früherer. Bitte prüfen Sie die Beträge."
        case .setOffLadder(_, let sum, let ladder):
            "Die Beträge ergeben \(sum.euroText), das sind \(abs(sum - ladder).euroText) \(sum > ladder ? "mehr" : "weniger") als die \(ladder.euroText) dieser Größenklasse. Die Summe muss auf den Cent stimmen."
        case .aboveBudget(let over): "Die Verteilung läge \(over.euroText) über dem Budget. Bitte vergeben Sie weniger geteilte Plätze."
        default: "Bitte prüfen Sie den Beschluss."
        }
    }
}
