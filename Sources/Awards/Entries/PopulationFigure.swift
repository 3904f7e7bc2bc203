/// How many people live in a municipality, when, and who says so.
public struct PopulationFigure: Codable, Equatable, Sendable {
    public let population: Int
    public let date: CalendarDay
    public let source: String

    public init(population: Int, date: CalendarDay, source: String) {
        self.population = population
        self.date = date
        self.source = source
    }

    /// The figure that decides the size class: the latest up to the reference date, and where there is none, the first
    /// one after it.
    /// - Returns: nil where no figure is known at all.
    public static func deciding(among figures: [PopulationFigure], at reference: CalendarDay) -> PopulationFigure? {
        figures.filter { $0.date <= reference }.max { $0.date < $1.date } ?? figures.min { $0.date < $1.date }
    }
}
