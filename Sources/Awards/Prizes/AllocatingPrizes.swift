import ScoringEngine

/// From a decision to amounts by the round's rules: each size class by its ladder, special prizes by their shares, and
/// the budget over all.
public enum AllocatingPrizes {
    /// - Parameter decision: accepted by ``DecidingPlaces``.
    /// - Throws: ``PrizeRefusal/aboveBudget(overCents:)``, ``PrizeRefusal/notComputable(_:)``.
    public static func compute(_ decision: PlannedDecision, rules: RoundRules) throws(PrizeRefusal) -> ComputedPrizes {
        var tracks: [ComputedPrizes.Track] = []
        var notes: [ComputedPrizes.Note] = []
        for track in rules.tracks {
            let groups = decision.groups(of: track.code)
            guard !groups.isEmpty else { continue }
            let result = try allocated(input(groups, track, decision, rules))
            tracks.append(ComputedPrizes.Track(track: track.code, places: places(result, ladder: track.placesCents.count)))
            notes += result.notes.compactMap(ComputedPrizes.Note.init)
        }
        let special = try allocated(specialInput(decision, rules))
        notes += special.notes.compactMap(ComputedPrizes.Note.init)
        let prizes = special.special.map { award in
            ComputedPrizes.Special(prize: award.prize, parts: award.parts.compactMap { part in
                Entry.ID(part.entry).map { ComputedPrizes.Special.Part(entry: $0, cents: part.cents) }
            })
        }
        let total = tracks.reduce(0) { $0 + $1.cents } + special.totalCents
        guard total <= rules.budgetCents else { throw .aboveBudget(overCents: total - rules.budgetCents) }
        return ComputedPrizes(
            tracks: tracks, special: prizes, notes: notes, budgetCents: rules.budgetCents, totalCents: total,
            unallocatedCents: rules.budgetCents - total
        )
    }

    private static func input(
        _ groups: [[Entry.ID]], _ track: TrackRules, _ decision: PlannedDecision, _ rules: RoundRules
    ) -> AllocateInput {
        let placed = Set(groups.joined())
        var set: [String: Int] = [:]
        for amount in decision.amounts where placed.contains(amount.entry) { set[amount.entry.description] = amount.cents }
        let undecided = rules.prizes.ties == .jurySet && set.isEmpty
        // The budget holds over all size classes together, so it is checked on their sum.
        return AllocateInput(
            budgetCents: Limits.cents, ladderCents: track.placesCents,
            ties: undecided ? .pooledSplit : rules.prizes.ties, ranking: rules.ranking.style,
            places: groups.map { $0.map(\.description) }, setCents: set,
            reason: set.isEmpty ? nil : decision.reason, lotSeed: rules.prizes.ties == .lot ? rules.ranking.lotSeed : nil
        )
    }

    private static func specialInput(_ decision: PlannedDecision, _ rules: RoundRules) -> AllocateInput {
        let special = rules.prizes.special.compactMap { prize -> SpecialPrize? in
            guard let given = decision.special.first(where: { $0.prize == prize.code }), !given.recipients.isEmpty else { return nil }
            return SpecialPrize(prize: prize.code, cents: prize.amountCents, recipients: given.recipients.map {
                SpecialPrize.Recipient(
                    entry: $0.entry.description, share: FixedPoint(micros: Int64($0.share) * FixedPoint.microsPerUnit)
                )
            })
        }
        return AllocateInput(
            budgetCents: rules.budgetCents, ladderCents: [], ties: .pooledSplit, ranking: rules.ranking.style, places: [], special: special
        )
    }

    /// Lots may send members of a group beyond the ladder; without a prize they have no award.
    private static func places(_ result: AllocateResult, ladder: Int) -> [ComputedPrizes.Place] {
        var holders: [Int: Int] = [:]
        for award in result.awards { holders[award.rank, default: 0] += 1 }
        return result.awards.compactMap { award in
            guard award.rank <= ladder || award.cents > 0, let entry = Entry.ID(award.entry) else { return nil }
            return ComputedPrizes.Place(
                entry: entry, rank: award.rank, isShared: holders[award.rank, default: 0] > 1, cents: award.cents
            )
        }
    }

    private static func allocated(_ input: AllocateInput) throws(PrizeRefusal) -> AllocateResult {
        do throws(EngineProblems) {
            return try allocate(input)
        } catch {
            throw .notComputable(error.problems.map(\.description))
        }
    }
}

extension ComputedPrizes.Note {
    fileprivate init?(_ note: AllocationNote) {
        switch note {
        case .leftoverCent(let entry, let prize):
            guard let entry = Entry.ID(entry) else { return nil }
            self = .leftoverCent(entry, prize: prize)
        case .lot(let order):
            self = .lot(order.compactMap { Entry.ID($0) })
        }
    }
}
