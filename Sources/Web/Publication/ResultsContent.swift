import AwardStore
import Awards

/// A published result as it is read.
struct ResultsContent: ViewModel {
    struct Place: ViewModel {
        let first: Bool
        let rank: Int
        let name: String
        let meta: String
        let amount: String
    }

    struct Track: ViewModel {
        let id: String
        let title: String
        let meta: String
        let equal: Bool
        let places: [Place]
    }

    struct Special: ViewModel {
        let title: String
        let name: String
        let meta: String
        let amount: String
    }

    /// What everyone needs to check the result on their own.
    struct Verification: ViewModel {
        let bundle: String
        let checkpoint: String
        let publicKey: String

        init(slug: String, checkpoint: String, publicKey: String) {
            bundle = "/ergebnisse/\(slug)/bundle.json"
            self.checkpoint = checkpoint
            self.publicKey = publicKey
        }
    }

    let roundTitle: String
    let dateline: String
    let lead: String
    let tracks: [Track]
    let special: [Special]
    let budget: String
    let total: String
    let rest: String
    let addsUp: Bool
    /// How the result came about, in sentences.
    let method: [String]
    let samples: [String]
    let download: String
    /// nil for a round published before acts were chained and signed.
    let verification: Verification?
}

extension ResultsContent {
    init(_ results: PublicResults, verification: Verification?) {
        self.verification = verification
        let round = results.round
        let words = ResultWords(results)
        let clock = ZonedClock(round.rules.round.timeZone)
        roundTitle = round.title
        dateline = ["Bekannt gegeben am \(clock.day(results.publishedAt))", words.prizeCount, results.totalCents.euroText].joined(separator: " · ")
        lead = words.lead
        tracks = results.tracks.filter { !$0.places.isEmpty }.map { Track($0, withEntries: results.hasRanking) }
        special = results.special.map(Special.init)
        budget = results.budgetCents.euroText
        total = results.totalCents.euroText
        rest = results.unallocatedCents.euroText
        addsUp = results.unallocatedCents == 0
        method = words.method
        let rules = round.rules
        samples = rules.sampleNotes(for: "tracks") + rules.sampleNotes(for: "prizes")
            + (results.hasRanking ? rules.sampleNotes(for: "rubric") + rules.sampleNotes(for: "ranking") : [])
        download = "/ergebnisse/\(round.slug)/ergebnis.json"
    }
}

extension ResultsContent.Track {
    init(_ track: PublicResults.Track, withEntries: Bool) {
        id = "klasse-" + track.rules.code
        title = track.rules.title
        let entries = withEntries ? track.entries.counted("Bewerbung", "Bewerbungen") : ""
        meta = [track.rules.populationText, entries].filter { !$0.isEmpty }.joined(separator: " · ")
        equal = track.places.first?.isShared ?? false
        places = track.places.map { place in
            let shared = place.isShared ? "Platz geteilt" : ""
            return ResultsContent.Place(
                first: place.rank == 1 && !place.isShared, rank: place.rank, name: place.laureate.title.plain,
                meta: [place.laureate.origin, shared].filter { !$0.isEmpty }.joined(separator: " · "), amount: place.laureate.cents.euroText
            )
        }
    }
}

extension ResultsContent.Special {
    init(_ special: PublicResults.Special) {
        title = special.rules.title
        name = special.laureates.map(\.title.plain).germanList
        amount = special.cents.euroText
        guard special.laureates.count > 1 else {
            meta = special.laureates.first?.origin ?? ""
            return
        }
        let parts = Set(special.laureates.map(\.cents))
        meta = parts.count == 1
            ? "gemeinsam, je \(special.laureates[0].cents.euroText)"
            : "gemeinsam: " + special.laureates.map { "\($0.title.plain) \($0.cents.euroText)" }.germanList
    }
}

extension PublicResults.Laureate {
    /// "Bayern · 40.000 Einwohner*innen"
    fileprivate var origin: String {
        [land, population.map { $0.grouped + " Einwohner*innen" } ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
