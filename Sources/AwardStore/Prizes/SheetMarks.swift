import ScoringEngine

/// Reads a sheet's marks from two PostgreSQL arrays as text, `{a,b}` and `{7.500000,NULL}`. A ranking reads tens of
/// thousands of marks, so this avoids decoding each as a column.
struct SheetMarks {
    /// By their text: a sheet's criteria come in any order, but there are few orders.
    private var known: [String: [String]] = [:]

    /// - Parameters:
    ///   - criteria: codes of criteria, which never need quoting.
    ///   - points: decimals of at most six places, or NULL for not applicable, in the same order.
    /// - Throws: ``UnreadableColumn``.
    mutating func marks(criteria text: String, points: String) throws -> [String: Mark] {
        let criteria = criteria(text)
        let values = try Self.values(points)
        guard values.count == criteria.count else { throw Self.unreadable }
        return Dictionary(uniqueKeysWithValues: zip(criteria, values))
    }

    private mutating func criteria(_ text: String) -> [String] {
        if let criteria = known[text] { return criteria }
        let criteria = text.dropFirst().dropLast().split(separator: ",").map(String.init)
        known[text] = criteria
        return criteria
    }

    private static let unreadable = UnreadableColumn(column: "points", expected: "an array of decimals")

    private static func values(_ text: String) throws -> [Mark] {
        var values: [Mark] = []
        var number = Number()
        for byte in text.utf8.dropFirst() {
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "}"):
                values.append(try number.mark())
                number = Number()
            default:
                try number.take(byte)
            }
        }
        return values
    }

    private struct Number {
        private var value: Int64 = 0
        private var decimals: Int?
        private var digits = 0
        private var isNegative = false
        private var isNull = false

        mutating func take(_ byte: UInt8) throws {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let (tenfold, over) = value.multipliedReportingOverflow(by: 10)
                guard !over, decimals ?? 0 < 6 else { throw SheetMarks.unreadable }
                value = tenfold + Int64(byte - UInt8(ascii: "0"))
                digits += 1
                decimals = decimals.map { $0 + 1 }
            case UInt8(ascii: "."): decimals = 0
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "N"), UInt8(ascii: "U"), UInt8(ascii: "L"): isNull = true
            default: throw SheetMarks.unreadable
            }
        }

        func mark() throws -> Mark {
            if isNull { return .notApplicable }
            guard digits > 0 else { throw SheetMarks.unreadable }
            var micros = value
            for _ in (decimals ?? 0)..<6 { micros *= 10 }
            return .points(FixedPoint(micros: isNegative ? -micros : micros))
        }
    }
}
