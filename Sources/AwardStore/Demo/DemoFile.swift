import Awards
import ScoringEngine

/// The people, entries and scores of the demo rounds (`lorbeer-demo/1`); everything in it is invented.
struct DemoFile: Sendable {
    struct Person: Sendable {
        let mail: String
        let name: String
        let role: String
        /// Key of the municipality an applicant acts for.
        let municipality: String?
    }

    struct Round: Sendable {
        let slug: String
        /// Mails.
        let jurors: [String]
        /// Mail of the chair; nil where nobody is.
        let chair: String?
        let links: [Link]
        let entries: [Entry]
        let special: [Special]
    }

    struct Link: Sendable {
        let juror: String
        let kind: JurorLink.Kind
        let role: String
        /// Key.
        let municipality: String
    }

    struct Verdict: Sendable {
        let biased: Bool
        let reason: String
    }

    struct Entry: Sendable {
        let municipality: String
        let applicant: String
        let state: Awards.Entry.State
        /// By question.
        let answers: [String: String]
        let measures: [MeasureDraft]
        /// Mails of the jurors whose sheets are still to be written.
        let assigned: [String]
        let sheets: [Sheet]
    }

    struct Sheet: Sendable {
        enum Content: Sendable {
            case marks([String: Mark])
            case abstained
            case conflict(ConflictGround, note: String, verdict: Verdict?)
        }

        let juror: String
        let content: Content
    }

    struct Special: Sendable {
        let prize: String
        let to: [DecisionFile.Recipient]
        let reason: String
    }

    let persons: [Person]
    let rounds: [Round]

    static func read(_ text: String, name: String) throws(FileProblems) -> DemoFile {
        try YAMLTree.read(text, name: name) { DemoFile($0) }
    }

    private init(_ reader: NodeReader) {
        let file = reader.group(["format", "persons", "rounds"])
        _ = file.required("format")?.choice(["lorbeer-demo/1"])
        persons = file.list("persons").map { person in
            let group = person.group(["mail", "name", "role", "municipality"])
            return Person(
                mail: group.text("mail"), name: group.text("name"),
                role: group.required("role")?.choice(["administrator", "staff", "auditor", "juror", "applicant"]) ?? "",
                municipality: group["municipality"]?.municipalityKey()
            )
        }
        rounds = file.list("rounds").map { round in
            let group = round.group(["round", "jurors", "chair", "links", "entries", "special"])
            return Round(
                slug: group.text("round"), jurors: group.list("jurors").map { $0.text() }, chair: group.textIfGiven("chair"),
                links: group.listIfGiven("links").map(Link.init), entries: group.list("entries").map(Entry.init),
                special: group.listIfGiven("special").map(Special.init)
            )
        }
    }
}

extension DemoFile.Link {
    fileprivate init(_ reader: NodeReader) {
        let group = reader.group(["juror", "kind", "role", "municipality"])
        juror = group.text("juror")
        kind = group.required("kind")?.choice(of: JurorLink.Kind.self) ?? .other
        role = group.text("role")
        municipality = group.required("municipality")?.municipalityKey() ?? ""
    }
}

extension DemoFile.Entry {
    fileprivate init(_ reader: NodeReader) {
        let group = reader.group(["municipality", "applicant", "state", "answers", "measures", "assigned", "sheets"])
        municipality = group.required("municipality")?.municipalityKey() ?? ""
        applicant = group.text("applicant")
        state = group.required("state")?.choice(of: Awards.Entry.State.self) ?? .draft
        answers = Dictionary((group.required("answers")?.entries() ?? []).map { ($0.key, $0.value.text()) }) { first, _ in first }
        measures = group.list("measures").map { measure in
            let group = measure.group(["field", "title", "description", "startedYear", "finishedYear"])
            return MeasureDraft(
                field: group.text("field"), title: group.text("title"), description: group.text("description"),
                startedYear: group.integerIfGiven("startedYear", in: 1950...2100), finishedYear: group.integerIfGiven("finishedYear", in: 1950...2100)
            )
        }
        assigned = group.listIfGiven("assigned").map { $0.text() }
        sheets = (group["sheets"]?.entries() ?? []).map { DemoFile.Sheet(juror: $0.key, content: DemoFile.Sheet.Content($0.value)) }
    }
}

extension DemoFile.Sheet.Content {
    fileprivate init(_ reader: NodeReader) {
        if reader.isScalar {
            _ = reader.choice(["abstained"])
            self = .abstained
            return
        }
        let entries = reader.entries()
        if entries.contains(where: { $0.key == "conflict" }) {
            let group = reader.group(["conflict", "note", "decided"])
            let verdict = group["decided"]?.group(["biased", "reason"])
            self = .conflict(
                group.required("conflict")?.choice(of: ConflictGround.self) ?? .otherConcern, note: group.text("note"),
                verdict: verdict.map { DemoFile.Verdict(biased: $0.flag("biased"), reason: $0.text("reason")) }
            )
            return
        }
        self = .marks(Dictionary(entries.map { ($0.key, $0.value.mark()) }) { first, _ in first })
    }
}

extension DemoFile.Special {
    fileprivate init(_ reader: NodeReader) {
        let group = reader.group(["prize", "to", "reason"])
        prize = group.text("prize")
        to = group.list("to").map { recipient in
            let group = recipient.group(["municipality", "share"])
            return DecisionFile.Recipient(key: group.required("municipality")?.municipalityKey() ?? "", share: group.integer("share", in: 1...1000))
        }
        reason = group.text("reason")
    }
}

extension NodeReader {
    /// Points in quotation marks, or `n/a`.
    fileprivate func mark() -> Mark {
        let text = text()
        if text == "n/a" { return .notApplicable }
        guard let points = FixedPoint(text) else {
            problem("„\(text.prefix(40))“ ist weder eine Punktzahl noch n/a.")
            return .notApplicable
        }
        return .points(points)
    }
}
