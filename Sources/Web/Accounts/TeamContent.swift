import AwardStore
import Awards
import Foundation

/// A municipality's team, for its members and for staff.
struct TeamContent: ViewModel {
    struct Member: ViewModel {
        let account: String
        let name: String
        let email: String
        let lead: Bool
        let disabled: Bool
        let removable: Bool
        let removal: String
        let promotable: Bool
    }

    struct Invited: ViewModel {
        let account: String
        let name: String
        let email: String
        let until: String
        let manageable: Bool
    }

    struct InviteForm: ViewModel {
        let action: String
        let hidden: FormHidden
        let name: FieldView
        let email: FieldView
        let first: Bool
    }

    struct NamingForm: ViewModel {
        let action: String
        let hidden: FormHidden
        let member: FieldView
        let reason: FieldView
    }

    /// For staff; nil for members.
    let accountTabs: AccountTabs?
    let municipality: String
    let errors: [ErrorItem]
    let base: String
    let hidden: FormHidden
    let members: [Member]
    let invited: [Invited]
    let inviteForm: InviteForm?
    let namingForm: NamingForm?
    let leads: Bool
}

extension TeamContent {
    /// As a member sees it.
    init(_ team: Team, form: FormFields, problems: FormProblems, context: ApplicantContext) {
        let me = context.person.account
        let leads = context.app.permissions.mayLeadTeam(isLead: team.members.contains { $0.account == me && $0.lead })
        let base = "/kommune/\(team.municipality)/team"
        self.init(
            accountTabs: nil, municipality: team.title.plain, errors: problems.items, base: base, hidden: FormHidden(context),
            members: team.members.map { member in
                Member(
                    account: member.account.description, name: member.name, email: member.email, lead: member.lead, disabled: member.disabled,
                    removable: !member.lead && (leads || member.account == me), removal: member.account == me ? "Team verlassen" : "Aus dem Team nehmen",
                    promotable: leads && !member.lead
                )
            },
            invited: Self.invited(team, manageable: leads),
            inviteForm: leads ? Self.invite(base, form, problems, context, first: false) : nil, namingForm: nil, leads: leads
        )
    }

    /// As staff see it.
    init(_ team: Team, form: FormFields, problems: FormProblems, context: StaffContext) {
        let base = "/verwaltung/kommunen/\(team.municipality)"
        let candidates = team.members.filter { !$0.lead }
        let hasLead = team.members.contains { $0.lead }
        self.init(
            accountTabs: AccountTabs(.municipalities, context: context), municipality: team.title.plain, errors: problems.items, base: base,
            hidden: FormHidden(context),
            members: team.members.map { member in
                Member(
                    account: member.account.description, name: member.name, email: member.email, lead: member.lead, disabled: member.disabled,
                    removable: false, removal: "", promotable: false
                )
            },
            invited: Self.invited(team, manageable: true),
            inviteForm: hasLead ? nil : Self.invite(base, form, problems, context, first: true),
            namingForm: candidates.isEmpty ? nil : NamingForm(
                action: base + "/leitung", hidden: FormHidden(context),
                member: FieldView(
                    "member", label: "Neue Leitung", choices: candidates.map { ($0.account.description, "\($0.name) (\($0.email))") },
                    chosen: form.all("member"), problems: problems
                ),
                reason: FieldView(
                    "reason", label: "Grund", hint: "Er steht im Protokoll.", value: form["reason"], problems: problems,
                    maximum: ChangingTeam.maximumReasonCharacters
                )
            ),
            leads: false
        )
    }

    private static func invited(_ team: Team, manageable: Bool) -> [Invited] {
        let clock = ZonedClock()
        return team.invited.map { person in
            Invited(
                account: person.account.description, name: person.name, email: person.email,
                until: (person.expired ? "abgelaufen am " : "gilt bis ") + clock.minute(person.expiresAt), manageable: manageable
            )
        }
    }

    private static func invite(_ base: String, _ form: FormFields, _ problems: FormProblems, _ context: some PageContext, first: Bool) -> InviteForm {
        InviteForm(
            action: base + "/einladen", hidden: FormHidden(context),
            name: FieldView("name", label: "Name", value: form["name"], problems: problems, autocomplete: "off"),
            email: FieldView("email", label: "E-Mail-Adresse", value: form["email"], problems: problems, type: "email", autocomplete: "off"),
            first: first
        )
    }
}

extension FormProblems {
    /// Name and address of somebody to invite.
    mutating func checkInvited(_ form: FormFields) {
        checkName("name", form)
        if form["email"].trimmed.isEmpty { add("email", "Bitte geben Sie die E-Mail-Adresse ein.") }
    }
}

extension Services {
    /// Sends an invitation into a team again, or takes it back, as the button says; invitations into other teams are not open here.
    /// - Parameter team: nil where this person may not know of it.
    /// - Returns: the code of the message to show.
    func changeInvitation<Entered: Area>(into team: Team?, _ context: AreaContext<Entered>) async throws -> String {
        guard let account = Account.ID(context.form["account"]) else { throw FormUnreadable() }
        guard let team else { throw PageNotFound() }
        guard team.invited.contains(where: { $0.account == account }) else { throw InvitationRefusal.notOpen }
        let operation = try context.form.operation(of: context.person)
        if context.form["action"] == "again" {
            try await gate(context).inviteAgain(account, by: context.person.caller, operation: operation)
            return "eingeladen"
        }
        try await gate(context).revokeInvitation(of: account, by: context.person.caller, operation: operation)
        return "zurueckgezogen"
    }
}

enum TeamWords {
    static func flash(_ code: String?) -> Frame.Flash? {
        switch code {
        case "eingeladen": Frame.Flash(kind: "success", text: "Die Person ist eingeladen oder, wenn sie schon ein Konto hat, gleich im Team.")
        case "entfernt": Frame.Flash(kind: "success", text: "Die Person gehört nicht mehr zum Team.")
        case "leitung": Frame.Flash(kind: "success", text: "Das Team hat eine neue Leitung.")
        case "zurueckgezogen": Frame.Flash(kind: "success", text: "Die Einladung ist zurückgezogen.")
        default: nil
        }
    }
}
