import AwardStore
import Awards
import Hummingbird

struct HomeContent: ViewModel {
    struct RoundItem: ViewModel {
        let title: String
        let state: String
        let tag: String
        let deadline: String
        let results: String?
        let sample: Bool
    }

    let rounds: [RoundItem]
    let signedIn: Bool
}

/// `/`: the rounds, for everyone; and where each person's way goes on after signing in.
struct HomeRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.get("/", use: home)
        router.group(context: PersonContext.self).get("/konto/start", use: start)
    }

    private func home(_ request: Request, _ context: AppContext) async throws -> Response {
        let rounds = try await services.store(context).rounds()
        let content = HomeContent(rounds: rounds.map(HomeContent.RoundItem.init), signedIn: context.signedIn != nil)
        return try services.page("home", content, Page("Wettbewerbe"), context: context)
    }

    private func start(_ request: Request, _ context: PersonContext) -> Response {
        let person = context.person
        if person.actor.readsRounds { return .seeOther("/verwaltung") }
        if services.store(context).permissions.mayLookAfterAccounts(person.actor) { return .seeOther("/verwaltung/konten") }
        if person.actor.isJuror { return .seeOther("/jury") }
        if person.actor.isApplicant { return .seeOther("/bewerbungen") }
        return .seeOther("/konto")
    }
}

extension HomeContent.RoundItem {
    init(_ round: RoundSummary) {
        title = round.title
        tag = round.state.rawValue
        state = round.state.germanName
        deadline = round.entryDeadline.german
        results = round.state == .published ? "/ergebnisse/\(round.slug)" : nil
        sample = round.sampleData
    }
}
