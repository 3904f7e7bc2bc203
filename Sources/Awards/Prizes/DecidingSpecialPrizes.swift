/// Special prizes go to admitted entries of any size class; to several together only where the rules say so.
/// A prize without recipient is not awarded and its money stays unallocated.
enum DecidingSpecialPrizes {
    static let shares = 1...1_000_000

    static func refusals(_ decision: PlannedDecision, rules: RoundRules, admitted: [Entry.ID: String]) -> [PrizeRefusal] {
        var refusals: [PrizeRefusal] = []
        var given: Set<String> = []
        for special in decision.special {
            guard let prize = rules.prizes.special.first(where: { $0.code == special.prize }) else {
                refusals.append(.unknownPrize(special.prize))
                continue
            }
            if !given.insert(prize.code).inserted { refusals.append(.prizeTwice(prize.code)) }
            if special.recipients.count > 1, !prize.joint { refusals.append(.jointNotAllowed(prize: prize.code)) }
            var recipients: Set<Entry.ID> = []
            for recipient in special.recipients {
                if admitted[recipient.entry] == nil { refusals.append(.entryNotAdmitted(recipient.entry)) }
                if !recipients.insert(recipient.entry).inserted {
                    refusals.append(.recipientTwice(prize: prize.code, recipient.entry))
                }
                if !shares.contains(recipient.share) {
                    refusals.append(.shareOutOfRange(prize: prize.code, recipient.entry))
                }
            }
        }
        return refusals
    }
}
