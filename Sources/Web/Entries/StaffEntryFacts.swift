import AwardStore
import Awards

/// Whose entry it is, in which class and how it came in.
struct StaffEntryFacts {
    let all: [Fact]

    init(_ entry: EntryDetail) {
        let head = entry.head
        let clock = ZonedClock(entry.round.rules.round.timeZone)
        var facts = [
            Fact(label: "Kommune", value: "\(head.title.plain), \(head.body.land)"),
            Fact(label: head.body.kind.keyName, value: head.body.key),
            Fact(label: "Größenklasse", value: entry.round.rules.track(head.track)?.title ?? head.track),
            Fact(label: "Einwohner*innen", value: Self.population(head.figure)),
        ]
        if let submitted = head.submittedAt {
            facts.append(Fact(label: "Eingereicht", value: clock.second(submitted) + (head.submittedBy.map { ", durch \($0)" } ?? "")))
        } else {
            facts.append(Fact(label: "Begonnen", value: clock.minute(head.createdAt)))
        }
        if let number = head.number { facts.append(Fact(label: "Nummer", value: entry.round.entryNumber(number))) }
        if let day = entry.recording?.receivedOn { facts.append(Fact(label: "Eingang des Papiers", value: day.german)) }
        if let decided = head.decidedAt {
            facts.append(Fact(label: head.state.germanName, value: clock.minute(decided) + (head.decidedBy.map { ", durch \($0)" } ?? "")))
        }
        all = facts
    }

    private static func population(_ figure: PopulationFigure?) -> String {
        guard let figure else { return "nicht hinterlegt; die Geschäftsstelle hat die Größenklasse gewählt" }
        return "\(figure.population.grouped) am \(figure.date.german) (Quelle: \(figure.source))"
    }
}
