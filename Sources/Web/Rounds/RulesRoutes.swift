import AwardStore
import Awards
import HTTPTypes
import Hummingbird
import NIOCore

/// `/verwaltung/{round}/regeln`: a round's rules, their versions, and a form for a new one.
struct RulesRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let official = router.group(context: OfficialContext.self)
        let staff = router.group(context: StaffContext.self)
        official.get("/verwaltung/{round}/regeln", use: show)
        staff.post("/verwaltung/{round}/regeln", use: change)
        official.get("/verwaltung/{round}/regeln/datei", use: file)
    }

    private static let flashes: [String: Frame.Flash] = [
        "gespeichert": Frame.Flash(kind: "success", text: "Die neue Regelfassung gilt ab sofort."),
        "unveraendert": Frame.Flash(kind: "info", text: "Die Datei sagt dasselbe wie die geltende Fassung. Es wurde nichts geändert."),
    ]

    private func show(_ request: Request, _ context: OfficialContext) async throws -> Response {
        let flash = request.uri.queryParameters["meldung"].flatMap { Self.flashes[String($0)] }
        return try await page(try context.text("round"), form: nil, problems: [], flash: flash, context: context, status: .ok)
    }

    private func page(
        _ slug: String, form: FormFields?, problems: [String], flash: Frame.Flash? = nil, context: some PageContext, status: HTTPResponse.Status
    ) async throws -> Response {
        guard let history = try await services.store(context).rulesHistory(slug: slug) else { throw PageNotFound() }
        let current = history.round.rulesVersion
        let hidden = form.map { FormHidden(context, repeating: $0, revision: current) } ?? FormHidden(context, revision: current)
        let content = RulesContent(
            history, form: RulesContent.Form(hidden: hidden, slug: slug, text: form?["datei"] ?? history.source, problems: problems, isKept: form != nil),
            mayChange: context.app.mayRunRounds
        )
        return try services.page("round-rules", content, Page(staff: "Regeln", in: history.round, flash: flash), context: context, status: status)
    }

    private func change(_ request: Request, _ context: StaffContext) async throws -> Response {
        let slug = try context.text("round")
        guard try await services.store(context).round(slug: slug) != nil else { throw PageNotFound() }
        let form = context.form
        let source = form["datei"]
        do {
            let rules = try RoundFile.read(source, name: "\(slug).yaml")
            guard rules.round.slug == slug else {
                throw FileProblems(
                    file: "\(slug).yaml",
                    problems: [.init(line: 1, path: "round.slug", message: "Die Datei gehört zur Runde „\(rules.round.slug)“, nicht zu „\(slug)“.")]
                )
            }
            let outcome = try await services.store(context).changeRules(
                rules, source: source, from: try form.revision(), operation: try form.operation(of: context.person), caller: context.person.caller
            )
            return .seeOther("/verwaltung/\(slug)/regeln?meldung=\(outcome.changed ? "gespeichert" : "unveraendert")")
        } catch let problems as FileProblems {
            let lines = problems.problems.map { "Zeile \($0.line.grouped): \($0.sentence)" }
            return try await page(slug, form: form, problems: lines, context: context, status: .unprocessableContent)
        } catch let refusal as RulesRefusal {
            return try await page(slug, form: form, problems: [refusal.sentence], context: context, status: .conflict)
        } catch let meanwhile as RulesChangedMeanwhile {
            let sentence = "Inzwischen gilt Regelfassung \(meanwhile.current). Bitte laden Sie deren Datei herunter und übertragen Sie Ihre Änderungen. Ihr Text steht unverändert im Feld."
            return try await page(slug, form: form, problems: [sentence], context: context, status: .conflict)
        }
    }

    private func file(_ request: Request, _ context: OfficialContext) async throws -> Response {
        let slug = try context.text("round")
        guard let version = request.uri.queryParameters["fassung"].flatMap({ Int($0) }), (1...1_000_000).contains(version),
            let source = try await services.store(context).rulesSource(slug: slug, version: version)
        else { throw PageNotFound() }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/yaml; charset=utf-8",
                .contentDisposition: "attachment; filename=\"\(slug)-fassung-\(version).yaml\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: source))
        )
    }
}
