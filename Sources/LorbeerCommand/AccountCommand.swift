import ArgumentParser
import AwardStore
import Awards

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Creates and lists accounts.", subcommands: [Create.self, List.self]
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Creates an account and prints its initial password once.")

        @Argument(help: "The e-mail address to sign in with.")
        var email: String

        @Option(help: "The name shown to others.")
        var name: String

        @Flag(help: "Member of the staff, who runs the rounds.")
        var staff = false

        func run() async throws {
            let password = Token.random()
            let new = NewAccount(email: email, displayName: name, password: password, roles: staff ? [.staff] : [])
            do {
                _ = try await withStore { store in
                    try await store.migrate()
                    return try await store.createAccount(new, by: nil)
                }
            } catch AccountRefusal.emailTaken {
                throw CommandFailure(description: "Die Adresse \(email) hat schon ein Konto.")
            } catch AccountRefusal.emailUnreadable {
                throw CommandFailure(description: "\(email) ist keine E-Mail-Adresse.")
            }
            Terminal.output("Konto angelegt: \(email)\nPasswort (wird nur jetzt gezeigt): \(password)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the accounts, one line each.")

        func run() async throws {
            for account in try await withStore({ store in try await store.accounts() }) {
                Terminal.output("\(account.email)\t\(account.displayName)\t\(account.isStaff ? "Geschäftsstelle" : "")")
            }
        }
    }
}
