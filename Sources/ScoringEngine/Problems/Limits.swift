/// The sizes the engine accepts. Far beyond any competition, and small enough that no input makes it hang.
public enum Limits {
    public static let inputBytes = 256 * 1024 * 1024
    public static let jsonDepth = 64
    public static let identifierBytes = 512
    public static let textBytes = 10_000
    public static let criteria = 100
    public static let sheets = 2_000_000
    public static let tieRules = 200
    /// Largest absolute value of a bound of a scale, and of a weight or share.
    public static let magnitude = FixedPoint(micros: 1_000_000_000 * FixedPoint.microsPerUnit)
    /// Largest amount of money: ten million million euros.
    public static let cents = 1_000_000_000_000_000
    public static let ladder = 100_000
    public static let places = 1_000_000
    public static let specialPrizes = 100_000
    public static let recipients = 100_000
    public static let jurors = 100_000
    public static let entries = 1_000_000
    /// Pairs of juror and entry, where a list of them names more than sheets.
    public static let pairs = 20_000_000
    /// Largest size of an affinity.
    public static let affinity = FixedPoint(micros: 1_000_000 * FixedPoint.microsPerUnit)
}

extension ProblemList {
    /// An identifier has 1 to 512 bytes of UTF-8 and no control characters: it stands in messages and is hashed for lots.
    mutating func check(identifier text: String, at path: @autoclosure () -> String) {
        if text.isEmpty {
            add(path(), .invalidText, "must not be empty")
        } else if text.utf8.count > Limits.identifierBytes {
            add(path(), .invalidText, "must not be longer than \(Limits.identifierBytes) bytes, but has \(text.utf8.count)")
        } else if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
            add(path(), .invalidText, "must not contain control characters, but is \(quoted(text))")
        }
    }

    mutating func check(count: Int, limit: Int, of what: String, at path: String) {
        if count > limit {
            add(path, .tooMany, "at most \(limit) \(what) are accepted, but there are \(count)")
        }
    }

    mutating func check(cents: Int, at path: @autoclosure () -> String) {
        if cents < 0 || cents > Limits.cents {
            add(path(), .outOfRange, "must be an amount from 0 to \(Limits.cents) cents, but is \(cents)")
        }
    }
}
