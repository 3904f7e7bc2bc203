import ArgumentParser
import AwardStore
import Awards

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "The record of acts: its public key, its newest checkpoint, and deleting what it holds of a person.",
        subcommands: [Key.self, Newest.self, Erase.self]
    )

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints the public key that checks checkpoints, to be published.")

        func run() async throws {
            Terminal.output(try await withStore { store in store.recordKey.description })
        }
    }

    struct Newest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "checkpoint", abstract: "Prints the newest signed checkpoint, after making one where it is due.")

        func run() async throws {
            let note = try await withStore { store in
                try await store.sealIfDue()
                return try await store.publicCheckpoint()
            }
            guard let note else { throw CommandFailure(description: "Es gibt noch keinen Vorgang und darum keinen Prüfpunkt.") }
            Terminal.output(String(note.dropLast()))
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Deletes the personal details the record holds of an account (Art. 17 DSGVO). The chain stays and verifies."
        )

        @Argument(help: "The account's e-mail address.")
        var email: String

        func run() async throws {
            let email = email
            guard let erased = try await withStore({ store in try await store.eraseDetails(of: email, by: nil) }) else {
                throw CommandFailure(description: "Ein Konto mit der Adresse \(email) gibt es nicht.")
            }
            Terminal.output("Zu \(erased) Vorgängen sind die persönlichen Angaben gelöscht. Die Kette gilt weiter.")
        }
    }
}
