import ArgumentParser
import AwardStore

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks every invariant; exit status 1 and the offending ids if one is broken."
    )

    func run() async throws {
        let violations = try await withStore { store in try await store.violations() }
        for violation in violations {
            Terminal.output("\(violation.invariant) \(violation.id): \(violation.problem)")
        }
        guard violations.isEmpty else { throw ExitCode(1) }
        Terminal.output("Alle \(Store.invariantCount) Invarianten gelten.")
    }
}
