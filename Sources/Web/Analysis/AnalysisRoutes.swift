import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/verwaltung/{round}/analyse`: how firmly the ranking of each size class stands.
struct AnalysisRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.group(context: OfficialContext.self).get("/verwaltung/{round}/analyse", use: show)
    }

    private func show(_ request: Request, _ context: OfficialContext) async throws -> Response {
        let slug = try context.text("round")
        let analysis: RoundAnalysis?
        do {
            analysis = try await services.store(context).roundAnalysis(slug: slug)
        } catch PrizeRefusal.scoringOpen {
            guard let round = try await services.store(context).round(slug: slug) else { throw PageNotFound() }
            return try services.page("analysis", AnalysisContent(waiting: round), page(round), context: context)
        }
        guard let analysis else { throw PageNotFound() }
        let content = AnalysisContent(analysis, shownTrack: request.uri.queryParameters["klasse"].map(String.init))
        return try services.page("analysis", content, page(analysis.round), context: context)
    }

    private func page(_ round: LoadedRound) -> Page {
        Page.prizes(round, title: "Analyse")
    }
}
