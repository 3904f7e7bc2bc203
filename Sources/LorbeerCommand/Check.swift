import ArgumentParser
import AwardStore

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks every invariant, the whole record, each published result and the database's logins; exit status 1 and what is wrong if something does not hold."
    )

    func run() async throws {
        let (violations, record, logins) = try await withStore { store in
            (try await store.violations(), try await store.checkRecord(), try await store.strayLogins())
        }
        for violation in violations {
            Terminal.output("\(violation.invariant) \(violation.id): \(violation.problem)")
        }
        for problem in record.problems { Terminal.output(problem.german) }
        for login in logins {
            Terminal.output("Die Anmeldung \(login) der Datenbank lässt Lorbeer nicht ein oder hat fremde Einstellungen. „lorbeer migrate“ setzt sie neu.")
        }
        guard violations.isEmpty, record.problems.isEmpty, logins.isEmpty else { throw ExitCode(1) }
        Terminal.output("Alle \(Store.invariantCount) Invarianten gelten.")
        Terminal.output(
            "Das Protokoll stimmt: \(record.events) Vorgänge, \(record.checkpoints) Prüfpunkte, \(record.bundles) veröffentlichte Ergebnisse nachgerechnet."
        )
    }
}
