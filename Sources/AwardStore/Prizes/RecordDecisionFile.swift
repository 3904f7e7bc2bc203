public import Awards
import Postgres

/// Why a decision file can't be taken over.
public enum DecisionFileRefusal: Error, Equatable, Sendable {
    /// Keys of municipalities that are not in the register.
    case unknownMunicipalities([String])
    /// Keys without an entry in a round that takes none any more.
    case withoutEntry([String])
}

extension Store {
    /// Records a decision that names municipalities by their official key, as for the rounds of past years.
    ///
    /// While the round is open, municipalities without an entry get one recorded by staff and admitted; a round without
    /// any score is closed on the way. The same file again changes nothing.
    /// - Returns: the decision that stands afterwards.
    /// - Throws: ``RoundUnknown``, ``DecisionFileRefusal``, ``EntryRefusal``, ``ClosingRefusal``, ``PrizeRefusal``.
    @discardableResult
    public func recordDecision(from file: DecisionFile, by caller: Caller) async throws -> JuryDecision.ID {
        guard let round = try await round(slug: file.round) else { throw RoundUnknown() }
        guard round.state != .published else { throw PrizeRefusal.roundPublished }
        var found = try await database.read { session in try session.entered(file.keys, in: round.id) }
        let unknown = file.keys.filter { found[$0] == nil }
        guard unknown.isEmpty else { throw DecisionFileRefusal.unknownMunicipalities(unknown) }
        if round.state == .open {
            try await admitAll(file, found, in: round, by: caller)
            found = try await database.read { session in try session.entered(file.keys, in: round.id) }
            try await closeWithoutScores(round, by: caller)
        }
        let missing = file.keys.filter { found[$0]?.entry == nil }
        guard missing.isEmpty else { throw DecisionFileRefusal.withoutEntry(missing) }
        let planned = file.planned(found.compactMapValues { $0.entry?.id }, rules: round.rules)
        let current = try await database.read { session in try session.currentDecision(of: round.id) }
        if let current, current.planned == planned { return current.id }
        return try await recordDecision(planned, in: round.id, by: caller, operation: .unrepeated(by: caller.account))
    }

    private func admitAll(
        _ file: DecisionFile, _ found: [String: EnteredMunicipality], in round: LoadedRound, by caller: Caller
    ) async throws {
        for key in file.keys {
            guard let municipality = found[key], municipality.entry?.state != .admitted else { continue }
            var head = municipality.entry.map { ($0.id, $0.revision) }
            if head == nil {
                let new = StaffEntry(
                    round: round.id, municipality: municipality.id, track: file.track(of: key), reason: "Beschluss: \(file.reason)"
                )
                let receipt = try await recordEntryByStaff(new, by: caller, operation: .unrepeated(by: caller.account))
                let recorded = try await database.read { session in try session.entered([key], in: round.id)[key]?.entry }
                head = (receipt.entry, recorded?.revision ?? 1)
            }
            guard let head else { continue }
            try await admitEntry(head.0, revision: head.1, by: caller, operation: .unrepeated(by: caller.account))
        }
    }

    /// Scores would have to be finished and ranked first.
    private func closeWithoutScores(_ round: LoadedRound, by caller: Caller) async throws {
        guard let preview = try await closingPreview(slug: round.slug, by: caller) else { return }
        guard preview.finalSheets == 0, preview.concerns.drafts == 0 else { throw PrizeRefusal.scoringOpen }
        _ = try await closeScoring(
            of: round.id, shown: preview.concerns, confirmed: true, by: caller, operation: .unrepeated(by: caller.account)
        )
    }
}

private struct EnteredMunicipality: Sendable {
    struct Entered: Sendable {
        let id: Entry.ID
        let state: Entry.State
        let revision: Int
    }

    let id: Municipality.ID
    let entry: Entered?
}

extension Session {
    /// Municipalities and their entries in a round, by official key. Keys the register does not know are missing.
    fileprivate func entered(_ keys: [String], in round: Round.ID) throws -> [String: EnteredMunicipality] {
        let found = try rows(
            """
            SELECT m.key, m.id, e.id AS entry_id, e.state, e.revision
            FROM municipality m LEFT JOIN entry e ON e.municipality_id = m.id AND e.round_id = \(round)
            WHERE m.key = ANY(\(keys)::text[])
            """
        ) { row in
            let entry = try (row("entry_id") as Entry.ID?).map { id in
                EnteredMunicipality.Entered(id: id, state: try row.state("state"), revision: try row("revision"))
            }
            return (try row("key") as String, EnteredMunicipality(id: try row("id"), entry: entry))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }
}

extension DecisionFile {
    /// Every municipality named, once, in a fixed order.
    fileprivate var keys: [String] {
        let placed = places.keys.sorted().flatMap { places[$0]?.joined().map(\.self) ?? [] }
        let others = special.flatMap { $0.to.map(\.key) }
        var seen: Set<String> = []
        return (placed + others).filter { seen.insert($0).inserted }
    }

    /// The size class a municipality is placed in; nil for one that only gets a special prize.
    fileprivate func track(of key: String) -> String? {
        places.first { $0.value.joined().contains(key) }?.key
    }

    fileprivate func planned(_ entries: [String: Entry.ID], rules: RoundRules) -> PlannedDecision {
        let codes = rules.tracks.map(\.code)
        let known = codes.filter { places[$0]?.isEmpty == false } + places.keys.filter { !codes.contains($0) }.sorted()
        let tracks = known.map { code in
            TrackPlaces(track: code, groups: (places[code] ?? []).map { $0.compactMap { entries[$0] } })
        }
        let placed = keys.filter { setCents[$0] != nil }
        return PlannedDecision(
            decidedBy: decidedBy, decidedOn: decidedOn, reason: reason, places: tracks,
            amounts: placed.compactMap { key in
                entries[key].flatMap { entry in setCents[key].map { SetAmount(entry: entry, cents: $0) } }
            },
            special: special.sorted { left, right in
                let order = rules.prizes.special.map(\.code)
                return (order.firstIndex(of: left.prize) ?? .max) < (order.firstIndex(of: right.prize) ?? .max)
            }.map { prize in
                SpecialPrizeDecision(prize: prize.prize, recipients: prize.to.compactMap { recipient in
                    entries[recipient.key].map { SpecialPrizeDecision.Recipient(entry: $0, share: recipient.share) }
                })
            }
        )
    }
}
