import ArgumentParser
import AwardStore
import Awards
import Foundation

struct RankCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rank", abstract: "Prints a round's ranking per size class as JSON, frozen or as it stands now."
    )

    @Argument(help: "The round's short name, for example hdfh-2019.")
    var round: String

    func run() async throws {
        let slug = round
        do {
            guard let board = try await withStore({ store in try await store.rankingBoard(slug: slug) }) else {
                throw CommandFailure(description: "Eine Runde \(slug) gibt es nicht.")
            }
            FileHandle.standardOutput.write(try ExportedRanking(board).json())
        } catch let refusal as PrizeRefusal {
            throw CommandFailure(refusal)
        }
    }
}
