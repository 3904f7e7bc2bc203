import Foundation

/// A made-up jury: who scored what, and how. Both sides of a comparison read the same bytes, see ``write(to:)``.
///
/// Entry quality, juror severity and noise are normal with the variances of the NIPS 2014 calibration model (Lawrence 2014:
/// 1.278, 0.240 and 1.268): severity is real but smaller than what people can't agree on.
struct Jury: Sendable {
    let size: Size
    let entries: Int
    let jurors: Int
    /// One a sheet; a juror has at most one sheet for an entry.
    let sheets: [Sheet]
    /// Entries × jurors, in thousandths from 0 to 1000.
    let affinity: [Int32]

    struct Sheet: Sendable {
        let entry: Int
        let juror: Int
        /// Five criteria, whole points from 0 to 10.
        let points: [Int]
        /// The mean of the points times ten, from 0 to 100.
        var score: Double { Double(points.reduce(0, +)) * 10 / Double(points.count) }
    }

    enum Size: String, CaseIterable, Sendable {
        case S, L

        var shape: (entries: Int, jurors: Int, seed: UInt64) {
            switch self {
            case .S: (1_000, 100, 1979)
            case .L: (10_000, 1_000, 2024)
            }
        }
    }

    static let criteria = 5
    static let sheetsPerEntry = 3

    static let small = Jury(.S)
    static let large = Jury(.L)

    static func of(_ size: Size) -> Jury {
        size == .S ? small : large
    }

    init(_ size: Size) {
        self.size = size
        (entries, jurors, _) = size.shape
        var random = SeededGenerator(seed: size.shape.seed)
        let quality = (0..<entries).map { _ in random.normal() * 1.278.squareRoot() }
        let severity = (0..<jurors).map { _ in random.normal() * 0.240.squareRoot() }
        sheets = Self.pairs(entries, jurors, &random).map { entry, juror in
            let points = (0..<Self.criteria).map { _ in
                let value = 5.5 + 1.5 * (quality[entry] + severity[juror] + random.normal() * 1.268.squareRoot())
                return Int(Swift.min(10, Swift.max(0, value.rounded())))
            }
            return Sheet(entry: entry, juror: juror, points: points)
        }
        affinity = (0..<entries * jurors).map { _ in Int32(random.below(1001)) }
    }

    /// Three different jurors an entry, with equal loads: the jurors in turn, shuffled anew for every round of sheets.
    private static func pairs(_ entries: Int, _ jurors: Int, _ random: inout SeededGenerator) -> [(Int, Int)] {
        var chosen = [[Int]](repeating: [], count: entries)
        for _ in 0..<sheetsPerEntry {
            var deck: [Int] = []
            for entry in 0..<entries {
                if deck.isEmpty { deck = random.shuffled(jurors) }
                let place = deck.lastIndex { !chosen[entry].contains($0) } ?? deck.count - 1
                chosen[entry].append(deck.remove(at: place))
            }
        }
        return chosen.enumerated().flatMap { entry, jurors in jurors.map { (entry, $0) } }
    }

    func entryID(_ number: Int) -> String { "e\(number)" }
    func jurorID(_ number: Int) -> String { "j\(number)" }

    /// Writes `entry.i32`, `juror.i32`, `points.i32` (five a sheet), `score.f64` and `affinity.i32` (entries × jurors), little-endian
    /// and without heading: what NumPy's `fromfile` and R's `readBin` read.
    func write(to directory: URL) throws {
        let folder = directory.appending(path: size.rawValue)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func save<Element>(_ elements: [Element], as name: String) throws {
            try elements.withUnsafeBytes { try Data($0).write(to: folder.appending(path: name)) }
        }
        try save(sheets.map { Int32($0.entry).littleEndian }, as: "entry.i32")
        try save(sheets.map { Int32($0.juror).littleEndian }, as: "juror.i32")
        try save(sheets.flatMap { $0.points.map { Int32($0).littleEndian } }, as: "points.i32")
        try save(sheets.map { $0.score.bitPattern.littleEndian }, as: "score.f64")
        try save(affinity.map(\.littleEndian), as: "affinity.i32")
    }
}
