import ArgumentParser
import AwardStore
import Foundation

struct ExportCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument {
        case json, bundle
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the result of a published round to standard output."
    )

    @Argument(help: "The round's short name, for example hdfh-2019.")
    var round: String

    @Option(help: "The format: json, or bundle with everything that is needed to check the result.")
    var format = Format.json

    func run() async throws {
        let slug = round
        let format = format
        do {
            let document = try await withStore { store in
                switch format {
                case .json: try await store.exportedResult(slug: slug)?.json()
                case .bundle: try await store.resultBundle(slug: slug).map { Data($0.utf8) }
                }
            }
            guard let document else { throw CommandFailure(description: "Eine veröffentlichte Runde \(slug) gibt es nicht.") }
            FileHandle.standardOutput.write(document)
        } catch is BundleMissing {
            throw CommandFailure(description: "Die Runde \(slug) wurde veröffentlicht, bevor Vorgänge verkettet und unterschrieben wurden. Ein prüfbares Ergebnis gibt es darum nicht.")
        }
    }
}
