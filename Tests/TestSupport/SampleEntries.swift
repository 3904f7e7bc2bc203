public import AwardStore
public import Awards
import Foundation

extension AwardStore.Operation {
    /// A form that was never sent before.
    public static func fresh(_ account: Account.ID) -> Self {
        Self(id: UUID(), account: account, requestHash: [UInt8](repeating: 7, count: 32))
    }
}

/// Entries for tests, made through the same use cases as in production.
extension SamplePeople {
    /// The sample round, imported.
    public func round(_ rules: RoundRules) async throws -> Round.ID {
        try await store.importRound(rules, source: "\(rules)", by: nil).id
    }

    /// A draft in which nothing is missing.
    public func completeDraft(_ municipality: Municipality.ID, in round: Round.ID, by account: Account.ID) async throws -> Entry.ID {
        let caller = try await caller(account)
        let entry = try await store.startEntry(round: round, municipality: municipality, by: caller, operation: .fresh(account)).id
        for (section, answers) in Self.answers {
            _ = try await store.saveSection(
                entry: entry, section: section, answers: answers, revision: 0, by: caller, operation: .fresh(account)
            )
        }
        _ = try await store.saveMeasure(
            entry: entry, measure: nil, draft: Self.measure, revision: 0, by: caller, operation: .fresh(account)
        )
        return entry
    }

    /// An entry that staff have admitted.
    public func admittedEntry(_ municipality: Municipality.ID, in round: Round.ID, by account: Account.ID, staff: Account.ID) async throws -> Entry.ID {
        let entry = try await completeDraft(municipality, in: round, by: account)
        _ = try await store.submitEntry(entry: entry, by: try await caller(account), operation: .fresh(account))
        try await store.admitEntry(entry, revision: 2, by: try await caller(staff), operation: .fresh(staff))
        return entry
    }

    public static let answers: [(section: String, answers: [String: String])] = [
        ("verankerung", ["beschluesse": "Ratsbeschluss von 2019", "stellen": ""]),
        ("beschaffung", ["produkte": "Kaffee, Bälle\nund Natursteine"]),
    ]

    public static let measure = MeasureDraft(
        field: "bildung", title: "Faire Woche", description: "Jedes Jahr im September", startedYear: 2024
    )
}
