import AwardStore
import Awards
import HTTPTypes
import Hummingbird
import NIOCore

/// The proof that an act is in the record: for a municipality that of its entry, for a juror that of a finished sheet.
struct ProofRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.group(context: ApplicantContext.self).get("/bewerbungen/{entry}/beleg/nachweis.json", use: entryFile)
        let jury = router.group(context: JurorContext.self)
        jury.get("/jury/{assignment}/nachweis", use: sheet)
        jury.get("/jury/{assignment}/nachweis.json", use: sheetFile)
    }

    private func entryFile(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let entry = try await services.ownEntry(context).head
        return try file(try await services.store(context).proof(ofEntry: entry.id), name: ProofView.fileName(ofEntry: entry.number))
    }

    private func sheet(_ request: Request, _ context: JurorContext) async throws -> Response {
        let assignment: Assignment.ID = try context.identifier("assignment")
        guard let access = try await services.store(context).sheetAccess(assignment, of: context.person.account), case .open(let sheet) = access,
            let proof = try await services.store(context).proof(ofSheet: assignment, of: context.person.account)
        else { throw PageNotFound() }
        let name = access.head.municipality.plain
        let content = SheetProofContent(
            municipality: name, finishedState: sheet.step.ownName, back: "/jury/\(assignment)/bogen",
            proof: ProofView(proof, download: "/jury/\(assignment)/nachweis.json", fileName: ProofView.sheetFileName)
        )
        let page = Page("Nachweis: \(name)", in: access.head.round, breadcrumb: [.init(name, content.back), .init("Nachweis")])
        return try services.page("sheet-proof", content, page, context: context)
    }

    private func sheetFile(_ request: Request, _ context: JurorContext) async throws -> Response {
        let assignment: Assignment.ID = try context.identifier("assignment")
        let proof = try await services.store(context).proof(ofSheet: assignment, of: context.person.account)
        return try file(proof, name: ProofView.sheetFileName)
    }

    private func file(_ proof: EventProof?, name: String) throws -> Response {
        guard case .proved(let receipt, _) = proof else { throw PageNotFound() }
        return .download(try receipt.file(), type: "application/json; charset=utf-8", name: name)
    }
}

/// `/jury/{assignment}/nachweis`
struct SheetProofContent: ViewModel {
    let municipality: String
    let finishedState: String
    let back: String
    let proof: ProofView
}

extension Response {
    /// A file to keep.
    static func download(_ text: String, type: String, name: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .contentDisposition: "attachment; filename=\"\(name)\""],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
