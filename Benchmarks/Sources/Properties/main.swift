import Foundation

// Checks every property of the engine on random instances:
//   Properties [--instances N] [--money N] [--only TEXT] [--seed FIRST]
// One line a property; exit status 1 with the seeds where one does not hold. The same seeds make the same instances everywhere.

struct Options {
    var instances = 100_000
    var money = 1_000_000
    var only = ""
    var seed: UInt64 = 1

    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch (name, Int(value)) {
            case ("--instances", .some(let count)) where count >= 0: instances = count
            case ("--money", .some(let count)) where count >= 0: money = count
            case ("--seed", .some(let first)) where first >= 0: seed = UInt64(first)
            case ("--only", _): only = value
            default: return nil
            }
        }
    }
}

func padded(_ text: String, _ width: Int, atEnd: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return atEnd ? text + blanks : blanks + text
}

guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
    FileHandle.standardError.write(Data("Properties [--instances N] [--money N] [--only TEXT] [--seed FIRST]\n".utf8))
    exit(2)
}
let chosen = allProperties.filter { options.only.isEmpty || $0.name.contains(options.only) }
let width = chosen.map(\.name.count).max() ?? 0
var failed = false
for property in chosen {
    let count =
        switch property.share {
        case .instances: options.instances
        case .tenth: (options.instances + 9) / 10
        case .money: options.money
        }
    let outcome = property.run(first: options.seed, count: count)
    let seconds = Double(outcome.duration.components.seconds) + Double(outcome.duration.components.attoseconds) * 1e-18
    let work = "\(padded("\(outcome.instances)", 8)) instances \(padded(String(format: "%.1f", seconds), 6)) s"
    print("\(padded(property.name, width, atEnd: true)) \(work) \(padded("\(outcome.failures.count)", 4)) failures")
    for failure in outcome.failures.prefix(3) { print("  seed \(failure.seed): \(failure.reason)") }
    failed = failed || !outcome.failures.isEmpty
}
exit(failed ? 1 : 0)
