import ArgumentParser
import Foundation
import ScoringEngine

struct EngineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "The scoring engine's door: one JSON document in, one out; exit status 2 and one line a problem on bad input."
    )

    @Argument(help: "rank or allocate")
    var operation: String

    func run() throws {
        let input = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
        switch EngineDoor.run(operation: operation, input: input) {
        case .output(let bytes):
            FileHandle.standardOutput.write(Data(bytes))
        case .refused(let lines):
            for line in lines { Terminal.note(line) }
            throw ExitCode(2)
        }
    }
}
