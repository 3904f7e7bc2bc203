import AwardStore
import Awards

/// What staff have typed to record an entry.
struct StaffRecordingForm {
    /// Part of a name or key, to choose the municipality from.
    let search: String
    /// Identifier of the chosen municipality.
    var municipality = ""
    /// Code of a size class; "" for the one of the population.
    var track = ""
    /// A day as typed.
    var received = ""
    var reason = ""

    init(search: String) {
        self.search = search
    }

    init(_ form: FormFields) {
        search = form["q"].trimmed
        municipality = form["kommune"]
        track = form["klasse"]
        received = form["eingang"]
        reason = form["grund"]
    }

    /// - Throws: ``FormProblems`` with all there are.
    func parse(for round: LoadedRound) throws(FormProblems) -> StaffEntry {
        var problems = FormProblems()
        let municipality = Municipality.ID(self.municipality)
        if municipality == nil { problems.add("kommune", "Bitte wählen Sie die Kommune.") }
        if !track.isEmpty, round.rules.track(track) == nil { problems.add("klasse", "Bitte wählen Sie eine Größenklasse dieser Runde.") }
        let received = CalendarDay.typed(self.received.trimmed)
        if received == nil, !self.received.trimmed.isEmpty {
            problems.add("eingang", "Das ist kein Tag, zum Beispiel 30.06.2027.")
        }
        if FormText.isBlank(reason) { problems.add("grund", "Bitte geben Sie an, warum Sie die Bewerbung nachtragen.") }
        guard let municipality, problems.isEmpty else { throw problems }
        return StaffEntry(
            round: round.id, municipality: municipality, track: track.isEmpty ? nil : track, receivedOn: received, reason: reason
        )
    }
}

extension FormProblems {
    /// A refusal at the field it concerns; nil where it concerns none.
    init?(recording refusal: EntryRefusal) {
        let field: String
        switch refusal {
        case .kindNotEligible, .alreadyEntered, .notVisible: field = "kommune"
        case .populationUnknown, .noTrack: field = "klasse"
        case .reasonMissing: field = "grund"
        default: return nil
        }
        self.init()
        add(field, StaffEntryRefusal(refusal).sentence)
    }
}

extension CalendarDay {
    /// A day as people type it, 30.06.2027 or 2027-06-30.
    fileprivate static func typed(_ text: String) -> CalendarDay? {
        guard let match = text.wholeMatch(of: /(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})/) else { return CalendarDay(text) }
        guard let day = Int(match.1), let month = Int(match.2), let year = Int(match.3) else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }
}
