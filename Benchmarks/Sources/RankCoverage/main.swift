import Dispatch
import Foundation
import ScoringEngine

// How often do rank intervals hold the true rank? Simulated juries whose truth is known:
//   RankCoverage [--juries N] [--draws N] [--seed N] [--entries N] [--jurors N]
//
// Scores are entry + juror + noise, all normal, with 46 % of the variance from entries, 9 % from jurors' severity and 46 % noise: the
// shares of the NIPS 2014 calibration (Lawrence 2014: 1.278, 0.240, 1.268). Each entry is read by k jurors drawn at random. Entries'
// true ranks are those of their effects. For every k one line: how many of all (jury, entry) pairs have the true rank in the interval of
// nominal 95 %, the standard error of that share (juries are independent, entries of one jury are not), and the mean width.

struct Settings {
    var juries = 2000
    var draws = 1000
    var seed = 1
    var entries = 30
    var jurors = 10

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard let value = rest.popFirst().flatMap({ Int($0) }), value > 0 else { throw Usage() }
            switch name {
            case "--juries": juries = value
            case "--draws": draws = value
            case "--seed": seed = value
            case "--entries": entries = value
            case "--jurors": jurors = value
            default: throw Usage()
            }
        }
    }
}

struct Usage: Error, CustomStringConvertible {
    let description = "RankCoverage [--juries N] [--draws N] [--seed N] [--entries N] [--jurors N], each 1 or more"
}

/// SplitMix64 (Steele, Lea, Flood 2014) and normal numbers by Box and Muller (1958).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int, sheets: Int, jury: Int) {
        state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(sheets) << 48 ^ UInt64(jury)
        for _ in 0..<4 { state = next() }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }

    mutating func normal(variance: Double) -> Double {
        let unit = { (bits: UInt64) in Double(bits >> 11) * 0x1p-53 }
        return (-2 * log(1 - unit(next())) * variance).squareRoot() * cos(2 * .pi * unit(next()))
    }
}

/// One simulated jury: the share of entries whose interval holds the true rank, and the mean width of the intervals.
func simulated(_ settings: Settings, sheets: Int, jury: Int) -> (held: Double, width: Double) {
    var chance = Chance(seed: settings.seed, sheets: sheets, jury: jury)
    let merit = (0..<settings.entries).map { _ in chance.normal(variance: 1.278) }
    let severity = (0..<settings.jurors).map { _ in chance.normal(variance: 0.240) }
    var scores: [(entry: Int, juror: Int, score: Double)] = []
    for entry in 0..<settings.entries {
        for juror in (0..<settings.jurors).shuffled(using: &chance).prefix(sheets) {
            scores.append((entry, juror, merit[entry] + severity[juror] + chance.normal(variance: 1.268)))
        }
    }
    let reading = Set(scores.map(\.juror)).sorted()
    let cells = SeverityCells(
        entryCount: settings.entries, jurorCount: reading.count, entry: scores.map { Int32($0.entry) },
        juror: scores.map { score in Int32(reading.firstIndex(of: score.juror) ?? 0) }, score: scores.map(\.score))
    let intervals = rankIntervals(cells, draws: settings.draws, seed: UInt64(jury), level: 0.95)
    let held = merit.indices.filter { entry in
        intervals[entry].contains(1 + merit.count { $0 > merit[entry] })
    }
    let width = intervals.reduce(0) { $0 + $1.count }
    return (Double(held.count) / Double(merit.count), Double(width) / Double(merit.count))
}

func report(_ settings: Settings, sheets: Int) {
    var results = [(held: Double, width: Double)](repeating: (0, 0), count: settings.juries)
    results.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        // Each jury writes its own slot.
        nonisolated(unsafe) let slots = base
        DispatchQueue.concurrentPerform(iterations: settings.juries) { slots[$0] = simulated(settings, sheets: sheets, jury: $0) }
    }
    let count = Double(results.count)
    let held = results.reduce(0) { $0 + $1.held } / count
    let spread = results.reduce(0) { $0 + ($1.held - held) * ($1.held - held) } / max(1, count - 1)
    let width = results.reduce(0) { $0 + $1.width } / count
    let line = String(
        format: "k = %2d  coverage %.2f %% ± %.2f  mean width %.2f of %d ranks", sheets, 100 * held, 100 * (spread / count).squareRoot(),
        width, settings.entries)
    print(line)
}

do {
    let settings = try Settings(Array(CommandLine.arguments.dropFirst()))
    print(
        "\(settings.juries) juries each, \(settings.entries) entries, \(settings.jurors) jurors, "
            + "\(settings.draws) draws, seed \(settings.seed)")
    for sheets in [2, 3, 5, 10] where sheets <= settings.jurors { report(settings, sheets: sheets) }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
