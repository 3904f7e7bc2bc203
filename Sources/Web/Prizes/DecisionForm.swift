import AwardStore
import Awards
import ScoringEngine

/// The form of the jury's decision, as typed.
struct DecisionForm {
    /// At least this many fields for the recipients of a joint prize; one more than are chosen.
    static let jointFields = 3
    static let maximumRecipients = 50

    let form: FormFields
    let desk: PrizeDesk

    static func place(_ entry: Entry.ID) -> String { "platz-\(entry)" }
    static func amount(_ entry: Entry.ID) -> String { "betrag-\(entry)" }
    static func recipient(_ prize: String, _ number: Int) -> String { "sonder-\(prize)-\(number)" }
    static func share(_ prize: String, _ number: Int) -> String { "anteil-\(prize)-\(number)" }

    private var rules: RoundRules { desk.board.round.rules }

    /// The decision, and what could not be read of it.
    func parse() -> (decision: PlannedDecision, problems: FormProblems) {
        var problems = FormProblems()
        let places = rules.tracks.compactMap { self.places(of: $0, &problems) }
        let amounts = rules.prizes.ties == .jurySet ? self.amounts(&problems) : []
        let special = rules.prizes.special.compactMap { self.special($0, &problems) }
        let day = decidedOn(&problems)
        let decision = PlannedDecision(
            decidedBy: form["beschlossen-von"].trimmed, decidedOn: day, reason: form["begruendung"].trimmed, places: places,
            amounts: amounts, special: special
        )
        if decision.decidedBy.count > 200 { problems.add("beschlossen-von", "Bitte höchstens 200 Zeichen.") }
        if decision.reason.count > 4_000 { problems.add("begruendung", "Bitte höchstens 4.000 Zeichen.") }
        return (decision, problems)
    }

    private func decidedOn(_ problems: inout FormProblems) -> CalendarDay? {
        let text = form["beschlossen-am"].trimmed
        guard !text.isEmpty else { return nil }
        if let day = CalendarDay(text) ?? CalendarDay(german: text) { return day }
        problems.add("beschlossen-am", "Dieses Datum gibt es nicht. Bitte schreiben Sie es als TT.MM.JJJJ.")
        return nil
    }

    /// Entries with the same number share a place. Inside a group they stand in the ranking's order.
    private func places(of track: TrackRules, _ problems: inout FormProblems) -> TrackPlaces? {
        var groups: [Int: [Entry.ID]] = [:]
        for row in desk.board.tracks.first(where: { $0.rules.code == track.code })?.rows ?? [] {
            let entry = row.municipality.entry
            let text = form[Self.place(entry)].trimmed
            guard !text.isEmpty else { continue }
            guard let place = Int(text), (1...10_000).contains(place) else {
                problems.add(Self.place(entry), "Ein Platz ist eine ganze Zahl ab 1: „\(text)“ bei \(row.municipality.title.plain).")
                continue
            }
            groups[place, default: []].append(entry)
        }
        checkSequence(groups, &problems)
        let ordered = groups.keys.sorted().compactMap { groups[$0] }
        return ordered.isEmpty ? nil : TrackPlaces(track: track.code, groups: ordered)
    }

    /// 1, 2, 2, 4 and 1, 2, 2, 3 are both understood; a gap is a slip of the hand.
    private func checkSequence(_ groups: [Int: [Entry.ID]], _ problems: inout FormProblems) {
        var above = 0
        var last = 0
        for place in groups.keys.sorted() {
            guard let group = groups[place], let first = group.first else { continue }
            if place != last + 1, place != above + 1 {
                let before = last == 0 ? "Der erste Platz fehlt." : "Nach Platz \(last) folgt Platz \(last + 1)."
                problems.add(Self.place(first), "\(before) Bitte prüfen Sie Platz \(place).")
            }
            above += group.count
            last = place
        }
    }

    private func amounts(_ problems: inout FormProblems) -> [SetAmount] {
        desk.board.tracks.flatMap(\.rows).compactMap { row in
            let field = Self.amount(row.municipality.entry)
            let text = form[field].trimmed
            guard !text.isEmpty else { return nil }
            guard let cents = EuroText.cents(text) else {
                problems.add(field, "„\(text)“ ist kein Betrag. Bitte schreiben Sie ihn wie 40.000,00.")
                return nil
            }
            return SetAmount(entry: row.municipality.entry, cents: cents)
        }
    }

    private func special(_ prize: SpecialPrizeRules, _ problems: inout FormProblems) -> SpecialPrizeDecision? {
        var recipients: [SpecialPrizeDecision.Recipient] = []
        for number in 1...Self.maximumRecipients {
            let field = Self.recipient(prize.code, number)
            guard form.has(field) else { break }
            let chosen = form[field].trimmed
            guard !chosen.isEmpty else { continue }
            guard let entry = Entry.ID(chosen) else {
                problems.add(field, "Bitte wählen Sie eine Bewerbung aus der Liste.")
                continue
            }
            let share = form[Self.share(prize.code, number)].trimmed
            guard let value = share.isEmpty ? 1 : Int(share) else {
                problems.add(Self.share(prize.code, number), "Ein Anteil ist eine ganze Zahl von 1 bis 1.000.000.")
                continue
            }
            recipients.append(SpecialPrizeDecision.Recipient(entry: entry, share: value))
        }
        return recipients.isEmpty ? nil : SpecialPrizeDecision(prize: prize.code, recipients: recipients)
    }
}

extension CalendarDay {
    /// Reads `14.08.2019`.
    init?(german text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2]) else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension DecisionForm {
    /// The fields of a form that would say a decision.
    static func fields(of decision: PlannedDecision, rules: RoundRules) -> FormFields {
        var fields: [(String, String)] = [
            ("beschlossen-von", decision.decidedBy), ("beschlossen-am", decision.decidedOn?.description ?? ""), ("begruendung", decision.reason),
        ]
        for places in decision.places {
            var above = 0
            for (index, group) in places.groups.enumerated() {
                let rank = rules.ranking.style == .dense ? index + 1 : above + 1
                fields += group.map { (place($0), String(rank)) }
                above += group.count
            }
        }
        fields += decision.amounts.map { (amount($0.entry), $0.cents.euroField) }
        for special in decision.special {
            for (index, recipient) in special.recipients.enumerated() {
                fields.append((self.recipient(special.prize, index + 1), recipient.entry.description))
                fields.append((share(special.prize, index + 1), String(recipient.share)))
            }
        }
        return FormFields(fields)
    }

    /// Puts the domain's refusals at the fields they are about.
    func add(_ refusals: [PrizeRefusal], to problems: inout FormProblems) {
        for refusal in refusals { problems.add(field(of: refusal), DecisionWords.sentence(refusal)) }
    }

    private func field(of refusal: PrizeRefusal) -> String {
        switch refusal {
        case .deciderMissing: "beschlossen-von"
        case .reasonMissing: "begruendung"
        case .entryNotAdmitted(let entry), .placedTwice(let entry), .entryInOtherTrack(let entry, _): Self.place(entry)
        case .setMissing(let entry), .setWithoutPlace(let entry): Self.amount(entry)
        case .emptyPlace(let track), .beyondLadder(let track, _), .setUnequal(let track), .setRising(let track), .setOffLadder(let track, _, _):
            "klasse-" + track
        case .prizeTwice(let prize), .recipientTwice(let prize, _), .jointNotAllowed(let prize), .shareOutOfRange(let prize, _):
            "preis-" + prize
        default: "beschluss"
        }
    }
}

extension Int {
    /// Cents for an input field, `40.000,00`.
    var euroField: String {
        String(euroText.dropLast(2))
    }
}
