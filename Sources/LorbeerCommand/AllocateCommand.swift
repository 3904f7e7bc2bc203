import ArgumentParser
import AwardStore
import Awards

struct AllocateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate",
        abstract: "Computes a round's prizes from the jury's decision and stores them.",
        discussion: "Without a decision, the frozen ranking is taken as decided."
    )

    @Argument(help: "The round's short name, for example hdfh-2019.")
    var round: String

    @Option(help: "The jury's decision (lorbeer-decision/1).")
    var decision: String?

    @Flag(help: "Publish the result. It is final.")
    var publish = false

    @Option(name: .customLong("as"), help: "E-mail address of the member of staff who acts; the first one if left out.")
    var email: String?

    func run() async throws {
        let (slug, email, publish) = (round, email, publish)
        do {
            let file = try readDecision()
            if let file, file.round != slug {
                throw CommandFailure(description: "Der Beschluss gehört zur Runde \(file.round), nicht zu \(slug).")
            }
            let desk = try await withStore { store in
                try await store.migrate()
                guard let caller = try await store.staffCaller(email: email) else { throw CommandFailure.noStaff(email) }
                return try await store.settlePrizes(of: slug, file, publish: publish, by: caller)
            }
            Terminal.output(PrizeTable(desk).text)
        } catch let problems as FileProblems {
            for line in problems.lines { Terminal.note(line) }
            throw ExitCode(1)
        } catch let refusal as PrizeRefusal {
            throw CommandFailure(refusal)
        } catch let refusal as DecisionFileRefusal {
            throw CommandFailure(refusal)
        } catch let refusal as EntryRefusal {
            throw CommandFailure(refusal)
        } catch let refusal as ClosingRefusal {
            throw CommandFailure(refusal)
        } catch is RoundUnknown {
            throw CommandFailure(description: "Eine Runde \(slug) gibt es nicht.")
        }
    }

    private func readDecision() throws -> DecisionFile? {
        guard let decision else { return nil }
        let input = InputFile(path: decision)
        return try DecisionFile.read(try input.text(), name: input.name)
    }
}

extension Store {
    /// Decides where nothing is decided, allocates where nothing is allocated, and publishes if asked to.
    fileprivate func settlePrizes(of slug: String, _ file: DecisionFile?, publish: Bool, by caller: Caller) async throws -> PrizeDesk {
        func desk() async throws -> PrizeDesk {
            guard let desk = try await prizeDesk(slug: slug) else {
                throw CommandFailure(description: "Eine Runde \(slug) gibt es nicht.")
            }
            return desk
        }
        if let file { try await recordDecision(from: file, by: caller) }
        let before = try await desk()
        let round = before.board.round.id
        if before.decision == nil {
            guard before.board.frozen != nil else { throw PrizeRefusal.rankingNotFrozen }
            try await recordDecision(before.board.proposal, in: round, by: caller, operation: .unrepeated(by: caller.account))
        }
        if before.allocation == nil {
            try await allocatePrizes(of: round, by: caller, operation: .unrepeated(by: caller.account))
        }
        if publish { try await publishRound(round, by: caller, operation: .unrepeated(by: caller.account)) }
        return try await desk()
    }
}
