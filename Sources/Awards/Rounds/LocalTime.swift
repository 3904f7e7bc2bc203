/// A wall-clock time to the minute, without zone; the round's rules name the zone.
/// Text form `2025-06-30 24:00`. 24:00 is the end of the day and stays written so, because a deadline "until 30 June"
/// ends at 24:00 of that day.
public struct LocalTime: Hashable, Sendable, Comparable, CustomStringConvertible, LosslessStringConvertible {
    public let day: CalendarDay
    /// 0 to 24; 24 only with minute 0.
    public let hour: Int
    public let minute: Int

    public init?(day: CalendarDay, hour: Int, minute: Int) {
        guard (0...23).contains(hour) && (0...59).contains(minute) || hour == 24 && minute == 0 else { return nil }
        self.day = day
        self.hour = hour
        self.minute = minute
    }

    /// Reads exactly `YYYY-MM-DD HH:MM`.
    public init?(_ description: String) {
        let parts = description.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = CalendarDay(String(parts[0])) else { return nil }
        let time = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard time.count == 2, time[0].count == 2, time[1].count == 2,
            let hour = time[0].decimalNumber, let minute = time[1].decimalNumber
        else { return nil }
        self.init(day: day, hour: hour, minute: minute)
    }

    public var description: String {
        "\(day) \(hour.padded(2)):\(minute.padded(2))"
    }

    /// 24:00 and 00:00 of the next day are the same moment, ordered as such.
    public static func < (left: LocalTime, right: LocalTime) -> Bool {
        left.ordinal < right.ordinal
    }

    private var ordinal: (CalendarDay, Int) {
        hour == 24 ? (day.next, 0) : (day, hour * 60 + minute)
    }
}

extension LocalTime: Codable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodeText("a time YYYY-MM-DD HH:MM")
    }

    public func encode(to encoder: any Encoder) throws {
        try encoder.encodeText(description)
    }
}
