import AwardStore
import Awards
import HTTPTypes
import Hummingbird
import NIOCore

/// `/ergebnisse/{round}`: the published result, for everyone.
struct ResultRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.get("/ergebnisse/{round}", use: show)
        router.get("/ergebnisse/{round}/ergebnis.json", use: download)
    }

    private func show(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let results = try await services.store(context).publicResults(slug: try context.text("round")) else { throw PageNotFound() }
        let round = results.round
        let checkpoint = try await services.store(context).publicationCheckpoint(of: round.id)
        let verification = checkpoint.map { ResultsContent.Verification(slug: round.slug, checkpoint: $0, publicKey: services.recordKey.description) }
        let page = Page(
            "Ergebnis: \(round.title)", roundName: round.title, sampleBanner: round.sampleBanner,
            breadcrumb: [Frame.Crumb("Wettbewerbe", "/"), Frame.Crumb("Ergebnis")]
        )
        return try services.page("results", ResultsContent(results, verification: verification), page, context: context)
    }

    private func download(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.text("round")
        guard let result = try await services.store(context).exportedResult(slug: slug) else { throw PageNotFound() }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8",
                .contentDisposition: "attachment; filename=\"\(slug)-ergebnis.json\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try result.json()))
        )
    }
}
