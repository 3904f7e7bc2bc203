import AwardStore
import Awards

/// What `/verwaltung/{round}/jury` shows: who judges and how far they are; never points.
struct JuryContent: ViewModel {
    struct Member: ViewModel {
        let name: String
        let organisation: String
        let email: String
        let chair: Bool
        let linksHref: String
        let assigned: Int
        let notStarted: Int
        let draft: Int
        let final: Int
        let abstained: Int
        let recused: Int
        let meterID: String
        let finished: Int
        let expected: Int
        let meter: String?
    }

    struct ChairForm: ViewModel {
        let action: String
        let hidden: FormHidden
        let juror: FieldView
    }

    struct Forms: ViewModel {
        let existing: Existing
        let new: New
    }

    struct Existing: ViewModel {
        let action: String
        let hidden: FormHidden
        let email: FieldView
        let organisation: FieldView
    }

    struct New: ViewModel {
        let action: String
        let hidden: FormHidden
        let name: FieldView
        let email: FieldView
        let organisation: FieldView
    }

    let roundTabs: RoundTabs
    let errors: [ErrorItem]
    let slug: String
    let members: [Member]
    let membersCaption: String
    let matrix: ProgressMatrix
    let mayAssign: Bool
    /// nil once scoring is closed.
    let forms: Forms?
    /// nil once the result is published, or without a member.
    let chairForm: ChairForm?
    let closedAt: String?

    init(_ progress: JudgingProgress, form: FormFields = FormFields(), problems: FormProblems = FormProblems(), context: some PageContext) {
        let round = progress.round
        roundTabs = RoundTabs(slug: round.slug, current: .jury)
        errors = problems.items
        slug = round.slug
        members = progress.jurors.map { Member($0, slug: round.slug) }
        membersCaption = progress.jurors.count.counted("Jurymitglied", "Jurymitglieder", none: "Kein Jurymitglied")
        matrix = ProgressMatrix(progress, path: "/verwaltung/\(round.slug)/jury")
        mayAssign = context.app.mayRunRounds
        forms = round.state == .open && mayAssign ? Forms(round.slug, form: form, problems: problems, context: context) : nil
        chairForm = !mayAssign || round.state == .published || progress.jurors.isEmpty ? nil : ChairForm(
            action: "/verwaltung/\(round.slug)/jury/vorsitz", hidden: FormHidden(context),
            juror: FieldView(
                "vorsitz", label: "Vorsitz", hint: "Der Vorsitz entscheidet über Befangenheit. Punkte anderer sieht er vor dem Ende der Bewertung nicht.",
                choices: [("", "Bitte wählen")] + progress.jurors.map { ($0.id.description, $0.name) },
                chosen: [progress.jurors.first(where: \.isChair)?.id.description ?? ""], problems: problems
            )
        )
        closedAt = round.scoringClosedAt.map(ZonedClock(round.rules.round.timeZone).minute)
    }
}

extension JuryContent.Member {
    fileprivate init(_ member: JudgingProgress.Member, slug: String) {
        name = member.name
        chair = member.isChair
        linksHref = "/verwaltung/\(slug)/jury/\(member.id)/verbindungen"
        organisation = member.organisation
        email = member.email
        assigned = member.counts.assigned
        notStarted = member.counts.notStarted
        draft = member.counts.draft
        final = member.counts.final
        abstained = member.counts.abstained
        recused = member.counts.recused
        meterID = "stand-\(member.id)"
        finished = member.counts.finished
        expected = member.counts.expected
        meter = member.counts.expected == 0 ? nil : "\(member.counts.finished.grouped) von \(member.counts.expected.grouped)"
    }
}

extension JuryContent.Forms {
    fileprivate init(_ slug: String, form: FormFields, problems: FormProblems, context: some PageContext) {
        let organisationHint = "Zum Beispiel der Verband oder das Amt, für das die Person in der Jury sitzt."
        existing = JuryContent.Existing(
            action: "/verwaltung/\(slug)/jury", hidden: FormHidden(context),
            email: FieldView("email", label: "E-Mail-Adresse des Kontos", value: form["email"], problems: problems, type: "email", autocomplete: "off"),
            organisation: FieldView("organisation", label: "Organisation", hint: organisationHint, value: form["organisation"], problems: problems, required: false)
        )
        new = JuryContent.New(
            action: "/verwaltung/\(slug)/jury/konto", hidden: FormHidden(context),
            name: FieldView("neu-name", label: "Name", hint: "So, wie die Person angesprochen wird.", value: form["neu-name"], problems: problems, autocomplete: "off"),
            email: FieldView("neu-email", label: "E-Mail-Adresse", value: form["neu-email"], problems: problems, type: "email", autocomplete: "off"),
            organisation: FieldView("neu-organisation", label: "Organisation", hint: organisationHint, value: form["neu-organisation"], problems: problems, required: false)
        )
    }
}
