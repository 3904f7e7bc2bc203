/// The JSON form of ``allocate(_:)``.
enum AllocateDoor {
    static func run(_ document: JSONField) throws(EngineProblems) -> JSONValue {
        var problems = ProblemList()
        let input = input(document, &problems)
        return output(try EngineDoor.perform(input, problems, allocate))
    }

    private static func input(_ document: JSONField, _ problems: inout ProblemList) -> AllocateInput? {
        let known = [
            "budgetCents", "ladderCents", "ties", "ranking", "places", "special", "setCents", "reason", "lotSeed", "minimumCents",
            "maximumCents", "onePrizeEach",
        ]
        guard let fields = document.object(known: known, &problems) else { return nil }
        let budget = fields.required("budgetCents", &problems).flatMap { $0.integer(&problems) }
        let ladder = fields.required("ladderCents", &problems).flatMap { $0.array(&problems) }
            .flatMap { readAll($0, &problems) { $0.integer(&$1) } }
        let ties = fields.required("ties", &problems).flatMap { $0.choice(TieMode.self, &problems) }
        let ranking = fields.optional("ranking").map { $0.choice(RankingStyle.self, &problems) } ?? .standard
        let places = fields.required("places", &problems).flatMap { $0.array(&problems) }
            .flatMap { readAll($0, &problems, group) }
        let special = fields.optional("special").map { $0.array(&problems).flatMap { readAll($0, &problems, prize) } } ?? []
        let setCents = fields.optional("setCents").map { self.setCents($0, &problems) } ?? [:]
        let reason = fields.optional("reason").map { $0.string(&problems) }
        let lotSeed = fields.optional("lotSeed").map { $0.string(&problems) }
        let minimum = fields.optional("minimumCents").map { $0.integer(&problems) }
        let maximum = fields.optional("maximumCents").map { $0.integer(&problems) }
        let onePrizeEach = fields.optional("onePrizeEach").map { $0.bool(&problems) } ?? false
        guard let budget, let ladder, let ties, let ranking, let places, let special, let setCents, let onePrizeEach else { return nil }
        if case .some(nil) = reason { return nil }
        if case .some(nil) = lotSeed { return nil }
        if case .some(nil) = minimum { return nil }
        if case .some(nil) = maximum { return nil }
        return AllocateInput(
            budgetCents: budget, ladderCents: ladder, ties: ties, ranking: ranking, places: places, special: special,
            setCents: setCents, reason: reason ?? nil, lotSeed: lotSeed ?? nil, minimumCents: minimum ?? nil, maximumCents: maximum ?? nil,
            onePrizeEach: onePrizeEach)
    }

    private static func group(_ field: JSONField, _ problems: inout ProblemList) -> [String]? {
        field.array(&problems).flatMap { readAll($0, &problems) { $0.string(&$1) } }
    }

    private static func prize(_ field: JSONField, _ problems: inout ProblemList) -> SpecialPrize? {
        guard let fields = field.object(known: ["prize", "cents", "to"], &problems) else { return nil }
        let name = fields.required("prize", &problems).flatMap { $0.string(&problems) }
        let cents = fields.required("cents", &problems).flatMap { $0.integer(&problems) }
        let recipients = fields.required("to", &problems).flatMap { $0.array(&problems) }
            .flatMap { readAll($0, &problems, recipient) }
        guard let name, let cents, let recipients else { return nil }
        return SpecialPrize(prize: name, cents: cents, recipients: recipients)
    }

    private static func recipient(_ field: JSONField, _ problems: inout ProblemList) -> SpecialPrize.Recipient? {
        guard let pair = field.array(&problems) else { return nil }
        guard pair.count == 2 else {
            problems.add(field.path.text, .wrongType, "must be a pair of entry and share, but has \(pair.count) elements")
            return nil
        }
        let entry = pair[0].string(&problems)
        let share = pair[1].decimal(&problems)
        guard let entry, let share else { return nil }
        return SpecialPrize.Recipient(entry: entry, share: share)
    }

    private static func setCents(_ field: JSONField, _ problems: inout ProblemList) -> [String: Int]? {
        guard let members = field.dictionary(&problems) else { return nil }
        var cents: [String: Int] = [:]
        for (key, field) in members { cents[key] = field.integer(&problems) }
        return cents.count == members.count ? cents : nil
    }

    private static func output(_ result: AllocateResult) -> JSONValue {
        let awards = result.awards.map { award -> JSONValue in
            .object([
                JSONMember(key: "entry", value: .string(award.entry)),
                JSONMember(key: "rank", value: .number("\(award.rank)")),
                JSONMember(key: "label", value: .string(award.label)),
                JSONMember(key: "cents", value: .number("\(award.cents)")),
            ])
        }
        let special = result.special.map { prize -> JSONValue in
            .object([
                JSONMember(key: "prize", value: .string(prize.prize)),
                JSONMember(key: "cents", value: .number("\(prize.cents)")),
                JSONMember(key: "to", value: .array(prize.parts.map(part))),
            ])
        }
        var members = [
            JSONMember(key: "awards", value: .array(awards)),
            JSONMember(key: "special", value: .array(special)),
            JSONMember(key: "totalCents", value: .number("\(result.totalCents)")),
            JSONMember(key: "unallocatedCents", value: .number("\(result.unallocatedCents)")),
            JSONMember(key: "budgetCents", value: .number("\(result.budgetCents)")),
        ]
        if !result.notes.isEmpty {
            members.append(JSONMember(key: "notes", value: .array(result.notes.map(note))))
        }
        return .object(members)
    }

    private static func part(_ part: SpecialAward.Part) -> JSONValue {
        .object([
            JSONMember(key: "entry", value: .string(part.entry)),
            JSONMember(key: "cents", value: .number("\(part.cents)")),
        ])
    }

    private static func note(_ note: AllocationNote) -> JSONValue {
        switch note {
        case .leftoverCent(let entry, let prize):
            let about = prize.map { [JSONMember(key: "prize", value: .string($0))] } ?? []
            return .object(
                [JSONMember(key: "note", value: .string("leftoverCent")), JSONMember(key: "entry", value: .string(entry))] + about)
        case .lot(let order):
            return .object([
                JSONMember(key: "note", value: .string("lot")),
                JSONMember(key: "order", value: .array(order.map { .string($0) })),
            ])
        }
    }
}
