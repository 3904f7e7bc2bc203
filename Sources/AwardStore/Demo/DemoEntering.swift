import Awards

extension Store {
    /// A municipality's part: start, sections, measures, submission; then staff admit it.
    func enterDemo(_ entry: DemoFile.Entry, with people: DemoPeople, steps: DemoSteps) async throws -> Entry.ID {
        let account = try people.account(entry.applicant)
        let caller = Caller(account: account, requestedAt: steps.writing)
        let started = try await startEntry(
            round: steps.round.id, municipality: try people.municipality(entry.municipality), by: caller,
            operation: steps.operation("start", entry.municipality, by: account)
        )
        for section in steps.round.rules.form.sections {
            let answers = entry.answers.filter { answer in section.questions.contains { $0.code == answer.key } }
            guard !answers.isEmpty else { continue }
            _ = try await saveSection(
                entry: started.id, section: section.code, answers: answers, revision: 0, by: caller,
                operation: steps.operation("section", entry.municipality, section.code, by: account)
            )
        }
        for (index, measure) in entry.measures.enumerated() {
            _ = try await saveMeasure(
                entry: started.id, measure: nil, draft: measure, revision: 0, by: caller,
                operation: steps.operation("measure", entry.municipality, "\(index)", by: account)
            )
        }
        guard entry.state != .draft else { return started.id }
        _ = try await submitEntry(entry: started.id, by: caller, operation: steps.operation("submit", entry.municipality, by: account))
        guard entry.state == .admitted, let submitted = try await entryForStaff(started.id, round: steps.round.slug) else { return started.id }
        try await admitEntry(
            started.id, revision: submitted.head.revision, by: steps.staff(at: steps.now),
            operation: steps.operation("admit", entry.municipality, by: steps.staff)
        )
        return started.id
    }
}
