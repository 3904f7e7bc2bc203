/// A mail about an account, in German: subject and text. Links begin with ``originMark`` in the place of the server's address.
enum AccountMail: Sendable {
    case invitation(token: String, by: String)
    case passwordReset(token: String)
    case passwordChanged
    case leadGiven(municipality: String)
    case memberAdded(municipality: String)
    case secondFactorReset
    case rolesChanged

    static let originMark = "{adresse}"

    var subject: String {
        switch self {
        case .invitation: "Ihre Einladung zu Lorbeer"
        case .passwordReset: "Neues Passwort für Lorbeer"
        case .passwordChanged: "Ihr Passwort wurde geändert"
        case .leadGiven(let municipality): "Sie leiten jetzt das Team: \(municipality)"
        case .memberAdded(let municipality): "Sie gehören jetzt zum Team: \(municipality)"
        case .secondFactorReset: "Ihr zweiter Faktor wurde zurückgesetzt"
        case .rolesChanged: "Ihre Aufgaben in Lorbeer haben sich geändert"
        }
    }

    func text(to name: String) -> String {
        "Guten Tag, \(name),\n\n\(message)\n\nMit freundlichen Grüßen\nIhre Geschäftsstelle\n"
    }

    private var message: String {
        switch self {
        case .invitation(let token, let inviter):
            """
            \(inviter) hat Sie zu Lorbeer eingeladen. Bitte legen Sie über diesen Link Ihr Passwort fest:

            \(Self.originMark)/einladung/\(token)

            Der Link gilt 14 Tage und nur einmal. Geben Sie ihn nicht weiter: Wer ihn öffnet, bekommt Ihr Konto.
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
        case .memberAdded(let municipality):
            "Sie gehören jetzt zum Team von \(municipality) in Lorbeer und können an den Bewerbungen mitarbeiten:\n\n\(Self.originMark)/bewerbungen"
        case .secondFactorReset:
            "Ihr zweiter Faktor für Lorbeer wurde zurückgesetzt, und alle Anmeldungen sind beendet. Bitte melden Sie sich an und richten Sie einen neuen ein. Wenn Sie nicht darum gebeten haben, wenden Sie sich bitte sofort an die Geschäftsstelle."
        case .rolesChanged:
            "Ihre Aufgaben in Lorbeer haben sich geändert. Bitte melden Sie sich neu an. Wenn Sie davon nichts wissen, wenden Sie sich bitte an die Geschäftsstelle."
        }
    }
}
