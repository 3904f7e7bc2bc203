import AwardStore
import Awards
import Foundation

/// What staff look at before they admit an entry. The page answers what it can; people decide.
struct StaffEntryCheck: ViewModel {
    enum Verdict {
        case met
        case notMet
        case open

        var tag: String {
            switch self {
            case .met: "success"
            case .notMet: "danger"
            case .open: "warning"
            }
        }

        var label: String {
            switch self {
            case .met: "Ja"
            case .notMet: "Nein"
            case .open: "Bitte prüfen"
            }
        }
    }

    let question: String
    let tag: String
    let label: String
    let detail: String

    init(_ question: String, _ verdict: Verdict, _ detail: String) {
        self.question = question
        tag = verdict.tag
        label = verdict.label
        self.detail = detail
    }

    /// The checks of a submitted entry.
    static func all(of entry: EntryDetail) -> [StaffEntryCheck] {
        [kind(of: entry), time(of: entry), completeness(of: entry)]
    }

    private static func kind(of entry: EntryDetail) -> StaffEntryCheck {
        let allowed = entry.round.rules.eligibility.kinds
        return StaffEntryCheck(
            "Teilnahmeberechtigt?", allowed.contains(entry.head.body.kind) ? .met : .notMet,
            "\(entry.head.body.kind.germanSingular); teilnehmen dürfen \(allowed.map(\.germanPlural).germanList)."
        )
    }

    private static func time(of entry: EntryDetail) -> StaffEntryCheck {
        let question = "Fristgerecht?"
        let deadline = entry.round.rules.dates.entryDeadline
        let until = "Frist: \(deadline.german)."
        if entry.head.origin == .staff {
            guard let day = entry.recording?.receivedOn else {
                return StaffEntryCheck(question, .open, "Zum Eingang ist kein Tag festgehalten. \(until)")
            }
            return StaffEntryCheck(question, verdict(day, deadline), "Eingegangen am \(day.german). \(until)")
        }
        guard let submitted = entry.head.submittedAt else { return StaffEntryCheck(question, .open, until) }
        let clock = ZonedClock(entry.round.rules.round.timeZone)
        return StaffEntryCheck(
            question, submitted < entry.round.entryDeadlineUTC ? .met : .notMet, "Eingereicht am \(clock.second(submitted)). \(until)"
        )
    }

    /// A day says nothing about the hour: on the last day it is enough only where the deadline is the day's end.
    private static func verdict(_ day: CalendarDay, _ deadline: LocalTime) -> Verdict {
        if day < deadline.day { return .met }
        guard day == deadline.day else { return .notMet }
        return deadline.hour == 24 ? .met : .open
    }

    private static func completeness(of entry: EntryDetail) -> StaffEntryCheck {
        let gaps = entry.gaps.all.count
        return StaffEntryCheck(
            "Vollständig?", gaps == 0 ? .met : .notMet,
            gaps == 0
                ? "Alle Pflichtangaben liegen vor."
                : gaps.counted("Angabe fehlt oder passt", "Angaben fehlen oder passen") + " nicht zu den Vorgaben des Formulars."
        )
    }
}
