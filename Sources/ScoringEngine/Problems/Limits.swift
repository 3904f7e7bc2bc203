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
    /// Largest absolute value of a score in the statistics, so that no square or sum of squares overflows or drowns the rest.
    public static let score = 1e12
    /// Up to this many jurors the equations are also solved directly, in memory of J² numbers; beyond, only what a jury that is
    /// knit together well needs can be computed, and no standard errors.
    public static let directJurors = 4000
    /// Cells of a table of ratings or counts, empty ones included: 10,000 entries and 2,000 jurors.
    public static let ratings = 20_000_000
    /// Pairs of different values that alpha's ratio level compares, in all and inside the entries.
    public static let ratioPairs = 500_000_000
    /// Jurors of one entry, where they come as counts of categories.
    public static let jurorsInCounts = 1_000_000
    /// Ballots, and candidates that ballots rank or grade.
    public static let ballots = 2_000_000
    public static let candidates = 100_000
    public static let grades = 100
    /// The strengths of paths are a square of numbers in the answer.
    public static let schulzeCandidates = 1000
    /// The sum of the squares of the ballots' lengths.
    public static let schulzeComparisons = 1_000_000_000
    /// Weights that are shared or counted together; a sum up to here is exact in `FixedPoint`.
    public static let weightTotal = FixedPoint(micros: 9_000_000_000_000 * FixedPoint.microsPerUnit)
    /// Units that are apportioned, and weights they are apportioned to.
    public static let units = 1_000_000_000_000_000
    public static let weights = 1_000_000
    public static let draws = 1_000_000
    /// Most draws times entries of one input: a minute's work and less than a gigabyte.
    public static let drawnEffects = 200_000_000
    public static let estimates = 20_000
    /// Largest absolute value of an estimate, and largest standard error; its inverse is the smallest.
    public static let estimate = 1e100
    /// How many numbers of best entries may be asked for at once.
    public static let boundaries = 100
    /// Most jurors times sheets, where corrected scores are fitted again without each juror.
    public static let refitSheets = 10_000_000
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

    mutating func check(weightTotal micros: Int128, of what: String, at path: String) {
        if micros > Int128(Limits.weightTotal.micros) {
            let (whole, rest) = micros.quotientAndRemainder(dividingBy: Int128(FixedPoint.microsPerUnit))
            let total = "\(whole)\(FixedPoint(micros: Int64(rest)).description.dropFirst())"
            add(path, .outOfRange, "\(what) must add up to at most \(Limits.weightTotal), but add up to \(total)")
        }
    }

    mutating func check(cents: Int, at path: @autoclosure () -> String) {
        if cents < 0 || cents > Limits.cents {
            add(path(), .outOfRange, "must be an amount from 0 to \(Limits.cents) cents, but is \(cents)")
        }
    }
}
