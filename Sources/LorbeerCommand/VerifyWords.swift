import AwardStore
import Awards

extension VerificationReport {
    /// One line a check, and below it what does not hold.
    var lines: [String] {
        steps.flatMap { step -> [String] in
            let count = step.count.map { " (\($0))" } ?? ""
            let mark = step.problems.isEmpty ? "in Ordnung" : "FEHLER    "
            let changed = step.problems.contains(where: \.isOfContent) ? step.check.changed.map { [$0] } ?? [] : []
            return ["\(mark)  \(step.check.german)\(count)"] + (changed + step.problems.map(\.german)).map { "            \($0)" }
        }
    }
}

extension VerificationReport.Check {
    fileprivate var german: String {
        switch self {
        case .file: "Datei: vollständig und eindeutig lesbar"
        case .key: "Schlüssel"
        case .checkpoint: "Prüfpunkt: Unterschrift; Vorgänge"
        case .chain: "Kette: jeder Vorgang folgt aus dem vorigen"
        case .tree: "Baum: die Wurzel des Prüfpunkts folgt aus allen Vorgängen"
        case .events: "Vorgänge der Runde: Reihenfolge, Zeit, Zahl"
        case .rules: "Regeln: dieselben wie im Vorgang"
        case .entries: "Bewerbungen: Kommunen und Prüfsummen der Texte"
        case .sheets: "Bewertungsbögen: wie die Jurymitglieder sie abgeschlossen haben"
        case .ranking: "Rangliste: aus den Bewertungsbögen nachgerechnet; Bögen"
        case .decision: "Beschluss der Jury: derselbe wie im Vorgang"
        case .allocation: "Preisgeld: auf den Cent nachgerechnet; Preise"
        case .publication: "Veröffentlichung: nennt alle Teile"
        case .proof: "Nachweis: der Vorgang gehört zum Prüfpunkt"
        case .disclosure: "Inhalt: gehört zum Vorgang"
        case .previous: "Früherer Stand: ist der Anfang dieses Stands"
        }
    }
}

extension VerificationReport.Check {
    /// For everyone, before the technical line: what was changed.
    fileprivate var changed: String? {
        switch self {
        case .rules: "Die Regeln in dieser Datei sind nach der Veröffentlichung verändert worden."
        case .entries: "Die Bewerbungen in dieser Datei (Kommune, Größenklasse oder Text) sind nach der Veröffentlichung verändert worden."
        case .ranking: "Die Rangliste oder die Punkte der Jury in dieser Datei sind nach der Veröffentlichung verändert worden."
        case .decision: "Der Beschluss der Jury in dieser Datei ist nach der Veröffentlichung verändert worden."
        case .allocation: "Das Preisgeld in dieser Datei ist nach der Veröffentlichung verändert worden."
        case .chain, .tree: "Das Protokoll der Runde in dieser Datei ist nach der Veröffentlichung verändert worden."
        default: nil
        }
    }
}

extension VerificationReport.Problem {
    /// The content is not what was fixed.
    fileprivate var isOfContent: Bool {
        switch self {
        case .hashDiffers, .eventBroken, .rootDiffers: true
        default: false
        }
    }

    fileprivate var german: String {
        switch self {
        case .unreadable(let what): "Nicht lesbar: \(what)"
        case .notCanonical: "Die Datei ist nicht so geschrieben, wie Lorbeer sie schreibt: Sie wurde nachträglich verändert."
        case .otherKey: "Der Schlüssel ist nicht der erwartete."
        case .checkpoint(.unreadable): "Der Prüfpunkt ist nicht lesbar."
        case .checkpoint(.otherKey): "Der Prüfpunkt ist nicht mit diesem Schlüssel unterschrieben."
        case .checkpoint(.badSignature): "Die Unterschrift des Prüfpunkts ist falsch."
        case .sizeDiffers(let stated, let found): "Der Prüfpunkt nennt \(stated) Vorgänge, die Kette hat \(found)."
        case .rootDiffers: "Die Vorgänge sind nicht die unterschriebenen."
        case .eventUnreadable(let place): "Der \(place). Vorgang der Liste ist nicht lesbar oder hat keine Stelle in der Kette."
        case .eventBroken(let seq): "Vorgang \(seq) wurde verändert oder gehört nicht an diese Stelle."
        case .eventsOutOfOrder(let seq): "Vorgang \(seq) steht nicht in der richtigen Reihenfolge."
        case .eventOfOtherRound(let seq): "Vorgang \(seq) gehört zu einer anderen Runde."
        case .eventCountDiffers(let stated, let found): "Die Veröffentlichung nennt \(stated.map(String.init) ?? "keine") Vorgänge der Runde, die Liste hat \(found)."
        case .eventMissing(let action): "Der Vorgang \(action) fehlt oder ist mehrfach da."
        case .hashDiffers(let action): "Die Daten sind nicht die, die der Vorgang \(action) festhält."
        case .versionDiffers: "Die Fassung der Regeln ist nicht die, die der Vorgang nennt."
        case .otherRules(let track): "Die Größenklasse \(track) wurde nicht nach den Regeln der Runde gerechnet."
        case .entryUnknown(let entry): "Die Bewerbung \(entry) gibt es in dieser Größenklasse nicht."
        case .entryUnlinked(let entry): "Bewerbung \(entry): Kommune, Größenklasse oder Text sind nicht die bei Einreichung und Zulassung festgehaltenen, oder sie fehlt oder steht doppelt da."
        case .sheetUnlinked(let assignment): "Bewertungsbogen \(assignment): Stand oder Punkte sind nicht die, die das Jurymitglied abgegeben hat, oder der Bogen fehlt."
        case .otherTracks: "Die Größenklassen sind nicht die der Regeln, jede genau einmal und in ihrer Reihenfolge."
        case .notDecidable(let refusal): "Nach den Regeln ist dieser Beschluss nicht möglich (\(refusal))."
        case .notComputable(let why): "Nicht berechenbar: \(why)"
        case .lineDiffers(let track, let entry): "Größenklasse \(track): Platz oder Punktzahl der Bewerbung \(entry) folgt nicht aus den Bögen."
        case .rankingDiffers(let track): "Größenklasse \(track): Die Rangliste hat andere Bewerbungen als die Bögen."
        case .awardsDiffer: "Die Preise folgen nicht aus Beschluss und Regeln."
        case .sumDiffers: "Summe, Rest oder Budget stimmen nicht."
        case .proofFails: "Der Vorgang gehört nicht zum Prüfpunkt."
        case .detailDiffers: "Der Inhalt ist nicht der festgehaltene."
        case .rolledBack(let earlier, let now): "Der frühere Stand hat \(earlier) Vorgänge, dieser nur \(now): Das Protokoll wurde zurückgesetzt."
        case .forked(let size): "Die ersten \(size) Vorgänge sind andere als im früheren Stand: Es gibt zwei Fassungen des Protokolls."
        }
    }
}

extension RecordProblem {
    var german: String {
        switch self {
        case .brokenChain(let seq): "Protokoll: Vorgang \(seq) folgt nicht aus dem vorigen oder wurde verändert."
        case .badCheckpoint(let size): "Protokoll: Der Prüfpunkt über \(size) Vorgänge trägt keine gültige Unterschrift dieses Servers."
        case .rootDiffers(let size): "Protokoll: Die ersten \(size) Vorgänge sind nicht die unterschriebenen."
        case .eventsMissing(let size, let events): "Protokoll: Unterschrieben sind \(size) Vorgänge, vorhanden nur \(events)."
        case .sheetsChanged(let round): "\(round): Bewertungsbögen wurden nach dem Einfrieren der Rangliste verändert."
        case .sheetNotAsLeft(let round, let assignment): "\(round): Der Bewertungsbogen \(assignment) ist nicht mehr so, wie sein Jurymitglied ihn zuletzt gespeichert hat."
        case .entryNotAsAdmitted(let round, let entry): "\(round): Die Bewerbung \(entry) gehört nicht mehr zu Kommune, Größenklasse oder Text ihrer Einreichung und Zulassung."
        case .bundleFails(let round, let report): (["\(round): Das veröffentlichte Ergebnis lässt sich nicht nachprüfen."] + report.lines.filter { !$0.hasPrefix("in Ordnung") }).joined(separator: "\n")
        }
    }
}
