import Foundation

// The measuring side of `run.py`:
//   EngineBench ROW [--repeat N]    one JSON line
//   EngineBench --list              the rows there are
//   EngineBench --write-data DIR    the juries, for the peers

let usage = "EngineBench ROW [--repeat N] | --list | --write-data DIR"

func run(_ arguments: [String]) throws {
    switch arguments.first {
    case "--list" where arguments.count == 1:
        for row in allRows { print(row.id) }
    case "--write-data" where arguments.count == 2:
        for size in Jury.Size.allCases { try Jury.of(size).write(to: URL(filePath: arguments[1])) }
    case .some(let id):
        guard let row = allRows.first(where: { $0.id == id }) else { throw BenchFailure("no row \(id); see --list") }
        print(try Measurement.of(row, repeats: repeats(arguments.dropFirst())).line)
    case nil:
        throw BenchFailure(usage)
    }
}

func repeats(_ options: ArraySlice<String>) throws -> Int {
    guard let name = options.first else { return 5 }
    guard name == "--repeat", options.count == 2, let count = options.last.flatMap({ Int($0) }), count > 0 else {
        throw BenchFailure(usage)
    }
    return count
}

do {
    try run(Array(CommandLine.arguments.dropFirst()))
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
