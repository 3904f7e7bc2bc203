import ArgumentParser
import AwardStore

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Brings the database schema up to this version of Lorbeer.")

    func run() async throws {
        _ = try await withStore { store in
            try await store.migrate()
            try await store.mendLogins()
        }
        Terminal.output("Das Datenbankschema ist aktuell.")
    }
}
