/// A day of the Gregorian calendar without time or zone, for columns of type date. Years 1 to 9999.
public struct CalendarDate: PostgresEncodable, PostgresDecodable, Hashable, Comparable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    /// Does not check that the day exists; the server refuses 30 February.
    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// ISO 8601, `2025-09-30`.
    public var description: String {
        "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

    public var postgresText: String? { description }

    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    public static func decode(postgres cell: Cell) throws -> CalendarDate {
        let text = try cell.text(for: CalendarDate.self, accepting: .date)
        guard let date = CalendarDate(iso: text) else { throw cell.unrepresentable(as: CalendarDate.self) }
        return date
    }

    init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
