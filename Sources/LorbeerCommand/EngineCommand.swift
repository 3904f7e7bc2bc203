import ArgumentParser
import Foundation
import ScoringEngine

struct EngineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "The scoring engine's door: one JSON document in, one out; one line a problem and exit status 2 on bad input, 3 where no answer can meet it."
    )

    @Argument(help: "One of \(EngineDoor.operations.joined(separator: ", ")).")
    var operation: String

    func run() throws {
        switch EngineDoor.run(operation: operation, input: try Self.standardInput()) {
        case .output(let bytes):
            FileHandle.standardOutput.write(Data(bytes))
        case .refused(let lines):
            for line in lines { Terminal.note(line) }
            throw ExitCode(2)
        case .infeasible(let lines):
            for line in lines { Terminal.note(line) }
            throw ExitCode(3)
        }
    }

    /// Standard input to its end, or to one byte more than the engine accepts, so that no stream fills the memory before the
    /// engine refuses it.
    private static func standardInput() throws -> [UInt8] {
        var input: [UInt8] = []
        while input.count <= Limits.inputBytes {
            let wanted = min(1 << 20, Limits.inputBytes + 1 - input.count)
            guard let piece = try FileHandle.standardInput.read(upToCount: wanted), !piece.isEmpty else { break }
            piece.withUnsafeBytes { input.append(contentsOf: $0) }
        }
        return input
    }
}
