import AwardStore
import Awards
import Foundation

struct AccountDetailContent: ViewModel {
    struct Fact: ViewModel {
        let label: String
        let value: String
    }

    struct RolesForm: ViewModel {
        let action: String
        let hidden: FormHidden
        let roles: FieldView
    }

    struct StateForm: ViewModel {
        let action: String
        let hidden: FormHidden
        let disabling: Bool
        let value: String
    }

    struct PlainForm: ViewModel {
        let action: String
        let hidden: FormHidden
    }

    let accountTabs: AccountTabs
    let name: String
    let tag: String
    let state: String
    let sample: Bool
    let facts: [Fact]
    /// Where somebody may change more after proving that it is them.
    let confirmHref: String?
    let rolesForm: RolesForm?
    let stateForm: StateForm?
    let factorForm: PlainForm?
    /// The person has a second factor, and only administrators reset it.
    let factorNote: Bool
    /// Only administrators read the link.
    let linkNote: Bool
    let invitationForm: PlainForm?

    init(_ detail: AccountDetail, context: AccountsContext) {
        let account = detail.summary
        let person = context.person
        let permissions = context.app.permissions
        let path = "/verwaltung/konten/\(account.id)"
        let administers = permissions.mayAdministerAccounts(person.actor)
        let resets = account.secondFactor && account.id != person.account && permissions.mayResetSecondFactor(person.actor, powerful: account.powerful)
        let confirmed = context.isConfirmed
        accountTabs = AccountTabs(.accounts, context: context)
        name = account.displayName
        tag = account.stateTag
        state = account.stateWord
        sample = account.sampleData
        facts = Self.facts(of: detail)
        confirmHref = !confirmed && (administers || resets) ? "/konto/bestaetigen?weiter=\(path)" : nil
        let roles = account.roles.union(detail.invitation?.roles ?? [])
        rolesForm = administers && confirmed
            ? RolesForm(action: path + "/rollen", hidden: FormHidden(context), roles: FieldView.roles(chosen: roles.map(\.rawValue))) : nil
        stateForm = administers && confirmed && account.id != person.account
            ? StateForm(
                action: path + "/sperre", hidden: FormHidden(context), disabling: account.state != .disabled,
                value: account.state == .disabled ? "nein" : "ja"
            ) : nil
        factorForm = resets && confirmed ? PlainForm(action: path + "/zweiter-faktor", hidden: FormHidden(context)) : nil
        factorNote = account.secondFactor && account.id != person.account && !permissions.mayResetSecondFactor(person.actor, powerful: account.powerful)
        linkNote = detail.invitation != nil && !permissions.mayReadMail(person.actor, powerful: account.powerful)
        invitationForm = detail.invitation.flatMap { _ in
            permissions.mayInvite(person.actor, to: roles) ? PlainForm(action: path + "/einladung", hidden: FormHidden(context)) : nil
        }
    }

    private static func facts(of detail: AccountDetail) -> [Fact] {
        let clock = ZonedClock()
        var facts = [
            Fact(label: "E-Mail-Adresse", value: detail.summary.email), Fact(label: "Rollen", value: detail.summary.roleWords),
            Fact(label: "Zweiter Faktor", value: detail.summary.secondFactor ? "Eingerichtet" : "Nicht eingerichtet"),
        ]
        if !detail.summary.municipalities.isEmpty { facts.append(Fact(label: "Kommunen", value: detail.summary.municipalities.joined(separator: ", "))) }
        if !detail.summary.rounds.isEmpty { facts.append(Fact(label: "Jury", value: detail.summary.rounds.joined(separator: ", "))) }
        if let open = detail.invitation {
            let roles = open.roles.isEmpty ? "" : " als " + Role.allCases.filter(open.roles.contains).map(\.germanName).joined(separator: ", ")
            let until = open.expired ? "abgelaufen am " : "gilt bis "
            facts.append(Fact(label: "Einladung", value: "Vom \(clock.day(open.createdAt))\(roles), \(until)\(clock.minute(open.expiresAt))"))
        }
        return facts
    }
}
