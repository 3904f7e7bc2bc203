public import Foundation

/// May a municipality enter a round, and in which size class?
public enum StartingEntry {
    /// The size class and the figure it follows from.
    public struct Placement: Equatable, Sendable {
        public let track: TrackRules
        public let figure: PopulationFigure
    }

    /// Checked in this order: window, kind, an entry that exists, population, size class.
    /// - Throws: ``EntryRefusal``.
    public static func decide(
        rules: RoundRules, window: EntryWindow, at moment: Date, kind: Municipality.Kind, figures: [PopulationFigure],
        alreadyEntered: Bool
    ) throws(EntryRefusal) -> Placement {
        try window.require(openAt: moment)
        guard rules.eligibility.kinds.contains(kind) else { throw .kindNotEligible }
        guard !alreadyEntered else { throw .alreadyEntered }
        return try placement(rules: rules, figures: figures)
    }

    /// The size class from population figures alone.
    /// - Throws: `.populationUnknown`, `.noTrack`.
    public static func placement(rules: RoundRules, figures: [PopulationFigure]) throws(EntryRefusal) -> Placement {
        guard let figure = PopulationFigure.deciding(among: figures, at: rules.eligibility.populationDate) else {
            throw .populationUnknown
        }
        guard let track = rules.track(forPopulation: figure.population) else { throw .noTrack(population: figure.population) }
        return Placement(track: track, figure: figure)
    }
}
