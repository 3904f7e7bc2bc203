/// A mail about an account, in German: subject and text. Links begin with ``originMark`` in the place of the server's address.
enum AccountMail: Sendable {
    case invitation(token: String, by: String, municipality: String?)
    /// To somebody who has an account and a new task: the old password holds no longer.
    case renewal(token: String)
    /// Without a link that opens the account.
    case teamInvitation(municipality: String, by: String)
    case passwordReset(token: String)
    case passwordChanged
    case leadGiven(municipality: String)
    case secondFactorReset
    case rolesChanged

    static let originMark = "{adresse}"

    var subject: String {
        switch self {
        case .invitation(_, _, let municipality): municipality.map { "Ihre Einladung zu Lorbeer: \($0)" } ?? "Ihre Einladung zu Lorbeer"
        case .renewal: "Bitte legen Sie ein neues Passwort für Lorbeer fest"
        case .teamInvitation(let municipality, _): "Einladung in ein Team: \(municipality)"
        case .passwordReset: "Neues Passwort für Lorbeer"
        case .passwordChanged: "Ihr Passwort wurde geändert"
        case .leadGiven(let municipality): "Sie leiten jetzt das Team: \(municipality)"
        case .secondFactorReset: "Ihr zweiter Faktor wurde zurückgesetzt"
        case .rolesChanged: "Ihre Aufgaben in Lorbeer haben sich geändert"
        }
    }

    func text(to name: String) -> String {
        "Guten Tag, \(name),\n\n\(message)\n\nMit freundlichen Grüßen\nIhre Geschäftsstelle\n"
    }

    private var message: String {
        switch self {
        case .invitation(let token, let inviter, let municipality):
            """
            \(inviter) hat Sie zu Lorbeer eingeladen\(municipality.map { ", um an den Bewerbungen mitzuarbeiten (\($0))" } ?? ""). Bitte legen Sie über diesen Link Ihr Passwort fest:

            \(Self.originMark)/einladung/\(token)

            Der Link gilt 14 Tage und nur einmal. Geben Sie ihn nicht weiter: Wer ihn öffnet, bekommt Ihr Konto.
            """
        case .renewal(let token):
            """
            Ihre Aufgaben in Lorbeer haben sich geändert. Damit niemand außer Ihnen Ihr Konto öffnen kann, gilt nichts mehr, was es bisher geöffnet hat: Link, Passwort und zweiter Faktor. Bitte legen Sie über diesen Link ein neues Passwort fest:

            \(Self.originMark)/einladung/\(token)

            Der Link gilt 14 Tage und nur einmal. Geben Sie ihn nicht weiter: Wer ihn öffnet, bekommt Ihr Konto.
            """
        case .teamInvitation(let municipality, let inviter):
            """
            \(inviter) lädt Sie ein, in Lorbeer an den Bewerbungen mitzuarbeiten (\(municipality)). Sie haben schon ein Konto. Bitte melden Sie sich an und nehmen Sie die Einladung auf der Seite „Ihr Konto“ an oder lehnen Sie sie ab:

            \(Self.originMark)/konto

            Die Einladung gilt 14 Tage.
            """
        case .passwordReset(let token):
            """
            für Ihr Konto wurde ein neues Passwort angefordert. Über diesen Link legen Sie es fest:

            \(Self.originMark)/passwort-neu/\(token)

            Der Link gilt eine Stunde und nur einmal. Wenn Sie kein neues Passwort angefordert haben, brauchen Sie nichts zu tun: Ihr bisheriges gilt weiter.
            """
        case .passwordChanged:
            "Ihr Passwort wurde gerade geändert. Alle anderen Anmeldungen sind beendet. Wenn Sie das nicht waren, wenden Sie sich bitte sofort an die Geschäftsstelle."
        case .leadGiven(let municipality):
            "Sie leiten jetzt das Team von \(municipality) in Lorbeer. Sie können Kolleg*innen einladen und aus dem Team nehmen:\n\n\(Self.originMark)/bewerbungen"
        case .secondFactorReset:
            "Ihr zweiter Faktor für Lorbeer wurde zurückgesetzt, und alle Anmeldungen sind beendet. Bitte melden Sie sich an und richten Sie einen neuen ein. Wenn Sie nicht darum gebeten haben, wenden Sie sich bitte sofort an die Geschäftsstelle."
        case .rolesChanged:
            "Ihre Aufgaben in Lorbeer haben sich geändert. Bitte melden Sie sich neu an. Wenn Sie davon nichts wissen, wenden Sie sich bitte an die Geschäftsstelle."
        }
    }
}
