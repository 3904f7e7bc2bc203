import ArgumentParser
import AwardStore
import Foundation

struct ExportCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument {
        case json
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the result of a published round to standard output."
    )

    @Argument(help: "The round's short name, for example hdfh-2019.")
    var round: String

    @Option(help: "The format: json.")
    var format = Format.json

    func run() async throws {
        let slug = round
        guard let result = try await withStore({ store in try await store.exportedResult(slug: slug) }) else {
            throw CommandFailure(description: "Eine veröffentlichte Runde \(slug) gibt es nicht.")
        }
        FileHandle.standardOutput.write(try result.json())
    }
}
