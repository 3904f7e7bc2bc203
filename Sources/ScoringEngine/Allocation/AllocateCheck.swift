/// Everything that can be wrong with an allocation before any amount is computed.
struct AllocateCheck {
    private let input: AllocateInput

    init(_ input: AllocateInput) {
        self.input = input
    }

    func run() throws(EngineProblems) {
        var problems = ProblemList()
        problems.check(cents: input.budgetCents, at: "$.budgetCents")
        checkLadder(&problems)
        checkPlaces(&problems)
        checkSpecial(&problems)
        checkLimits(&problems)
        try problems.throwIfAny()
        checkLadderFitsBudget(&problems)
        checkMode(&problems)
        try problems.throwIfAny()
    }

    private var ladderTotal: Int128 { input.ladderCents.reduce(0) { $0 + Int128($1) } }
    private var specialTotal: Int128 { input.special.reduce(0) { $0 + Int128($1.cents) } }

    private func checkLadder(_ problems: inout ProblemList) {
        problems.check(count: input.ladderCents.count, limit: Limits.ladder, of: "places in the ladder", at: "$.ladderCents")
        for (index, cents) in input.ladderCents.enumerated() {
            problems.check(cents: cents, at: "$.ladderCents[\(index)]")
            if index > 0, cents > input.ladderCents[index - 1] {
                let message = "\(cents) is more than the \(input.ladderCents[index - 1]) of the place above"
                problems.add("$.ladderCents[\(index)]", .risingLadder, message)
            }
        }
    }

    private func checkPlaces(_ problems: inout ProblemList) {
        var names = NameTable()
        for (position, group) in input.places.enumerated() {
            if group.isEmpty {
                problems.add("$.places[\(position)]", .empty, "a group needs at least one entry")
            }
            for (index, entry) in group.enumerated() {
                problems.check(identifier: entry, at: "$.places[\(position)][\(index)]")
                if !names.isNew(entry) {
                    problems.add("$.places[\(position)][\(index)]", .duplicate, "\(quoted(entry)) is placed twice")
                }
            }
        }
        problems.check(count: names.names.count, limit: Limits.places, of: "placed entries", at: "$.places")
    }

    private func checkSpecial(_ problems: inout ProblemList) {
        problems.check(count: input.special.count, limit: Limits.specialPrizes, of: "special prizes", at: "$.special")
        for (number, prize) in input.special.enumerated() {
            let path = "$.special[\(number)]"
            problems.check(identifier: prize.prize, at: "\(path).prize")
            problems.check(cents: prize.cents, at: "\(path).cents")
            if prize.recipients.isEmpty {
                problems.add("\(path).to", .empty, "a prize needs a recipient; leave out a prize that is not awarded")
            }
            problems.check(count: prize.recipients.count, limit: Limits.recipients, of: "recipients", at: "\(path).to")
            var names = NameTable()
            for (index, recipient) in prize.recipients.enumerated() {
                problems.check(identifier: recipient.entry, at: "\(path).to[\(index)][0]")
                if !names.isNew(recipient.entry) {
                    problems.add("\(path).to[\(index)][0]", .duplicate, "\(quoted(recipient.entry)) gets the prize twice")
                }
                if recipient.share.micros <= 0 {
                    problems.add("\(path).to[\(index)][1]", .notPositive, "must be more than 0, but is \(recipient.share)")
                } else if recipient.share > Limits.magnitude {
                    let message = "must be at most \(Limits.magnitude), but is \(recipient.share)"
                    problems.add("\(path).to[\(index)][1]", .outOfRange, message)
                }
            }
        }
    }

    private func checkLimits(_ problems: inout ProblemList) {
        if let minimum = input.minimumCents { problems.check(cents: minimum, at: "$.minimumCents") }
        guard let maximum = input.maximumCents else { return }
        problems.check(cents: maximum, at: "$.maximumCents")
        if let minimum = input.minimumCents, maximum < minimum {
            problems.add("$.maximumCents", .outOfRange, "must be at least the minimumCents of \(minimum), but is \(maximum)")
        }
    }

    private func checkLadderFitsBudget(_ problems: inout ProblemList) {
        let total = ladderTotal + specialTotal
        if total > Int128(input.budgetCents) {
            let prizes = specialTotal == 0 ? "" : " and the special prizes' \(specialTotal)"
            let sum = "the ladder's \(ladderTotal)\(prizes)"
            let over = total - Int128(input.budgetCents)
            problems.add("$.budgetCents", .aboveBudget, "\(sum) cents are \(over) more than the budget of \(input.budgetCents)")
        }
    }

    private func checkMode(_ problems: inout ProblemList) {
        problems.check(lotSeed: input.lotSeed, isNeeded: input.ties == .lot)
        if input.ties == .jurySet {
            checkJurySet(&problems)
            return
        }
        if !input.setCents.isEmpty {
            problems.add("$.setCents", .notUsed, "is only for ties jurySet, but ties is \(input.ties.rawValue)")
        }
        if input.reason != nil {
            problems.add("$.reason", .notUsed, "is only for ties jurySet, but ties is \(input.ties.rawValue)")
        }
    }

    private func checkJurySet(_ problems: inout ProblemList) {
        let reason = input.reason ?? ""
        if !reason.contains(where: { !$0.isWhitespace }) {
            problems.add("$.reason", .missingReason, "is needed where the jury sets the amounts")
        } else if reason.utf8.count > Limits.textBytes {
            problems.add("$.reason", .tooMany, "must not be longer than \(Limits.textBytes) bytes")
        }
        let placed = Set(input.places.joined())
        for entry in input.setCents.keys.sorted(by: precedesByBytes) {
            problems.check(cents: input.setCents[entry] ?? 0, at: "$.setCents\(pathKey(entry))")
            if !placed.contains(entry) {
                problems.add("$.setCents\(pathKey(entry))", .setCentsMismatch, "\(quoted(entry)) has no place")
            }
        }
        for entry in input.places.joined() where input.setCents[entry] == nil {
            problems.add("$.setCents", .setCentsMismatch, "has no amount for \(quoted(entry))")
        }
        guard problems.isEmpty else { return }
        checkJuryKeepsOrder(&problems)
        let sum = input.setCents.values.reduce(Int128(0)) { $0 + Int128($1) }
        let kept = input.ladderCents.isEmpty ? Int128(input.budgetCents) - specialTotal : ladderTotal
        if sum != kept {
            let what = input.ladderCents.isEmpty ? "the budget less the special prizes" : "the ladder's total"
            problems.add("$.setCents", .setCentsMismatch, "adds up to \(sum) cents, but must keep \(what) of \(kept)")
        }
    }

    private func checkJuryKeepsOrder(_ problems: inout ProblemList) {
        var floorAbove = Int.max
        for group in input.places {
            let amounts = group.map { input.setCents[$0] ?? 0 }
            let most = amounts.max() ?? 0
            let least = amounts.min() ?? 0
            if most - least > 1 {
                let message = "the equal entries \(group.map { quoted($0) }.joined(separator: ", ")) get from \(least) to \(most) cents"
                problems.add("$.setCents", .setCentsMismatch, message)
            }
            if most > floorAbove {
                let entry = quoted(group[amounts.firstIndex(of: most) ?? 0])
                let message = "\(entry) gets \(most) cents, more than the \(floorAbove) of a higher place"
                problems.add("$.setCents", .setCentsMismatch, message)
            }
            floorAbove = min(floorAbove, least)
        }
    }
}
