import Awards

extension Store {
    /// The end of a round: scoring closed, ranking frozen, the jury's decision, prizes and publication.
    func decideDemo(_ content: DemoFile.Round, entries: [String: Entry.ID], steps: DemoSteps) async throws {
        let caller = steps.staff(at: steps.now)
        guard let preview = try await closingPreview(slug: steps.round.slug, by: caller) else { throw DemoIncomplete(missing: steps.round.slug) }
        _ = try await closeScoring(
            of: steps.round.id, shown: preview.concerns, confirmed: true, by: caller, operation: steps.operation("close", by: steps.staff)
        )
        try await freezeRanking(of: steps.round.id, by: caller, operation: steps.operation("freeze", by: steps.staff))
        guard var decision = try await rankingBoard(slug: steps.round.slug)?.proposal else { throw DemoIncomplete(missing: steps.round.slug) }
        let reasons = content.special.map { special in
            let title = steps.round.rules.prizes.special.first { $0.code == special.prize }?.title ?? special.prize
            return "\(title): \(special.reason)"
        }
        decision.reason = (["Die Jury folgt der Rangliste."] + reasons).joined(separator: "\n")
        decision.special = try content.special.map { special in
            SpecialPrizeDecision(
                prize: special.prize,
                recipients: try special.to.map { recipient in
                    guard let entry = entries[recipient.key] else { throw DemoIncomplete(missing: recipient.key) }
                    return SpecialPrizeDecision.Recipient(entry: entry, share: recipient.share)
                }
            )
        }
        _ = try await recordDecision(decision, in: steps.round.id, by: caller, operation: steps.operation("decide", by: steps.staff))
        _ = try await allocatePrizes(of: steps.round.id, by: caller, operation: steps.operation("allocate", by: steps.staff))
        _ = try await publishRound(steps.round.id, by: caller, operation: steps.operation("publish", by: steps.staff))
    }
}
