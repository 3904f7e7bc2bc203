import Awards
import Foundation
import ScoringEngine
import Yams

extension NodeReader {
    /// A text that is not empty.
    func text() -> String {
        guard case .scalar(let scalar) = node else {
            problem("Hier muss ein Text stehen, nicht \(kind).")
            return ""
        }
        guard node.tag.rawValue == Tag.Name.str.rawValue else {
            problem(
                scalar.string.isEmpty
                    ? "Hier steht nichts. Bitte geben Sie einen Text an, oder löschen Sie einen freiwilligen Schlüssel."
                    : "Hier muss ein Text stehen. Bitte setzen Sie \(scalar.string.prefix(40)) in Anführungszeichen."
            )
            return ""
        }
        guard scalar.string.contains(where: { !$0.isWhitespace }) else {
            problem("Der Text ist leer. Bitte füllen Sie ihn aus.")
            return ""
        }
        guard !scalar.string.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) else {
            problem("Der Text enthält ein unerlaubtes Steuerzeichen. Bitte löschen Sie es.")
            return ""
        }
        return scalar.string
    }

    /// A whole number without quotation marks.
    func integer(in range: ClosedRange<Int>) -> Int {
        guard let plain = plain("eine ganze Zahl") else { return range.lowerBound }
        let digits = plain.hasPrefix("-") ? plain.dropFirst() : plain[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            digits == "0" || !digits.hasPrefix("0")
        else {
            problem("„\(plain.prefix(40))“ ist keine ganze Zahl. Bitte schreiben Sie nur Ziffern, ohne Punkt und Leerzeichen.")
            return range.lowerBound
        }
        guard let number = Int(plain), range.contains(number) else {
            problem("\(plain.prefix(40)) liegt außerhalb des Möglichen (\(range.lowerBound) bis \(range.upperBound)).")
            return range.lowerBound
        }
        return number
    }

    /// `true` or `false`.
    func flag() -> Bool {
        guard let plain = plain("true oder false") else { return false }
        switch plain {
        case "true": return true
        case "false": return false
        default:
            problem("„\(plain.prefix(40))“ ist weder true noch false. Bitte schreiben Sie eines von beiden.")
            return false
        }
    }

    /// Euro with exactly two decimals, as cents.
    func cents() -> Int {
        guard let plain = plain("ein Betrag wie 35000.00") else { return 0 }
        guard plain.wholeMatch(of: /(?:0|[1-9][0-9]{0,12})\.[0-9]{2}/) != nil, let cents = Int(plain.replacing(".", with: "")) else {
            problem("„\(plain.prefix(40))“ ist kein Betrag in Euro. Bitte schreiben Sie ihn mit Punkt und genau zwei Nachkommastellen, zum Beispiel 35000.00.")
            return 0
        }
        return cents
    }

    /// A decimal with at most six decimals between -100,000 and 100,000.
    func decimal() -> FixedPoint {
        guard let plain = plain("eine Zahl") else { return FixedPoint(micros: 0) }
        guard let number = FixedPoint(plain), number.micros.magnitude <= 100_000_000_000 else {
            problem("„\(plain.prefix(40))“ ist keine Zahl zwischen -100000 und 100000 mit höchstens sechs Nachkommastellen. Bitte schreiben Sie sie mit Punkt, zum Beispiel 7.5.")
            return FixedPoint(micros: 0)
        }
        return number
    }

    func day() -> CalendarDay? {
        guard case .scalar(let scalar) = node else {
            problem("Hier muss ein Tag wie 2025-06-30 stehen, nicht \(kind).")
            return nil
        }
        guard let day = CalendarDay(scalar.string) else {
            problem("Den Tag „\(scalar.string.prefix(40))“ gibt es nicht. Bitte schreiben Sie JJJJ-MM-TT, zum Beispiel 2025-06-30.")
            return nil
        }
        return day
    }

    func time() -> LocalTime? {
        guard case .scalar(let scalar) = node else {
            problem("Hier muss ein Zeitpunkt wie 2025-06-30 24:00 stehen, nicht \(kind).")
            return nil
        }
        guard let time = LocalTime(scalar.string) else {
            problem("Den Zeitpunkt „\(scalar.string.prefix(40))“ gibt es nicht. Bitte schreiben Sie JJJJ-MM-TT HH:MM, zum Beispiel 2025-06-30 24:00.")
            return nil
        }
        return time
    }

    /// One of a few words.
    func choice(_ words: [String]) -> String? {
        guard case .scalar(let scalar) = node, words.contains(scalar.string) else {
            let hint = node.scalar?.string.nearest(in: words).map { " Meinten Sie „\($0)“?" } ?? ""
            problem("Hier muss eines dieser Wörter stehen: \(words.joined(separator: ", ")), nicht \(kind).\(hint)")
            return nil
        }
        return scalar.string
    }

    func choice<Value: RawRepresentable & CaseIterable>(of: Value.Type = Value.self) -> Value? where Value.RawValue == String {
        choice(Value.allCases.map(\.rawValue)).flatMap(Value.init(rawValue:))
    }

    /// A scalar without quotation marks.
    private func plain(_ expected: String) -> String? {
        guard case .scalar(let scalar) = node else {
            problem("Hier muss \(expected) stehen, nicht \(kind).")
            return nil
        }
        guard scalar.style == .plain else {
            problem("Hier muss \(expected) stehen. Bitte lassen Sie die Anführungszeichen weg.")
            return nil
        }
        return scalar.string
    }
}
