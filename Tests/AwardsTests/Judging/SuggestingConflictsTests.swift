import Awards
import Testing

@Suite("Suggesting conflicts")
struct SuggestingConflictsTests {
    private static func place(_ name: String, _ key: String, _ kind: Municipality.Kind = .gemeinde) -> KnownMunicipality {
        KnownMunicipality(id: .random(), key: key, title: MunicipalityTitle(kind: kind, displayName: name, designation: "Stadt", article: "die"))
    }

    private static let county = place("Landkreis Fürth", "09573", .landkreis)
    private static let town = place("Oberasbach", "09573122")
    private static let neighbour = place("Ansbach", "09561000")
    private static let elsewhere = place("Köln", "05315000")

    private static func juror(
        _ organisation: String = "", links: [JurorConnections.Link.Target] = [], memberships: Set<Municipality.ID> = [],
        past: [JurorConnections.PastEntry] = []
    ) -> JurorConnections {
        JurorConnections(
            juror: .random(), organisation: organisation,
            links: links.map { JurorConnections.Link(id: .random(), kind: .office, role: "Mitglied", target: $0) }, memberships: memberships, pastEntries: past
        )
    }

    private static func reaches(_ target: JurorConnections.Link.Target, _ entry: KnownMunicipality) -> ConflictSuggestion.Reach? {
        let found = SuggestingConflicts.suggestions(for: juror(links: [target]), entry: entry)
        guard case .link(_, let reach) = found.first?.reason else { return nil }
        return reach
    }

    @Test("a county covers its municipalities and no others; the other way round it is said differently")
    func counties() {
        #expect(Self.reaches(.municipality(Self.county), Self.town) == .countyOfEntry)
        #expect(Self.reaches(.municipality(Self.county), Self.neighbour) == nil)
        #expect(Self.reaches(.municipality(Self.county), Self.county) == .itself)
        #expect(Self.reaches(.municipality(Self.town), Self.county) == .insideCounty)
        #expect(Self.reaches(.municipality(Self.neighbour), Self.county) == nil)
        #expect(Self.reaches(.municipality(Self.town), Self.town) == .itself)
        #expect(Self.reaches(.municipality(Self.town), Self.neighbour) == nil)
    }

    @Test("a Land covers what lies in it")
    func laender() {
        let land = JurorConnections.Link.Target.land(code: "09", name: "Bayern")
        #expect(Self.reaches(land, Self.town) == .land && Self.reaches(land, Self.county) == .land && Self.reaches(land, Self.elsewhere) == nil)
    }

    @Test(
        "an institution and an organisation name a place by whole words, with ö as oe and without case",
        arguments: [
            ("Stadtwerke Köln GmbH", true), ("STADTWERKE KOELN", true), ("Verein „Köln-Nippes“", true), ("Kölner Rat", false), ("", false), ("Neukölln", false),
        ]
    )
    func names(text: String, expected: Bool) {
        #expect((Self.reaches(.institution(text), Self.elsewhere) == .named) == expected)
        let found = SuggestingConflicts.suggestions(for: Self.juror(text), entry: Self.elsewhere)
        #expect(found.map(\.reason) == (expected ? [.organisation(text)] : []))
    }

    @Test("an account that acts for the municipality, or did in an earlier round, is a reason")
    func accounts() {
        #expect(SuggestingConflicts.suggestions(for: Self.juror(memberships: [Self.town.id]), entry: Self.town).map(\.reason) == [.membership])
        let past = JurorConnections.PastEntry(municipality: Self.town.id, roundTitle: "Runde 2025", awarded: true)
        let juror = Self.juror(past: [past])
        #expect(SuggestingConflicts.suggestions(for: juror, entry: Self.town).map(\.reason) == [.pastEntry(roundTitle: "Runde 2025", awarded: true)])
        #expect(SuggestingConflicts.suggestions(for: juror, entry: Self.elsewhere) == [])
    }

    @Test("each suggestion has a source of its own, so that calling one false leaves the others")
    func sources() {
        let past = JurorConnections.PastEntry(municipality: Self.elsewhere.id, roundTitle: "Runde 2025", awarded: false)
        let juror = Self.juror(
            "Amt Köln", links: [.municipality(Self.elsewhere), .land(code: "05", name: "NRW"), .institution("Messe Köln")],
            memberships: [Self.elsewhere.id], past: [past]
        )
        let sources = SuggestingConflicts.suggestions(for: juror, entry: Self.elsewhere).map(\.source)
        #expect(sources.count == 6 && Set(sources).count == 6)
    }
}
