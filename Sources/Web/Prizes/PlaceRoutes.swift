import AwardStore
import Awards
import Hummingbird

/// `/verwaltung/{round}/rangliste/{entry}`: how an entry's place came about.
struct PlaceRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.group(context: OfficialContext.self).get("/verwaltung/{round}/rangliste/{entry}", use: show)
    }

    private func show(_ request: Request, _ context: OfficialContext) async throws -> Response {
        let entry: Entry.ID = try context.identifier("entry")
        guard let place = try await services.store(context).placeExplanation(slug: try context.text("round"), entry: entry) else {
            throw PageNotFound()
        }
        let name = place.row.municipality.title.plain
        let page = Page(
            "So kam der Platz zustande: \(name)", roundName: place.round.title, sampleBanner: place.round.sampleBanner,
            breadcrumb: [
                .init("Verwaltung", "/verwaltung"), .init(place.round.title, "/verwaltung/\(place.round.slug)"),
                .init("Rangliste", "/verwaltung/\(place.round.slug)/rangliste"), .init(name),
            ]
        )
        return try services.page("place", PlaceContent(place), page, context: context)
    }
}
