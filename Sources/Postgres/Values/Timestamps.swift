public import Foundation

/// `Date` is timestamptz, to the nearest microsecond. A value read from the database and bound again is the same
/// instant for the years 1716 to 2286; beyond, `Date`'s own resolution is coarser than a microsecond.
/// `timestamp` without zone names no instant and is refused, and so are `infinity` and years before 1 or after 9999.
extension Date: PostgresEncodable, PostgresDecodable {
    private static let microsecondsPerDay: Int64 = 86_400_000_000
    private static let daysFrom1970To2001: Int64 = 11_323

    public var postgresText: String? {
        let exact = (timeIntervalSinceReferenceDate * 1_000_000).rounded()
        // Beyond what PostgreSQL stores there is no text; it answers "not a timestamp" as for any other bad input.
        guard let microseconds = Int64(exactly: exact) else { return "out of range" }
        let day = microseconds.flooringDivision(by: Self.microsecondsPerDay)
        let time = microseconds - day * Self.microsecondsPerDay
        let date = CalendarDate(daysSince1970: day + Self.daysFrom1970To2001)
        let seconds = Int(time / 1_000_000)
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { CalendarDate.padded($0, 2) }
        let fraction = CalendarDate.padded(Int(time % 1_000_000), 6)
        return "\(date) \(clock.joined(separator: ":")).\(fraction)+00"
    }

    public static func decode(postgres cell: Cell) throws -> Date {
        let text = try cell.text(for: Date.self, accepting: .timestamptz)
        guard let date = Date(postgresUTC: text) else { throw cell.unrepresentable(as: Date.self) }
        return date
    }

    /// Reads `2025-09-30 12:00:00.123456+00`, the form every session is set to.
    private init?(postgresUTC text: String) {
        guard text.hasSuffix("+00") else { return nil }
        let parts = text.dropLast(3).split(separator: " ")
        guard parts.count == 2, let date = CalendarDate(iso: parts[0]) else { return nil }
        let clock = parts[1].split(separator: ":")
        guard clock.count == 3, let hour = Int64(clock[0]), let minute = Int64(clock[1]) else { return nil }
        let seconds = clock[2].split(separator: ".")
        guard let second = Int64(seconds[0]) else { return nil }
        var microsecond: Int64 = 0
        if seconds.count == 2 {
            guard let fraction = Int64(seconds[1].padding(toLength: 6, withPad: "0", startingAt: 0)) else { return nil }
            microsecond = fraction
        }
        let days = date.daysSince1970 - Self.daysFrom1970To2001
        let time = ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond
        self.init(timeIntervalSinceReferenceDate: Double(days * Self.microsecondsPerDay + time) / 1_000_000)
    }
}

extension Int64 {
    fileprivate func flooringDivision(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

/// Days and civil dates after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
extension CalendarDate {
    fileprivate init(daysSince1970 days: Int64) {
        let shifted = days + 719_468
        let era = shifted.flooringDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(year: Int(year), month: Int(month), day: Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1))
    }

    fileprivate var daysSince1970: Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = shiftedYear.flooringDivision(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let monthFromMarch = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
