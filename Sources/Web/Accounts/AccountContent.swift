import AwardStore
import Awards
import Foundation

struct PasswordChangeContent: ViewModel {
    let errors: [ErrorItem]
    let csrf: String
    let current: FieldView
    let password: FieldView
}

struct AccountContent: ViewModel {
    struct Place: ViewModel {
        let href: String
        let label: String
    }

    struct SignInLine: ViewModel {
        let id: String
        let device: String
        let since: String
        let lastSeen: String
        let current: Bool
    }

    struct Offer: ViewModel {
        let municipality: String
        let words: String
        let action: String
        let hidden: FormHidden
    }

    let name: String
    let email: String
    let offers: [Offer]
    let places: [Place]
    let csrf: String
    let secondFactor: String
    let signIns: [SignInLine]
    let anyOther: Bool

    init(_ signIns: [SignInSummary], offers: [TeamOffer], context: PersonContext) {
        let person = context.person
        let clock = ZonedClock()
        name = person.displayName
        email = person.email
        self.offers = offers.map { offer in
            Offer(
                municipality: offer.municipality.plain, words: offer.words(until: clock.minute(offer.expiresAt)),
                action: "/konto/einladungen/\(offer.id)", hidden: FormHidden(context)
            )
        }
        places = Self.places(of: person)
        csrf = context.app.csrfToken
        secondFactor = person.standing.enrolled ? "Eingerichtet" : "Nicht eingerichtet"
        self.signIns = signIns.map {
            SignInLine(
                id: $0.id.description, device: $0.device.isEmpty ? "Unbekanntes Gerät" : $0.device, since: clock.minute($0.createdAt),
                lastSeen: clock.minute($0.lastSeenAt), current: $0.current
            )
        }
        anyOther = signIns.contains { !$0.current }
    }

    static func places(of person: SignedIn) -> [Place] {
        var places: [Place] = []
        if person.actor.isApplicant { places.append(Place(href: "/bewerbungen", label: "Ihre Bewerbungen")) }
        if person.actor.isJuror { places.append(Place(href: "/jury", label: "Ihr Jury-Schreibtisch")) }
        if person.actor.readsRounds { places.append(Place(href: "/verwaltung", label: "Verwaltung der Wettbewerbsrunden")) }
        if person.actor.roles.contains(.administrator) { places.append(Place(href: "/verwaltung/konten", label: "Verwaltung der Konten")) }
        return places
    }
}

extension TeamOffer {
    fileprivate func words(until: String) -> String {
        let task = lead ? "das Team zu leiten" : "im Team mitzuarbeiten"
        return "\(inviter ?? "Die Geschäftsstelle") lädt Sie ein, \(task). Die Einladung gilt bis \(until)."
    }
}
