import ArgumentParser

@main
struct Lorbeer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lorbeer",
        abstract: "Runs award competitions, from the call to the proof of how the prize money was used.",
        subcommands: [
            Serve.self, Migrate.self, Check.self, EngineCommand.self, RoundCommand.self, RankCommand.self,
            AllocateCommand.self, ExportCommand.self, VerifyCommand.self, RecordCommand.self, ImportCommand.self, SeedCommand.self, AccountCommand.self,
        ]
    )
}
