import AwardStore
import Awards
import Foundation
import HTTPTypes
import Hummingbird

/// `/verwaltung/{round}/jury`: the jury and its progress.
struct JuryRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let staff = router.group(context: StaffContext.self)
        router.group(context: OfficialContext.self).get("/verwaltung/{round}/jury", use: show)
        staff.post("/verwaltung/{round}/jury", use: addExisting)
        staff.post("/verwaltung/{round}/jury/konto", use: addNew)
        staff.post("/verwaltung/{round}/jury/vorsitz", use: nameChair)
    }

    private func show(_ request: Request, _ context: OfficialContext) async throws -> Response {
        try await page(request, context: context, flash: Self.flash(request.uri.queryParameters["meldung"].map(String.init)))
    }

    private func addExisting(_ request: Request, _ context: StaffContext) async throws -> Response {
        let round = try await services.round(context)
        var problems = FormProblems()
        let email = context.form["email"].trimmed
        if email.isEmpty { problems.add("email", "Bitte geben Sie die E-Mail-Adresse des Kontos ein.") }
        problems.checkOrganisation("organisation", context.form)
        do {
            guard problems.isEmpty else { throw problems }
            let added = try await services.store(context).addJuror(
                email: email, organisation: context.form["organisation"].trimmed, to: round.id, by: context.person.caller,
                operation: try context.form.operation(of: context.person)
            )
            return .seeOther("/verwaltung/\(round.slug)/jury?meldung=" + (added.invited ? "erneuert" : "neu"))
        } catch JurorRefusal.unknownAccount {
            problems.add("email", "Zu dieser Adresse gibt es kein Konto. Bitte prüfen Sie die Schreibweise oder legen Sie unten ein Konto an.")
        } catch let refusal as JurorRefusal where refusal != .roundClosed {
            problems.add("email", refusal.sentence)
        } catch is FormProblems {}
        return try await page(request, problems: problems, context: context)
    }

    private func addNew(_ request: Request, _ context: StaffContext) async throws -> Response {
        let round = try await services.round(context)
        let form = context.form
        var problems = FormProblems()
        problems.checkName("neu-name", form)
        if form["neu-email"].trimmed.isEmpty { problems.add("neu-email", "Bitte geben Sie die E-Mail-Adresse ein.") }
        problems.checkOrganisation("neu-organisation", form)
        do {
            guard problems.isEmpty else { throw problems }
            _ = try await services.store(context).addJuror(
                inviting: InvitedPerson(
                    email: form["neu-email"].trimmed, displayName: form["neu-name"].trimmed, sampleData: round.rules.round.sampleData
                ),
                organisation: form["neu-organisation"].trimmed, to: round.id, by: context.person.caller,
                operation: try form.operation(of: context.person)
            )
            return .seeOther("/verwaltung/\(round.slug)/jury?meldung=eingeladen")
        } catch AccountRefusal.emailTaken {
            problems.add("neu-email", "Zu dieser Adresse gibt es schon ein Konto. Fügen Sie die Person oben mit ihrer Adresse hinzu.")
        } catch AccountRefusal.emailUnreadable {
            problems.add("neu-email", "Das ist keine vollständige E-Mail-Adresse, zum Beispiel name@kommune.de.")
        } catch is FormProblems {}
        return try await page(request, problems: problems, context: context)
    }

    private func nameChair(_ request: Request, _ context: StaffContext) async throws -> Response {
        let round = try await services.round(context)
        guard let juror = Juror.ID(context.form["vorsitz"]) else {
            var problems = FormProblems()
            problems.add("vorsitz", "Bitte wählen Sie das Jurymitglied, das den Vorsitz hat.")
            return try await page(request, problems: problems, context: context)
        }
        do {
            let invited = try await services.store(context).nameChair(
                juror, of: round.id, by: context.person.caller, operation: try context.form.operation(of: context.person)
            )
            return .seeOther("/verwaltung/\(round.slug)/jury?meldung=vorsitz" + (invited ? "-erneuert" : ""))
        } catch ChairRefusal.ownAccount {
            let problems = FormProblems("vorsitz", ChairRefusal.ownAccount.sentence)
            return try await page(request, problems: problems, context: context)
        }
    }

    private func page(
        _ request: Request, problems: FormProblems = FormProblems(), context: some PageContext, flash: Frame.Flash? = nil
    ) async throws -> Response {
        let progress = try await services.progress(request, context)
        let content = JuryContent(progress, form: context.form, problems: problems, context: context)
        return try services.page(
            "jury", content, Page(staff: "Jury", in: progress.round, flash: flash), context: context,
            status: problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    private static func flash(_ code: String?) -> Frame.Flash? {
        switch code {
        case "neu": Frame.Flash(kind: "success", text: "Das Jurymitglied ist aufgenommen.")
        case "erneuert": Frame.Flash(
            kind: "success",
            text: "Das Jurymitglied ist aufgenommen. Was sein Konto bisher geöffnet hat, gilt nicht mehr. Es bekommt eine neue Einladung; bitten Sie die Administration, sie aus dem Postausgang zu senden."
        )
        case "vorsitz-erneuert": Frame.Flash(
            kind: "success",
            text: "Der Vorsitz ist gespeichert. Was das Konto dieser Person bisher geöffnet hat, gilt nicht mehr. Sie bekommt eine neue Einladung; bitten Sie die Administration, sie aus dem Postausgang zu senden."
        )
        case "vorsitz": Frame.Flash(kind: "success", text: "Der Vorsitz ist gespeichert.")
        case "eingeladen": Frame.Flash(kind: "success", text: "Das Jurymitglied ist aufgenommen. Bitten Sie die Administration, die Einladung aus dem Postausgang zu senden: Links zu Jurykonten liest nur sie.")
        case "geschlossen": Frame.Flash(kind: "success", text: "Die Bewertung ist abgeschlossen. Kein Bogen lässt sich mehr ändern; die Rangliste kann festgestellt werden.")
        default: nil
        }
    }
}

extension FormProblems {
    fileprivate mutating func checkOrganisation(_ field: String, _ form: FormFields) {
        if form[field].trimmed.count > 200 { add(field, "Die Organisation darf höchstens 200 Zeichen lang sein.") }
    }
}

extension Services {
    /// The round in the address.
    func round(_ context: some PageContext) async throws -> LoadedRound {
        guard let round = try await store(context).round(slug: try context.text("round")) else { throw PageNotFound() }
        return round
    }

    /// The jury's progress for the class and page asked for.
    func progress(_ request: Request, _ context: some PageContext) async throws -> JudgingProgress {
        let round = try await round(context)
        let track = request.uri.queryParameters["klasse"].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
        let number = request.uri.queryParameters["seite"].flatMap { Int($0) } ?? 1
        guard track == nil || round.rules.track(track ?? "") != nil, (1...100_000).contains(number) else { throw PageNotFound() }
        let jurors = try await store(context).jurors(of: round.id).count
        let page = EntryPage(track: track, number: number, size: ProgressMatrix.entriesPerPage(jurors: jurors))
        guard let progress = try await store(context).judgingProgress(slug: round.slug, page: page) else { throw PageNotFound() }
        return progress
    }
}

extension JurorRefusal: ShownRefusal {
    var status: HTTPResponse.Status { self == .unknownAccount ? .unprocessableContent : .conflict }

    var heading: String { "Das Jurymitglied wurde nicht aufgenommen" }

    var sentence: String {
        switch self {
        case .roundClosed: "Die Bewertung dieser Runde ist abgeschlossen."
        case .unknownAccount: "Zu dieser Adresse gibt es kein Konto."
        case .alreadyOnJury: "Diese Person sitzt schon in der Jury dieser Runde."
        case .ownAccount: "In die Jury nimmt sich niemand selbst auf. Bitte lassen Sie das eine Kollegin oder einen Kollegen der Geschäftsstelle tun."
        case .auditor: "Dieses Konto hat die Rolle „Prüfung“ oder ist dafür eingeladen. Wer prüft, sitzt in keiner Jury."
        }
    }
}
