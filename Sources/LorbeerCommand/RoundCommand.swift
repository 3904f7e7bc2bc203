import ArgumentParser
import AwardStore
import Awards
import Postgres

struct RoundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round", abstract: "Imports, exports and lists rounds.", subcommands: [Import.self, Export.self, List.self]
    )

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Creates a round from its file, or gives an existing one a new version of its rules."
        )

        @Argument(help: "A round file (lorbeer-round/1).")
        var file: String

        func run() async throws {
            let input = InputFile(path: file)
            let source = try input.text()
            do {
                let rules = try RoundFile.read(source, name: input.name)
                let imported = try await withStore { store in
                    try await store.migrate()
                    return try await store.importRound(rules, source: source, by: nil)
                }
                Terminal.output(
                    imported.changed
                        ? "Runde \(rules.round.slug): Regelfassung \(imported.version) gespeichert, Budget \(rules.budgetCents.euroText)."
                        : "Runde \(rules.round.slug): unverändert, es gilt Regelfassung \(imported.version)."
                )
            } catch let problems as FileProblems {
                for line in problems.lines { Terminal.note(line) }
                throw ExitCode(1)
            } catch let refusal as RulesRefusal {
                throw CommandFailure(description: refusal.sentence)
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Writes a round's current rules as a round file.")

        @Argument(help: "The round's short name, for example hdfh-2019.")
        var round: String

        func run() async throws {
            let slug = round
            guard let found = try await withStore({ store in try await store.round(slug: slug) }) else {
                throw CommandFailure(description: "Eine Runde \(slug) gibt es nicht.")
            }
            Terminal.output(String(RoundFile.write(found.rules).dropLast()))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the rounds, one line each.")

        func run() async throws {
            for round in try await withStore({ store in try await store.rounds() }) {
                Terminal.output("\(round.slug)\t\(round.state.rawValue)\t\(round.entryDeadline)\t\(round.title)")
            }
        }
    }
}
