import AwardStore
import Awards
import Foundation
import HTTPTypes
import Hummingbird

/// `/bewerbungen/{entry}/pruefen` and `/beleg`: reviewing, submitting, and the receipt.
struct SubmitRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let applicants = router.group(context: ApplicantContext.self)
        applicants.get("/bewerbungen/{entry}/pruefen", use: review)
        applicants.post("/bewerbungen/{entry}/pruefen", use: submit)
        applicants.get("/bewerbungen/{entry}/beleg", use: receipt)
    }

    private func review(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let detail = try await services.ownEntry(context)
        guard detail.isEditable else { return .seeOther("/bewerbungen/\(detail.head.id)") }
        return try page(detail, problems: FormProblems(), notice: nil, context, status: .ok)
    }

    private func submit(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let detail = try await services.ownEntry(context)
        let receipt = "/bewerbungen/\(detail.head.id)/beleg?meldung=eingereicht"
        var problems = FormProblems()
        if context.form["declaration"] != "yes" {
            problems.add("declaration", "Bitte bestätigen Sie, dass Sie die Bewerbung einreichen dürfen und die Angaben richtig sind.")
            guard detail.head.state != .draft else {
                return try page(detail, problems: problems, notice: nil, context, status: .unprocessableContent)
            }
        }
        do {
            _ = try await services.store(context).submitEntry(
                entry: detail.head.id, reviewed: try context.form.revision(), by: context.person.caller,
                operation: try context.form.operation(of: context.person)
            )
            return .seeOther(receipt)
        } catch EntryRefusal.incomplete, EntryRefusal.changedSinceReview {
            let fresh = try await services.ownEntry(context)
            let notice = fresh.gaps.isEmpty ? EntryRefusal.changedSinceReview.sentence : "Es fehlen noch Angaben. Gespeichert ist alles; eingereicht wurde nichts."
            return try page(fresh, problems: FormProblems(), notice: notice, context, status: .unprocessableContent)
        } catch let refusal as EntryRefusal where [.deadlinePassed, .roundNotOpen, .callNotOpened].contains(refusal) {
            return try page(detail, problems: FormProblems(), notice: nil, context, status: refusal.status)
        } catch EntryRefusal.notDraft {
            return .seeOther("/bewerbungen/\(detail.head.id)")
        }
    }

    private func page(
        _ detail: EntryDetail, problems: FormProblems, notice: String?, _ context: ApplicantContext, status: HTTPResponse.Status
    ) throws -> Response {
        let content = ReviewContent(
            detail, at: context.person.requestedAt, problems: problems, notice: notice, hidden: FormHidden(context, revision: detail.stamp)
        )
        return try services.page("entry-review", content, Page("Prüfen und einreichen", entry: detail), context: context, status: status)
    }

    private func receipt(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let detail = try await services.ownEntry(context)
        let proof = try await services.store(context).proof(ofEntry: detail.head.id)
        guard let content = ReceiptContent(detail, proof: proof) else { throw PageNotFound() }
        let flash = request.uri.queryParameters["meldung"] == "eingereicht"
            ? Frame.Flash(kind: "success", text: "Ihre Bewerbung ist eingereicht.") : nil
        return try services.page("entry-receipt", content, Page("Eingangsbestätigung", entry: detail, flash: flash), context: context)
    }
}

/// Everything once more before it is handed in.
struct ReviewContent: ViewModel {
    let municipality: String
    let status: String
    let tag: String
    let deadline: String
    let errors: [ErrorItem]
    let notice: String?
    let gaps: [GapItem]
    let explanation: String
    let content: EntryContentView
    /// Why it can't be submitted any more; nil while it can.
    let late: String?
    /// Nothing is missing and the deadline has not passed.
    let ready: Bool
    let action: String
    let back: String
    let declaration: FieldView
    let hidden: FormHidden
    let steps: [EntryStep]

    init(_ detail: EntryDetail, at now: Date, problems: FormProblems, notice: String?, hidden: FormHidden) {
        let complete = detail.gaps.isEmpty
        municipality = detail.head.title.plain
        status = complete ? "Vollständig" : "Noch nicht vollständig"
        tag = complete ? "final" : "missing"
        deadline = detail.round.deadlineText
        errors = problems.items
        self.notice = notice
        gaps = detail.gaps.all.map { GapItem($0, in: detail) }
        explanation = SizeClassText.explanation(detail.head.figure, track: detail.head.track, in: detail.round.rules)
        content = EntryContentView(detail.content)
        switch detail.round.entryWindow.phase(at: now) {
        case .open: late = nil
        case .beforeCall: late = EntryRefusal.callNotOpened.sentence
        case .afterDeadline: late = EntryRefusal.deadlinePassed.sentence
        case .roundClosed: late = EntryRefusal.roundNotOpen.sentence
        }
        ready = complete && late == nil
        back = "/bewerbungen/\(detail.head.id)"
        action = back + "/pruefen"
        declaration = FieldView(
            "declaration", label: "Erklärung",
            choices: [("yes", "Ich darf diese Bewerbung für die Kommune „\(detail.head.title.plain)“ einreichen, und die Angaben sind richtig.")], chosen: [],
            problems: problems, type: "checkbox"
        )
        self.hidden = hidden
        steps = detail.steps(current: "pruefen")
    }
}

/// What a municipality keeps as proof.
struct ReceiptContent: ViewModel {
    let round: String
    let municipality: String
    let key: String
    let land: String
    let trackTitle: String
    let explanation: String
    let number: String
    let submittedAt: String
    let submittedBy: String
    let hash: String
    let deadline: String
    let state: String
    let tag: String
    let measures: String
    let back: String
    /// nil for an entry from before acts were recorded in a chain.
    let proof: ProofView?

    /// nil for an entry that was not submitted.
    init?(_ detail: EntryDetail, proof: EventProof?) {
        guard let number = detail.head.number, let submittedAt = detail.head.submittedAt, let hash = detail.head.contentHash else { return nil }
        round = detail.round.title
        municipality = detail.head.title.plain
        key = detail.head.body.key
        land = detail.head.body.land
        trackTitle = detail.round.rules.track(detail.head.track)?.title ?? detail.head.track
        explanation = SizeClassText.explanation(detail.head.figure, track: detail.head.track, in: detail.round.rules)
        self.number = detail.round.entryNumber(number)
        self.submittedAt = detail.round.clock.second(submittedAt)
        submittedBy = detail.head.submittedBy ?? ""
        self.hash = hash
        deadline = detail.round.deadlineText
        state = detail.head.state.germanName
        tag = detail.head.state.rawValue
        measures = detail.content.measures.count.grouped
        back = "/bewerbungen/\(detail.head.id)"
        self.proof = proof.map { ProofView($0, download: "/bewerbungen/\(detail.head.id)/beleg/nachweis.json", fileName: ProofView.fileName(ofEntry: detail.head.number)) }
    }
}
