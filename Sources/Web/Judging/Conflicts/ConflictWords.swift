import AwardStore
import Awards

extension ConflictGround {
    var germanName: String {
        switch self {
        case .participant: "Selbst beteiligt"
        case .relative: "Angehörige"
        case .representative: "Vertretung der Kommune"
        case .relativeOfRepresentative: "Angehörige einer Vertretung"
        case .employment: "Beschäftigung"
        case .officeOrBoard: "Amt oder Organ"
        case .advice: "Mitwirkung oder Beratung"
        case .advantage: "Vorteil oder Nachteil"
        case .ownMunicipality: "Eigene Kommune"
        case .otherConcern: "Anderer Grund"
        }
    }

    /// With its source in the law.
    var germanHint: String {
        let text = switch self {
        case .participant: "Ich bin selbst an der Bewerbung beteiligt"
        case .relative: "Angehörige von mir sind beteiligt oder können durch die Entscheidung unmittelbar einen Vorteil oder Nachteil haben"
        case .representative: "Ich vertrete die Kommune allgemein oder in diesem Verfahren"
        case .relativeOfRepresentative: "Angehörige von mir vertreten die Kommune in diesem Verfahren"
        case .employment: "Ich bin bei der Kommune oder einer Einrichtung in ihrer Trägerschaft gegen Entgelt tätig"
        case .officeOrBoard: "Ich gehöre dort dem Rat, Kreistag, Vorstand, Aufsichtsrat oder einem gleichartigen Organ an"
        case .advice: "Ich habe an der Bewerbung mitgewirkt oder in dieser Sache beraten oder ein Gutachten abgegeben"
        case .advantage: "Die Entscheidung kann mir unmittelbar einen Vorteil oder Nachteil bringen"
        case .ownMunicipality: "Ich wohne in dieser Kommune oder bin ihr ähnlich verbunden. Darüber wird entschieden"
        case .otherConcern: "Etwas anderes kann Zweifel an meiner Unparteilichkeit wecken. Darüber wird entschieden; bitte erläutern Sie es kurz"
        }
        return "\(text) (\(source))."
    }
}

extension JurorLink.Kind {
    var germanName: String {
        switch self {
        case .employer: "Arbeitgeber oder Auftraggeber"
        case .office: "Amt, Mandat oder Organ"
        case .association: "Verband oder Zusammenschluss"
        case .home: "Wohnort"
        case .advice: "Beratung oder Gutachten"
        case .laureate: "Frühere Preisträgerin, für die ich gearbeitet habe"
        case .relative: "Angehörige arbeiten dort oder haben dort ein Amt"
        case .other: "Andere Verbindung"
        }
    }
}

extension JurorConnections.Link {
    /// "Mitglied des Kreistags, Landkreis Musterland"
    var german: String { "\(role), \(target.german)" }
}

extension JurorConnections.Link.Target {
    var german: String {
        switch self {
        case .municipality(let municipality): municipality.title.plain
        case .land(_, let name): name
        case .institution(let name): name
        }
    }
}

extension SuggestedConflict {
    /// Why a conflict is possible, in plain words, to the juror.
    var toJuror: String { sentence(person: "Sie", has: "haben", account: "Ihr Konto", organisation: "Ihre Organisation") }

    /// The same about the juror, to staff and chair.
    func toOffice(_ name: String) -> String {
        sentence(person: name, has: "hat", account: "Das Konto von \(name)", organisation: "Die Organisation von \(name)")
    }

    private func sentence(person: String, has: String, account: String, organisation: String) -> String {
        switch suggestion.reason {
        case .membership: "\(account) arbeitet für \(municipality.withArticle)."
        case .link(let link, let reach): "\(person) \(has) angegeben: \(link.german). \(municipality.sentence(reach, from: link.target))"
        case .organisation(let name): "\(organisation) heißt „\(name)“; darin steht der Name der Bewerberin (\(municipality.plain))."
        case .pastEntry(let round, let awarded):
            "\(account) hat in der Runde „\(round)“ an der Bewerbung dieser Kommune (\(municipality.plain)) mitgearbeitet\(awarded ? "; sie wurde ausgezeichnet" : "")."
        }
    }
}

extension MunicipalityTitle {
    fileprivate func sentence(_ reach: ConflictSuggestion.Reach, from target: JurorConnections.Link.Target) -> String {
        let start = withArticle.prefix(1).uppercased() + withArticle.dropFirst()
        return switch reach {
        case .itself: "Das ist die Bewerberin."
        case .countyOfEntry: "\(start) gehört dazu."
        case .insideCounty: "Diese Kommune gehört zu der, die sich bewirbt (\(plain))."
        case .land: "\(start) liegt in diesem Land."
        case .named: "Darin steht der Name der Bewerberin (\(plain))."
        }
    }
}

extension ConflictCase {
    var tag: String {
        switch standing {
        case .pending: "warning"
        case .clear: "done"
        case .excluded: "conflict"
        case nil: withClass == nil ? "planned" : "conflict"
        }
    }

    var state: String {
        switch standing {
        case .pending: "zu entscheiden"
        case .excluded: "befangen"
        case .clear: withClass == nil ? "nicht befangen" : "mit der Klasse ausgeschlossen"
        case nil: "mit der Klasse ausgeschlossen"
        }
    }

    /// What was said, in a few words.
    var matterText: String {
        if let ground { return "\(ground.germanName) (\(ground.source))" }
        if denied { return "Hinweis verneint" }
        return withClass.map { "Ausschluss für die ganze Größenklasse wegen der Bewerbung von \($0.plain)" } ?? "Keine Befangenheit erklärt"
    }
}

extension ConflictCase.Verdict {
    var german: String { biased ? "befangen" : "nicht befangen" }

    var officeName: String {
        switch office {
        case "chair": "Vorsitz der Jury"
        case "staff": "Geschäftsstelle"
        default: "ohne Entscheidung, nach früherer Regel"
        }
    }
}

extension ExclusionScope {
    var germanName: String {
        switch self {
        case .entry: "für die einzelne Bewerbung"
        case .track: "für alle Bewerbungen derselben Größenklasse"
        }
    }
}
