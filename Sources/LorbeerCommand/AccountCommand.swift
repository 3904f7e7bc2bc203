import ArgumentParser
import AwardStore
import Awards

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Creates, invites and lists accounts.", subcommands: [Create.self, Invite.self, List.self]
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Creates an account and prints its initial password once.")

        @OptionGroup var person: PersonOptions

        func run() async throws {
            let password = Token.random()
            let new = NewAccount(email: person.email, displayName: person.name, password: password, roles: person.roles.chosen)
            do {
                _ = try await withStore { store in
                    try await store.migrate()
                    return try await store.createAccount(new, by: nil)
                }
            } catch let refusal as AccountRefusal {
                throw CommandFailure(refusal, email: person.email)
            }
            Terminal.output("Konto angelegt: \(person.email)\nPasswort (wird nur jetzt gezeigt): \(password)")
        }
    }

    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Invites a person and prints the link, which works once and for 14 days. The way to the first administrator."
        )

        @OptionGroup var person: PersonOptions

        func run() async throws {
            let invited = InvitedPerson(email: person.email, displayName: person.name)
            do {
                let token = try await withStore { store in
                    try await store.migrate()
                    return try await store.inviteByCommand(invited, into: person.roles.chosen)
                }
                Terminal.output("\(CommandSettings.load().address)/einladung/\(token)")
            } catch let refusal as AccountRefusal {
                throw CommandFailure(refusal, email: person.email)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the accounts, one line each.")

        func run() async throws {
            for account in try await withStore({ store in try await store.allAccounts() }) {
                let roles = account.roles.map(\.rawValue).sorted().joined(separator: ",")
                Terminal.output("\(account.email)\t\(account.displayName)\t\(account.state.rawValue)\t\(roles)")
            }
        }
    }
}

/// Whom an account is for.
struct PersonOptions: ParsableArguments {
    @Argument(help: "The e-mail address to sign in with.")
    var email: String

    @Option(help: "The name shown to others.")
    var name: String

    @OptionGroup var roles: RoleFlags
}

/// The roles a person gets.
struct RoleFlags: ParsableArguments {
    @Flag(help: "Lets people in, gives and takes roles.")
    var administrator = false

    @Flag(help: "Member of the staff, who runs the rounds.")
    var staff = false

    @Flag(help: "Pays prizes and sees bank data.")
    var payment = false

    @Flag(help: "Reads everything official and changes nothing.")
    var auditor = false

    var chosen: Set<Role> {
        let flags: [(Bool, Role)] = [(administrator, .administrator), (staff, .staff), (payment, .payment), (auditor, .auditor)]
        return Set(flags.filter(\.0).map(\.1))
    }
}
