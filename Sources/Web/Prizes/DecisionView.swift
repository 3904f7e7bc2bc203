import AwardStore
import Awards
import Foundation
import ScoringEngine

/// The form of the jury's decision, as shown.
struct DecisionView: ViewModel {
    struct Track: ViewModel {
        let id: String
        let title: String
        let ladder: String
        let error: String?
        let withAmounts: Bool
        /// Those likely to get a place.
        let rows: [DecisionLine]
        let moreRows: [DecisionLine]
        let moreLabel: String
    }

    struct Special: ViewModel {
        let id: String
        let title: String
        let amount: String
        let joint: Bool
        let error: String?
        let recipients: [Recipient]
    }

    struct Recipient: ViewModel {
        let field: String
        let label: String
        let options: [RecipientOption]
        let shareField: String
        let shareLabel: String
        let share: String
    }

    let action: String
    let hidden: FormHidden
    let tracks: [Track]
    let special: [Special]
    let decidedBy: FieldView
    let decidedOn: FieldView
    let reason: FieldView
    let unsaved: Bool
}

/// One entry in the decision's form. Written by hand: there may be hundreds.
struct DecisionLine: ViewModel {
    let name: String
    let land: String
    let rank: String
    let score: String
    let placeField: String
    let place: String
    let error: String?
    /// nil where the jury sets no amounts.
    let amountField: String?
    let amount: String

    func child(named key: String) -> Any? {
        switch key {
        case "name": name
        case "land": land
        case "rank": rank
        case "score": score
        case "placeField": placeField
        case "place": place
        case "error": error ?? NSNull()
        case "amountField": amountField ?? NSNull()
        case "amount": amount
        default: nil
        }
    }
}

/// A municipality in the list of a special prize.
struct RecipientOption: ViewModel {
    let value: String
    let label: String
    let selected: Bool

    func child(named key: String) -> Any? {
        switch key {
        case "value": value
        case "label": label
        case "selected": selected
        default: nil
        }
    }
}

extension DecisionView {
    /// - Parameters:
    ///   - fields: what stands in the form.
    ///   - unsaved: it was typed and not stored.
    init(_ desk: PrizeDesk, fields: FormFields, problems: FormProblems, hidden: FormHidden, unsaved: Bool) {
        let round = desk.board.round
        let entries = desk.entries
        action = "/verwaltung/\(round.slug)/preise/beschluss"
        self.hidden = hidden
        tracks = desk.board.tracks.map { Track($0, rules: round.rules, fields: fields, problems: problems) }
        special = round.rules.prizes.special.map { Special($0, entries: entries, fields: fields, problems: problems) }
        decidedBy = FieldView("beschlossen-von", label: "Beschlossen von", hint: "Zum Beispiel: Jury", value: fields["beschlossen-von"], problems: problems)
        decidedOn = FieldView(
            "beschlossen-am", label: "Beschlossen am", value: fields["beschlossen-am"], problems: problems, required: false, type: "date"
        )
        reason = FieldView(
            "begruendung", label: "Begründung",
            hint: "Nötig, wenn der Beschluss von der festgestellten Rangliste abweicht oder die Jury Beträge setzt.",
            value: fields["begruendung"], problems: problems, maximum: 4_000, required: false
        )
        self.unsaved = unsaved
    }
}

extension DecisionView.Track {
    /// Rows shown at once: the ladder, and some more.
    private static let margin = 7

    init(_ track: RankingBoard.Track, rules: RoundRules, fields: FormFields, problems: FormProblems) {
        id = "klasse-" + track.rules.code
        title = track.rules.title
        ladder = track.rules.placesCents.enumerated().map { "\($0.offset + 1). \($0.element.euroText)" }.joined(separator: " · ")
        error = problems[id]
        let withAmounts = rules.prizes.ties == .jurySet
        self.withAmounts = withAmounts
        let lines = track.rows.map { DecisionLine($0, withAmount: withAmounts, fields: fields, problems: problems) }
        let limit = track.rules.placesCents.count + Self.margin
        let near = lines.enumerated().filter { $0.offset < limit || !$0.element.place.isEmpty || $0.element.error != nil }
        rows = near.map(\.element)
        let shown = Set(near.map(\.offset))
        moreRows = lines.enumerated().filter { !shown.contains($0.offset) }.map(\.element)
        moreLabel = moreRows.count.counted("weitere Bewerbung", "weitere Bewerbungen")
    }
}

extension DecisionLine {
    init(_ row: RankingBoard.Row, withAmount: Bool, fields: FormFields, problems: FormProblems) {
        let entry = row.municipality.entry
        name = row.municipality.title.plain
        land = row.municipality.land
        rank = row.rank.map(String.init) ?? "–"
        score = row.score?.replacing(".", with: ",") ?? "–"
        placeField = DecisionForm.place(entry)
        place = fields[placeField]
        amountField = withAmount ? DecisionForm.amount(entry) : nil
        amount = fields[DecisionForm.amount(entry)]
        error = problems[placeField] ?? problems[DecisionForm.amount(entry)]
    }
}

extension DecisionView.Special {
    init(_ prize: SpecialPrizeRules, entries: [RankedMunicipality], fields: FormFields, problems: FormProblems) {
        id = "preis-" + prize.code
        title = prize.title
        amount = prize.amountCents.euroText
        joint = prize.joint
        let names = (1...DecisionForm.maximumRecipients).map { DecisionForm.recipient(prize.code, $0) }
        let chosen = names.count { !fields[$0].trimmed.isEmpty }
        let count = prize.joint ? min(max(DecisionForm.jointFields, chosen + 1), DecisionForm.maximumRecipients) : max(1, chosen)
        recipients = (1...count).map { number in
            let value = fields[DecisionForm.recipient(prize.code, number)].trimmed
            return DecisionView.Recipient(
                field: DecisionForm.recipient(prize.code, number),
                label: count == 1 ? "Kommune" : "\(number). Kommune",
                options: entries.map {
                    RecipientOption(
                        value: $0.entry.description, label: "\($0.title.plain) (\($0.land))", selected: $0.entry.description == value
                    )
                },
                shareField: DecisionForm.share(prize.code, number),
                shareLabel: "Anteil der \(number). Kommune",
                share: fields[DecisionForm.share(prize.code, number)]
            )
        }
        let fieldErrors = names.prefix(count).compactMap { problems[$0] }
        let shareErrors = (1...count).compactMap { problems[DecisionForm.share(prize.code, $0)] }
        error = problems[id] ?? fieldErrors.first ?? shareErrors.first
    }
}
