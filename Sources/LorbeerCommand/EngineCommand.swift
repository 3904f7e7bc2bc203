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
        let input = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
        switch EngineDoor.run(operation: operation, input: input) {
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
}
