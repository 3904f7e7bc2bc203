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
            throw CommandFailure(description: "Eine Bewerbung lässt sich nicht erfassen: \(refusal)")
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

extension CommandFailure {
    init(_ refusal: PrizeRefusal) {
        self.init(description: refusal.commandSentence)
    }

    init(_ refusal: DecisionFileRefusal) {
        switch refusal {
        case .unknownMunicipalities(let keys):
            self.init(description: "Diese amtlichen Schlüssel sind nicht im Verzeichnis: \(keys.joined(separator: ", ")). Bitte importieren Sie es mit „lorbeer import municipalities“ oder „lorbeer seed“.")
        case .withoutEntry(let keys):
            self.init(description: "Diese Kommunen haben keine zugelassene Bewerbung in der Runde: \(keys.joined(separator: ", ")).")
        }
    }

    static func noStaff(_ email: String?) -> CommandFailure {
        let who = email.map { "Ein Konto der Geschäftsstelle mit der Adresse \($0) gibt es nicht." } ?? "Es gibt noch kein Konto der Geschäftsstelle."
        return CommandFailure(description: "\(who) Bitte legen Sie eines an: lorbeer account create --staff --name NAME ADRESSE")
    }
}

extension PrizeRefusal {
    fileprivate var commandSentence: String {
        switch self {
        case .scoringOpen: "Die Bewertung läuft noch. Rangliste und Preise gibt es erst danach."
        case .roundPublished: "Das Ergebnis ist schon veröffentlicht und lässt sich nicht mehr ändern."
        case .rankingNotFrozen: "Die Rangliste ist noch nicht eingefroren, und einen Beschluss gibt es nicht."
        case .decisionMissing: "Es gibt noch keinen Beschluss der Jury."
        case .notComputable(let lines): "Die Rangliste lässt sich nicht berechnen:\n" + lines.joined(separator: "\n")
        case .reasonMissing: "Der Beschluss braucht eine Begründung (reason)."
        case .unknownTrack(let code): "Eine Größenklasse „\(code)“ gibt es in der Runde nicht."
        case .unknownPrize(let code): "Einen Sonderpreis „\(code)“ gibt es in der Runde nicht."
        case .entryInOtherTrack(_, let track): "Eine Bewerbung steht in der Klasse „\(track)“, gehört aber zu einer anderen."
        case .beyondLadder(let track, let places): "In der Klasse „\(track)“ gibt es nur \(places) Preise."
        case .jointNotAllowed(let prize): "Den Sonderpreis „\(prize)“ kann nach den Regeln nur eine Kommune erhalten."
        case .setNotAllowed: "Nach den Regeln der Runde setzt die Jury keine Beträge (setEuro)."
        case .setMissing: "In setEuro fehlt der Betrag einer Kommune mit Platz."
        case .setUnequal(let track): "In der Klasse „\(track)“ erhalten gleiche Plätze verschiedene Beträge."
        case .setRising(let track): "In der Klasse „\(track)“ bekäme ein späterer Platz mehr als ein früherer."
        case .setOffLadder(let track, let sum, let ladder):
            "Die Beträge der Klasse „\(track)“ ergeben \(sum.euroText); es müssen genau \(ladder.euroText) sein."
        case .aboveBudget(let over): "Die Verteilung läge \(over.euroText) über dem Budget."
        default: "Der Beschluss ist so nicht möglich: \(self)"
        }
    }
}
