import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/bewerbungen`: what is due for a person's municipalities, and starting an entry.
struct ApplicantHomeRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let applicants = router.group(context: ApplicantContext.self)
        applicants.get("/bewerbungen", use: home)
        applicants.get("/bewerbungen/neu", use: explain)
        applicants.post("/bewerbungen/neu", use: start)
    }

    private func home(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let home = try await services.store(context).applicantHome(context.person.caller)
        let sample = home.places.contains { $0.entries.contains { $0.round.rules.round.sampleData } || $0.openings.contains { $0.round.rules.round.sampleData } }
        let banner = sample ? "Mindestens eine dieser Runden ist eine Demonstration mit erfundenen Daten." : nil
        return try services.page(
            "applicant-home", ApplicantHomeContent(home, at: context.person.requestedAt),
            Page("Ihre Bewerbungen", sampleBanner: banner), context: context
        )
    }

    private func explain(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let query = request.uri.queryParameters
        guard let slug = query["runde"].map(String.init), let municipality = query["kommune"].map(String.init) else {
            return .seeOther("/bewerbungen")
        }
        let (place, opening) = try await opening(round: slug, municipality: municipality, context)
        return try services.page(
            "entry-start", EntryStartContent(place, opening, hidden: FormHidden(context)),
            Page("Bewerbung beginnen", in: opening.round, breadcrumb: [.init("Bewerbungen", "/bewerbungen"), .init("Bewerbung beginnen")]),
            context: context
        )
    }

    private func start(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        guard let round = try await services.store(context).round(slug: context.form["round"]),
            let municipality = Municipality.ID(context.form["municipality"])
        else { throw PageNotFound() }
        let started = try await services.store(context).startEntry(
            round: round.id, municipality: municipality, by: context.person.caller,
            operation: try context.form.operation(of: context.person)
        )
        return .seeOther("/bewerbungen/\(started.id)?meldung=begonnen")
    }

    private func opening(
        round slug: String, municipality: String, _ context: ApplicantContext
    ) async throws -> (ApplicantHome.Place, ApplicantHome.Opening) {
        let home = try await services.store(context).applicantHome(context.person.caller)
        guard let place = home.places.first(where: { $0.municipality.description == municipality }) else { throw PageNotFound() }
        if let opening = place.openings.first(where: { $0.round.slug == slug }) { return (place, opening) }
        if place.entries.contains(where: { $0.round.slug == slug }) { throw EntryRefusal.alreadyEntered }
        guard let round = try await services.store(context).round(slug: slug) else { throw PageNotFound() }
        try round.entryWindow.require(openAt: context.person.requestedAt)
        throw PageNotFound()
    }
}

struct EntryStartContent: ViewModel {
    let municipality: String
    let municipalityID: String
    let round: String
    let slug: String
    let deadline: String
    let explanation: String
    /// Why the municipality can't enter; nil where it can.
    let refusal: String?
    let sampleNotes: [String]
    let hidden: FormHidden

    init(_ place: ApplicantHome.Place, _ opening: ApplicantHome.Opening, hidden: FormHidden) {
        municipality = place.title.plain
        municipalityID = place.municipality.description
        round = opening.round.title
        slug = opening.round.slug
        deadline = opening.round.deadlineText
        sampleNotes = opening.round.rules.sampleNotes(for: "form")
        self.hidden = hidden
        switch opening.placement {
        case .success(let placement):
            explanation = SizeClassText.explanation(placement.figure, track: placement.track.code, in: opening.round.rules)
            refusal = nil
        case .failure(let problem):
            explanation = ""
            refusal = problem.sentence
        }
    }
}
