public import Awards
import Postgres
import ScoringEngine

extension Store {
    /// How firmly the ranking of each size class stands. For staff; the number of queries is fixed.
    /// - Returns: nil where there is no such round.
    /// - Throws: ``PrizeRefusal/scoringOpen`` before scoring is closed, ``PrizeRefusal/notComputable(_:)``.
    public func roundAnalysis(slug: String) async throws -> RoundAnalysis? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            let board = try rankingBoard(of: round, in: session)
            let scores = try session.scores(of: round)
            let names = try session.jurorNames(of: round.id)
            return RoundAnalysis(
                round: round,
                tracks: try board.tracks.map { track in
                    try RoundAnalysis.Track(track, input: scores.inputs[track.rules.code], rules: round.rules, names: names)
                },
                jurors: board.jurors, finalSheets: board.finalSheets
            )
        }
    }
}

extension RoundAnalysis.Track {
    /// Fewer counting sheets than this and a single one can decide a place.
    private static let fewSheets = 3

    init(_ track: RankingBoard.Track, input: RankInput?, rules: RoundRules, names: [String: String]) throws {
        let ranked = track.rows.filter { $0.rank != nil }
        let prizePlaces = min(Ladder(track.rules, rules: rules).cents.count, ranked.count)
        let thin = track.rows.filter { $0.sheets < Self.fewSheets }.map(\.municipality)
        guard let input, !ranked.isEmpty else {
            self.init(rules: track.rules, prizePlaces: prizePlaces, thin: thin)
            return
        }
        do throws(EngineProblems) {
            let figures = try TrackFigures(input, prizePlaces: prizePlaces)
            self.init(track.rules, ranked: ranked, figures: figures, names: names, thin: thin)
        } catch {
            throw PrizeRefusal.notComputable(error.problems.map(\.description))
        }
    }

    /// A size class without any counting sheet.
    private init(rules: TrackRules, prizePlaces: Int, thin: [RankedMunicipality]) {
        self.init(
            rules: rules, rows: [], offsets: [], agreement: .init(), disagreements: [], jurorEffects: [], weightEffects: [],
            components: 1, prizePlaces: prizePlaces, thin: thin
        )
    }

    private init(
        _ rules: TrackRules, ranked: [RankingBoard.Row], figures: TrackFigures, names: [String: String], thin: [RankedMunicipality]
    ) {
        var homes: [String: RankedMunicipality] = [:]
        for row in ranked { homes[row.municipality.entry.description] = row.municipality }
        func moves(_ changes: [PlaceChange]) -> [RoundAnalysis.Move] {
            changes.compactMap { change in homes[change.entry].map { .init(municipality: $0, from: change.from, to: change.to) } }
        }
        self.init(
            rules: rules, rows: figures.rows(ranked), offsets: figures.offsets(names), agreement: figures.agreement,
            disagreements: figures.disagreements(homes, names),
            jurorEffects: (figures.uncertainty.jurorsThatDecide ?? []).map { effect in
                .init(name: names[effect.juror] ?? effect.juror, moves: moves(effect.changes))
            },
            weightEffects: figures.uncertainty.weightsThatDecide.map { effect in
                .init(criterion: effect.criterion, factor: effect.factor, moves: moves(effect.changes))
            },
            components: figures.severity.components, prizePlaces: figures.prizePlaces, thin: thin
        )
    }
}
