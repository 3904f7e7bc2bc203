import AwardStore
import Awards
import Foundation

struct ApplicantHomeContent: ViewModel {
    struct Place: ViewModel {
        let name: String
        let teamHref: String
        let entries: [Item]
        let openings: [Opening]
        /// Nothing to do and nothing done.
        let idle: Bool
    }

    struct Item: ViewModel {
        let href: String
        let round: String
        let state: String
        let tag: String
        let trackTitle: String
        let due: String
        let missing: String
        let actionHref: String
        let action: String
        /// nil before the result is published.
        let resultHref: String?
        /// Only for drafts.
        let progress: Progress?
    }

    struct Progress: ViewModel {
        let id: String
        let done: Int
        let of: Int
    }

    struct Opening: ViewModel {
        let href: String
        let round: String
        let deadline: String
        /// Why it can't; nil where it can.
        let refusal: String?
    }

    let places: [Place]

    init(_ home: ApplicantHome, at now: Date) {
        places = home.places.map { place in
            Place(
                name: place.title.plain, teamHref: "/kommune/\(place.municipality)/team", entries: place.entries.map { Item($0, at: now) },
                openings: place.openings.map { Opening($0, for: place) },
                idle: place.entries.isEmpty && place.openings.isEmpty
            )
        }
    }
}

extension ApplicantHomeContent.Opening {
    init(_ opening: ApplicantHome.Opening, for place: ApplicantHome.Place) {
        href = "/bewerbungen/neu?runde=\(opening.round.slug)&kommune=\(place.municipality)"
        round = opening.round.title
        deadline = opening.round.deadlineText
        if case .failure(let problem) = opening.placement { refusal = problem.sentence } else { refusal = nil }
    }
}

extension ApplicantHomeContent.Item {
    init(_ item: ApplicantHome.Item, at now: Date) {
        let base = "/bewerbungen/\(item.head.id)"
        let late = item.round.entryWindow.phase(at: now) != .open
        href = base
        round = item.round.title
        state = item.head.state.germanName
        tag = item.head.state.rawValue
        trackTitle = item.round.rules.track(item.head.track)?.title ?? item.head.track
        let sections = item.round.rules.form.sections
        let complete = sections.count { item.begun.contains($0.code) && item.gaps.section($0.code).isEmpty }
        guard item.head.state == .draft else {
            due = item.head.submittedAt.map { "Eingereicht am \(item.round.clock.minute($0))." } ?? ""
            missing = Self.outcome(item)
            actionHref = item.head.origin == .online ? base + "/beleg" : base
            action = item.head.origin == .online ? "Eingangsbestätigung ansehen" : "Bewerbung ansehen"
            progress = nil
            resultHref = item.round.state == .published ? "/ergebnisse/\(item.round.slug)" : nil
            return
        }
        due = late ? "Die Frist ist am \(item.round.deadlineText) abgelaufen." : "Reichen Sie bis \(item.round.deadlineText) ein."
        let open = item.gaps.all.count
        missing = open == 0 ? "Alle Angaben sind da." : open == 1 ? "Es fehlt noch eine Angabe." : "Es fehlen noch \(open) Angaben."
        let next = sections.first { !item.gaps.section($0.code).isEmpty }
        if late {
            (actionHref, action) = (base, "Entwurf ansehen")
        } else if let next {
            (actionHref, action) = (base + "/abschnitt/\(next.code)", "Weiter bei „\(next.title)“")
        } else if !item.gaps.measures.isEmpty {
            (actionHref, action) = (base + "/massnahmen", "Weiter bei den Maßnahmen")
        } else {
            (actionHref, action) = (base + "/pruefen", "Prüfen und einreichen")
        }
        resultHref = nil
        progress = ApplicantHomeContent.Progress(
            id: "stand-\(item.head.id)", done: complete + (item.gaps.measures.isEmpty && item.measures > 0 ? 1 : 0), of: sections.count + 1
        )
    }

    private static func outcome(_ item: ApplicantHome.Item) -> String {
        switch item.head.state {
        case .draft, .submitted: "Die Geschäftsstelle prüft, ob die Bewerbung zugelassen wird."
        case .admitted where item.round.state == .published: "Das Ergebnis ist veröffentlicht."
        case .admitted: "Ihre Bewerbung ist zugelassen."
        case .rejected: "Ihre Bewerbung ist nicht zugelassen. Grund: \(item.head.rejectionReason ?? "")"
        }
    }
}
