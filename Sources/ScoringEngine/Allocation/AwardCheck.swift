/// The rules that an entry's prizes must keep, checked on what the entries would get.
struct AwardCheck {
    private struct Prize {
        let entry: String
        let cents: Int
        let path: String
        /// For messages: `place 4`, or the special prize's name in quotation marks.
        let name: String
    }

    private let input: AllocateInput
    private let awards: [Award]
    private let special: [SpecialAward]

    init(_ input: AllocateInput, _ awards: [Award], _ special: [SpecialAward]) {
        self.input = input
        self.awards = awards
        self.special = special
    }

    func run() throws(EngineProblems) {
        guard input.onePrizeEach || input.minimumCents != nil || input.maximumCents != nil else { return }
        var problems = ProblemList()
        let prizes = placePrizes + specialPrizes
        for prize in prizes { checkLimits(prize, &problems) }
        if input.onePrizeEach { checkOnePrizeEach(prizes, &problems) }
        try problems.throwIfAny()
    }

    /// In the order of the input, which lots may have changed.
    private var placePrizes: [Prize] {
        var byEntry: [String: Award] = [:]
        for award in awards where award.cents > 0 || award.rank <= input.ladderCents.count { byEntry[award.entry] = award }
        return input.places.enumerated().flatMap { position, group in
            group.enumerated().compactMap { index, entry in
                byEntry[entry].map { award in
                    Prize(entry: entry, cents: award.cents, path: "$.places[\(position)][\(index)]", name: "place \(award.label)")
                }
            }
        }
    }

    private var specialPrizes: [Prize] {
        special.enumerated().flatMap { number, award in
            award.parts.enumerated().map { index, part in
                Prize(entry: part.entry, cents: part.cents, path: "$.special[\(number)].to[\(index)]", name: quoted(award.prize))
            }
        }
    }

    private func checkLimits(_ prize: Prize, _ problems: inout ProblemList) {
        let gets = "\(quoted(prize.entry)) would get \(prize.cents) cents as \(prize.name)"
        if let minimum = input.minimumCents, prize.cents < minimum {
            problems.add(prize.path, .belowMinimum, "\(gets), less than the minimumCents of \(minimum)")
        }
        if let maximum = input.maximumCents, prize.cents > maximum {
            problems.add(prize.path, .aboveMaximum, "\(gets), more than the maximumCents of \(maximum)")
        }
    }

    private func checkOnePrizeEach(_ prizes: [Prize], _ problems: inout ProblemList) {
        var byEntry: [String: [Prize]] = [:]
        for prize in prizes { byEntry[prize.entry, default: []].append(prize) }
        var told: Set<String> = []
        for prize in prizes {
            guard let all = byEntry[prize.entry], all.count > 1, told.insert(prize.entry).inserted else { continue }
            let names = all.prefix(10).map(\.name).joined(separator: ", ") + (all.count > 10 ? " …" : "")
            let message = "\(quoted(prize.entry)) would get \(all.count) prizes (\(names)), but onePrizeEach allows one"
            problems.add(all[1].path, .severalPrizes, message)
        }
    }
}
