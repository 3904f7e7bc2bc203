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
        let id: String
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
        /// The first person leads.
        let first: Bool
        /// For staff, where there is a lead already.
        let place: FieldView?
        let reason: FieldView?
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
    /// Alone in the team: leaving leaves nobody.
    let alone: Bool
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
                    removable: member.account == me ? !member.lead || team.members.count == 1 : leads && !member.lead, removal: member.account == me ? "Team verlassen" : "Aus dem Team nehmen",
                    promotable: leads && !member.lead && !member.disabled
                )
            },
            invited: Self.invited(team, manageable: leads),
            inviteForm: leads ? Self.invite(base, form, problems, context, first: false) : nil, namingForm: nil, leads: leads,
            alone: team.members.count == 1
        )
    }

    /// As staff see it.
    init(_ team: Team, form: FormFields, problems: FormProblems, context: StaffContext) {
        let base = "/verwaltung/kommunen/\(team.municipality)"
        let candidates = team.members.filter { !$0.lead && !$0.disabled }
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
            inviteForm: Self.invite(base, form, problems, context, first: !hasLead, forStaff: true),
            namingForm: candidates.isEmpty ? nil : NamingForm(
                action: base + "/leitung", hidden: FormHidden(context),
                member: FieldView(
                    "member", label: "Neue Leitung", choices: candidates.map { ($0.account.description, "\($0.name) (\($0.email))") },
                    chosen: form.all("member"), problems: problems
                ),
                reason: Self.reason("reason", hint: "Er steht im Protokoll.", form, problems)
            ),
            leads: false, alone: false
        )
    }

    private static func invited(_ team: Team, manageable: Bool) -> [Invited] {
        let clock = ZonedClock()
        return team.invited.map { person in
            Invited(
                id: person.id.description, name: person.name, email: person.email,
                until: (person.expired ? "abgelaufen am " : "gilt bis ") + clock.minute(person.expiresAt), manageable: manageable
            )
        }
    }

    private static func reason(_ name: String, label: String = "Grund", hint: String, _ form: FormFields, _ problems: FormProblems, required: Bool = true) -> FieldView {
        FieldView(
            name, label: label, hint: hint, value: form[name], problems: problems, maximum: ChangingTeam.maximumReasonCharacters, required: required
        )
    }

    private static func invite(
        _ base: String, _ form: FormFields, _ problems: FormProblems, _ context: some PageContext, first: Bool, forStaff: Bool = false
    ) -> InviteForm {
        let choosesPlace = forStaff && !first
        return InviteForm(
            action: base + "/einladen", hidden: FormHidden(context),
            name: FieldView("name", label: "Name", value: form["name"], problems: problems, autocomplete: "off"),
            email: FieldView("email", label: "E-Mail-Adresse", value: form["email"], problems: problems, type: "email", autocomplete: "off"),
            first: first,
            place: choosesPlace ? FieldView(
                "place", label: "Aufgabe", choices: [("member", "Mitglied"), ("lead", "Leitung")], chosen: form.has("place") ? form.all("place") : ["member"],
                problems: problems, hints: ["lead": "Löst die bisherige Leitung ab, sobald die Person annimmt."]
            ) : nil,
            reason: choosesPlace ? Self.reason(
                "inviteReason", label: "Warum die Leitung wechselt", hint: "Nur für die Leitung. Der Grund steht im Protokoll.", form, problems, required: false
            ) : nil
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
        guard let team else { throw PageNotFound() }
        guard let id = Invitation.ID(context.form["invitation"]) else { throw FormUnreadable() }
        guard team.invited.contains(where: { $0.id == id }) else { throw InvitationRefusal.notOpen }
        let operation = try context.form.operation(of: context.person)
        if context.form["action"] == "again" {
            try await gate(context).inviteAgain(id, by: context.person.caller, operation: operation)
            return "eingeladen"
        }
        try await gate(context).revokeInvitation(id, by: context.person.caller, operation: operation)
        return "zurueckgezogen"
    }
}

enum TeamWords {
    static func flash(_ code: String?) -> Frame.Flash? {
        switch code {
        case "eingeladen": Frame.Flash(kind: "success", text: "Die Person ist eingeladen. Sobald sie annimmt, gehört sie zum Team. Lorbeer verschickt noch keine E-Mails: Die Geschäftsstelle sendet ihr die Nachricht.")
        case "entfernt": Frame.Flash(kind: "success", text: "Die Person gehört nicht mehr zum Team.")
        case "leitung": Frame.Flash(kind: "success", text: "Das Team hat eine neue Leitung.")
        case "zurueckgezogen": Frame.Flash(kind: "success", text: "Die Einladung ist zurückgezogen.")
        default: nil
        }
    }
}

extension SecondStep {
    static func leaving(alone: Bool, back: String) -> SecondStep {
        SecondStep(
            heading: "Team verlassen?", text: "Sie sehen die Bewerbungen dieser Kommune dann nicht mehr.",
            warning: alone ? "Sie sind die einzige Person in diesem Team. Danach arbeitet niemand mehr an den Bewerbungen, bis die Geschäftsstelle wieder jemanden einlädt." : nil,
            button: "Team verlassen", back: back
        )
    }

    static func removing(_ name: String, back: String) -> SecondStep {
        SecondStep(
            heading: "\(name) aus dem Team nehmen?", text: "Die Person sieht die Bewerbungen dieser Kommune dann nicht mehr. Was sie geschrieben hat, bleibt.",
            button: "Aus dem Team nehmen", back: back
        )
    }

    static func handingOver(to name: String, back: String) -> SecondStep {
        SecondStep(
            heading: "Leitung an \(name) abgeben?", text: "Danach entscheidet \(name), wer zum Team gehört. Sie selbst bleiben Mitglied.",
            button: "Leitung abgeben", back: back
        )
    }
}
