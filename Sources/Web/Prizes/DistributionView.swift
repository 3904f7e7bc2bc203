import AwardStore
import Awards

/// The computed prizes, adding up.
struct DistributionView: ViewModel {
    struct Track: ViewModel {
        let title: String
        let rows: [Row]
        let sum: String
    }

    struct Row: ViewModel {
        let name: String
        let rank: String
        let shared: Bool
        let how: String
        let cents: String
    }

    struct Special: ViewModel {
        let title: String
        let names: String
        let parts: String
        let cents: String
    }

    let tracks: [Track]
    let special: [Special]
    let notes: [String]
    let budget: String
    let total: String
    let rest: String
    let addsUp: Bool
}

extension DistributionView {
    init(_ prizes: ComputedPrizes, decision: PlannedDecision, entries: [RankedMunicipality], rules: RoundRules) {
        var names: [Entry.ID: String] = [:]
        for entry in entries { names[entry.entry] = entry.title.plain }
        func name(_ entry: Entry.ID) -> String { names[entry] ?? "–" }
        tracks = prizes.tracks.compactMap { track in
            rules.track(track.track).map { rules in
                Track(title: rules.title, rows: zip(track.places.indices, track.places).map { index, place in
                    Row(
                        name: name(place.entry), rank: String(place.rank), shared: place.isShared,
                        how: PrizeWords(track: track, ladder: rules.placesCents, isSet: !decision.amounts.isEmpty).how(index), cents: place.cents.euroText
                    )
                }, sum: track.cents.euroText)
            }
        }
        special = prizes.special.map { prize in
            Special(
                title: rules.prizes.special.first { $0.code == prize.prize }?.title ?? prize.prize,
                names: prize.parts.map { name($0.entry) }.germanList + (prize.parts.count > 1 ? " gemeinsam" : ""),
                parts: prize.parts.count > 1 ? prize.parts.map(\.cents.euroText).joined(separator: " + ") : "",
                cents: prize.cents.euroText
            )
        }
        notes = prizes.notes.map { note in
            switch note {
            case .leftoverCent(let entry, _): "\(name(entry)) erhält einen Cent mehr, weil sich der Betrag nicht ohne Rest teilen lässt."
            case .lot(let order): "Das Los hat diese Reihenfolge bestimmt: \(order.map(name).joined(separator: ", "))."
            }
        }
        budget = prizes.budgetCents.euroText
        total = prizes.totalCents.euroText
        rest = prizes.unallocatedCents.euroText
        addsUp = prizes.unallocatedCents == 0
    }
}

/// How a place's amount came about.
struct PrizeWords {
    let track: ComputedPrizes.Track
    /// In cents, first place first.
    let ladder: [Int]
    /// The jury set the amounts.
    let isSet: Bool

    /// - Parameter index: of the place in the track.
    func how(_ index: Int) -> String {
        let place = track.places[index]
        if isSet { return "von der Jury gesetzt" }
        let first = track.places.firstIndex { $0.rank == place.rank } ?? index
        let group = track.places.count { $0.rank == place.rank }
        let covered = ladder.dropFirst(first).prefix(group)
        guard group > 1 else { return "\(first + 1). Preis" }
        // A fixed amount per rank is not pooled.
        guard abs(covered.reduce(0, +) / group - place.cents) <= 1 else { return "Preis des \(place.rank). Platzes" }
        let sum = covered.map(\.euroField).joined(separator: " + ")
        return (covered.count > 1 ? "(\(sum))" : sum) + " ÷ \(group)"
    }
}
