import Awards
import Foundation
import Synchronization

extension Int {
    /// German grouping: 83.166.711.
    var grouped: String {
        let digits = String(magnitude)
        var text = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0 && (digits.count - offset) % 3 == 0 { text.append(".") }
            text.append(digit)
        }
        return (self < 0 ? "−" : "") + text
    }

    /// "1 Maßnahme", "3 Maßnahmen", "keine Maßnahme".
    func counted(_ one: String, _ many: String, none: String? = nil) -> String {
        if self == 0, let none { return none }
        return self == 1 ? "1 \(one)" : "\(grouped) \(many)"
    }
}

extension CalendarDay {
    /// 30.06.2025
    var german: String {
        String(format: "%02d.%02d.%d", day, month, year)
    }
}

extension LocalTime {
    /// "30.06.2025, 24:00 Uhr"
    var german: String {
        "\(day.german), \(String(format: "%02d:%02d", hour, minute)) Uhr"
    }

    /// For the datetime attribute of a time element.
    var machine: String {
        hour == 24 ? "\(day.next)T00:00" : "\(day)T\(String(format: "%02d:%02d", hour, minute))"
    }
}

/// Moments shown in a round's zone.
struct ZonedClock: Sendable {
    private let calendar: Calendar
    private let zone: TimeZone

    /// An unknown zone name falls back to Europe/Berlin; rules with one are refused at import.
    init(_ zoneName: String = "Europe/Berlin") {
        zone = TimeZone(identifier: zoneName) ?? TimeZone(identifier: "Europe/Berlin") ?? .gmt
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        self.calendar = calendar
    }

    /// "30.06.2025, 14:03 Uhr"
    func minute(_ date: Date) -> String {
        let parts = self.parts(date)
        return "\(day(date)), " + String(format: "%02d:%02d Uhr", parts.hour ?? 0, parts.minute ?? 0)
    }

    /// "30.06.2025, 14:03:27 Uhr (MESZ)", where it counts to the second.
    func second(_ date: Date) -> String {
        let parts = self.parts(date)
        return "\(day(date)), "
            + String(format: "%02d:%02d:%02d Uhr (%@)", parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0, zoneName(at: date))
    }

    /// "14:03 Uhr"
    func time(_ date: Date) -> String {
        let parts = self.parts(date)
        return String(format: "%02d:%02d Uhr", parts.hour ?? 0, parts.minute ?? 0)
    }

    /// "30.06.2025"
    func day(_ date: Date) -> String {
        let parts = self.parts(date)
        return String(format: "%02d.%02d.%d", parts.day ?? 0, parts.month ?? 0, parts.year ?? 0)
    }

    /// "MEZ" or "MESZ" in Germany's zone, elsewhere the offset.
    func zoneName(at date: Date) -> String {
        if zone.identifier == "Europe/Berlin" { return zone.isDaylightSavingTime(for: date) ? "MESZ" : "MEZ" }
        let minutes = zone.secondsFromGMT(for: date) / 60
        return String(format: "UTC%@%02d:%02d", minutes < 0 ? "−" : "+", abs(minutes) / 60, abs(minutes) % 60)
    }

    private func parts(_ date: Date) -> DateComponents {
        calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
    }
}
