/// A day of the Gregorian calendar, without time or zone. Text form `2025-06-30`.
public struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible, LosslessStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    /// nil unless the day exists; years 1900 to 2200.
    public init?(year: Int, month: Int, day: Int) {
        guard (1900...2200).contains(year), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads exactly `YYYY-MM-DD`.
    public init?(_ description: String) {
        let parts = description.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = parts[0].decimalNumber, let month = parts[1].decimalNumber, let day = parts[2].decimalNumber
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var description: String {
        "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
    }

    /// The day after this one.
    public var next: CalendarDay {
        stepped(day + 1) ?? Self(year: year, month: month + 1, day: 1) ?? Self(unchecked: year + 1, 1, 1)
    }

    /// The day before this one.
    public var previous: CalendarDay {
        if let earlier = stepped(day - 1) { return earlier }
        guard month > 1 else { return Self(unchecked: year - 1, 12, 31) }
        return Self(unchecked: year, month - 1, Self.days(inMonth: month - 1, of: year))
    }

    public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    private func stepped(_ day: Int) -> CalendarDay? {
        CalendarDay(year: year, month: month, day: day)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDay: Codable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodeText("a day YYYY-MM-DD")
    }

    public func encode(to encoder: any Encoder) throws {
        try encoder.encodeText(description)
    }
}

extension Substring {
    /// The value of a text of ASCII digits only; signs and blanks are refused.
    var decimalNumber: Int? {
        allSatisfy { $0.isASCII && $0.isNumber } ? Int(self) : nil
    }
}

extension Int {
    func padded(_ digits: Int) -> String {
        let text = String(self)
        return String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
    }
}

extension Decoder {
    /// A value written as one text, as all of Lorbeer's scalar types are in stored rules.
    func decodeText<Value: LosslessStringConvertible>(_ expected: String) throws -> Value {
        let container = try singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Value(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected \(expected)")
        }
        return value
    }
}

extension Encoder {
    func encodeText(_ text: String) throws {
        var container = singleValueContainer()
        try container.encode(text)
    }
}
