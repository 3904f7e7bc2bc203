import Foundation

/// How long a row took, and what it took.
struct Measurement {
    let row: Row
    let milliseconds: [Double]
    /// Processor time over wall time: 1.0 is one busy core.
    let busyCores: Double
    let check: String

    /// Runs the row once unmeasured, so that data, caches and threads are there, and then `repeats` times.
    static func of(_ row: Row, repeats: Int) throws -> Measurement {
        let check = try row.run()
        let clock = ContinuousClock()
        var milliseconds: [Double] = []
        let begin = clock.now
        let processorBegin = processorSeconds()
        for _ in 0..<repeats {
            let start = clock.now
            let again = try row.run()
            milliseconds.append(seconds(clock.now - start) * 1000)
            guard again == check else { throw BenchFailure("\(row.id) gave \(again) after \(check)") }
        }
        let wall = seconds(clock.now - begin)
        return Measurement(
            row: row, milliseconds: milliseconds.sorted(), busyCores: wall > 0 ? (processorSeconds() - processorBegin) / wall : 0,
            check: check)
    }

    var line: String {
        let median = milliseconds[milliseconds.count / 2]
        let fields = [
            "\"row\": \"\(row.name)\"", "\"size\": \"\(row.size)\"", "\"medianMs\": \(rounded(median))",
            "\"minMs\": \(rounded(milliseconds[0]))", "\"repeats\": \(milliseconds.count)", "\"threads\": \(rounded(busyCores))",
            "\"peakMiB\": \(rounded(peakMebibytes()))", "\"check\": \"\(check)\"",
        ]
        return "{\(fields.joined(separator: ", "))}"
    }

    private func rounded(_ value: Double) -> String {
        String(format: "%.3f", value)
    }
}

struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

private func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The most memory the process has held so far, its input data included.
private func peakMebibytes() -> Double {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
        let kibibytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Double($0) })
    else { return 0 }
    return kibibytes / 1024
}
