@testable import AwardStore

/// Tries everything on one table through one door, as everybody who might say to act, and tells what is not as declared.
struct WallDeviations {
    let probe: WallProbe
    let right: WallRight
    let table: WallTable

    private func answers(_ statements: [String], as claim: Claim) async throws -> [Outcome] {
        var answers: [Outcome] = []
        for statement in statements { answers.append(try await probe.attempt(statement, as: claim)) }
        return answers
    }

    func reading() async throws -> [String] {
        var found: [String] = []
        for claim in Claim.allCases {
            let answer = try await probe.attempt(table.read(), as: claim)
            if answer != expectedReading(claim) { found.append("\(right.door) reads \(right.table) as \(claim): \(answer)") }
        }
        guard right.read == .own, table.isKeyReadable else { return found }
        let own = try await probe.attempt(table.read(table.ownKeys), as: .rightful)
        return own == .rows(table.ownKeys.count) ? found : found + ["\(right.door) reads own \(right.table): \(own)"]
    }

    private func expectedReading(_ claim: Claim) -> Outcome {
        switch (right.read, claim) {
        case (.refused, _): return .refused
        case (.none, _): return .rows(0)
        case (.open, _): return .rows(table.count)
        // What is published asks nobody who they are.
        case (.own, _) where right.door == .public || right.table == "award": return .rows(table.ownKeys.count)
        case (.all, .rightful): return .rows(table.count)
        case (.own, .rightful): return .rows(table.ownKeys.count)
        // Their own name.
        case (.own, .stranger) where right.table == "account" && right.door == .applicant: return .rows(1)
        case (.own, .stranger) where right.table == "operation": return .rows(1)
        case (_, .stranger), (_, .missing): return .rows(0)
        default: return .unknownPerson
        }
    }

    func inserting() async throws -> [String] {
        var found: [String] = []
        for claim in Claim.allCases {
            let answers = try await answers(table.inserts(own: true), as: claim)
            if !fits(answers, right.insert, claim) { found.append("\(right.door) inserts into \(right.table) as \(claim): \(answers)") }
        }
        guard right.insert == .own else { return found }
        let foreign = try await answers(table.inserts(own: false), as: .rightful)
        let isRepelled = foreign.contains(.refused) && foreign.allSatisfy { $0.isRepelled }
        return isRepelled ? found : found + ["\(right.door) inserts a foreign \(right.table): \(foreign)"]
    }

    func updating() async throws -> [String] {
        var found: [String] = []
        for claim in Claim.allCases {
            let statement = right.update == .own ? table.update(table.ownKeys) : table.update()
            let answers = try await answers([statement], as: claim)
            if !fits(answers, right.update, claim) { found.append("\(right.door) updates \(right.table) as \(claim): \(answers)") }
        }
        if right.update == .own {
            let foreign = try await probe.attempt(table.update(table.foreignKeys), as: .rightful)
            if foreign != .rows(0) { found.append("\(right.door) updates a foreign \(right.table): \(foreign)") }
        }
        if right.update == .own || right.update == .all {
            // Reads no column, so that only the policy for changes is asked.
            let blind = try await probe.attempt(table.blindUpdate, as: .stranger)
            if blind != .rows(0) { found.append("\(right.door) updates \(right.table) blindly: \(blind)") }
        }
        if right.update == .lock, try await !probe.attempt(table.lock, as: .rightful).isReached { found.append("\(right.door) does not lock \(right.table)") }
        return found
    }

    func deleting() async throws -> [String] {
        var found: [String] = []
        for claim in Claim.allCases {
            let statement = right.delete == .own ? table.delete(table.ownKeys) : table.delete()
            let answers = try await answers([statement], as: claim)
            if !fits(answers, right.delete, claim) { found.append("\(right.door) deletes \(right.table) as \(claim): \(answers)") }
            if try await probe.attempt(table.truncate, as: claim) != .refused { found.append("\(right.door) truncates \(right.table)") }
        }
        guard right.delete == .own else { return found }
        let blind = try await probe.attempt(table.delete(), as: .stranger)
        if blind != .rows(0) { found.append("\(right.door) deletes \(right.table) blindly: \(blind)") }
        let foreign = try await probe.attempt(table.delete(table.foreignKeys), as: .rightful)
        return foreign == .rows(0) ? found : found + ["\(right.door) deletes a foreign \(right.table): \(foreign)"]
    }

    func all() async throws -> [String] {
        try await reading() + inserting() + updating() + deleting()
    }

    /// - Parameter answers: to one statement, or to one for each own row, of which one at least has to come through.
    private func fits(_ answers: [Outcome], _ scope: WallRight.Scope, _ claim: Claim) -> Bool {
        switch (scope, claim) {
        case (.refused, _), (.none, _): answers.allSatisfy { $0 == .refused }
        case (.open, _), (.all, .rightful), (.own, .rightful): answers.contains { $0.isReached }
        case (.deed, .rightful): answers.allSatisfy { $0.isRepelled }
        case (.lock, .rightful): answers.allSatisfy { $0 == .refused }
        case (.lock, _) where right.door == .gate: answers.allSatisfy { $0 == .refused }
        // A policy hides the rows, or refuses them.
        case (_, .stranger): answers.allSatisfy { $0.isRepelled }
        case (_, .missing) where right.door == .gate: answers.allSatisfy { $0.isRepelled }
        default: answers.allSatisfy { $0 == .unknownPerson }
        }
    }
}
