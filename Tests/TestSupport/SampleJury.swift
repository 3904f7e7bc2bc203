public import AwardStore
public import Awards
import Postgres
public import ScoringEngine

/// An open round with admitted entries, jurors and assignments, for tests of judging and of what comes after it.
public struct SampleJury: Sendable {
    public let people: SamplePeople
    public let round: Round.ID
    public let staff: Account.ID
    public let applicant: Account.ID

    public var store: Store { people.store }

    /// A round by the sample rules, a member of staff and one applicant account.
    public init(_ people: SamplePeople, rules: RoundRules? = nil) async throws {
        self.people = people
        staff = try await people.staff()
        applicant = try await people.account("kommune@example.org")
        round = try await people.store.importRound(try rules ?? SampleRules.round(), source: "", by: staff).id
    }

    /// A person with a seat on the jury.
    public func juror(_ email: String) async throws -> (account: Account.ID, juror: Juror.ID) {
        let account = try await people.account(email)
        let seat = try await store.addJuror(
            email: email, organisation: "Haus der Jury", to: round, by: try await people.caller(staff), operation: .fresh(staff)
        )
        return (account, seat.juror)
    }

    /// An entry with answers and a measure, in the given state. Its texts contain the municipality's name.
    public func entry(
        _ municipality: String, key: String, population: Int = 5_000, state: Entry.State = .admitted
    ) async throws -> Entry.ID {
        let place = try await people.municipality(municipality, key: key, population: population)
        try await store.database.transaction { session in
            _ = try session.execute("INSERT INTO membership (account_id, municipality_id, lead) VALUES (\(applicant), \(place), true)")
        }
        let caller = try await people.caller(applicant)
        let entry = try await store.startEntry(round: round, municipality: place, by: caller, operation: .fresh(applicant)).id
        let answers = [
            ("verankerung", ["beschluesse": "Beschlüsse von \(municipality)", "stellen": ""]),
            ("beschaffung", ["produkte": "Kaffee\nund Bälle"]),
        ]
        for (section, answers) in answers {
            _ = try await store.saveSection(entry: entry, section: section, answers: answers, revision: 0, by: caller, operation: .fresh(applicant))
        }
        let measure = MeasureDraft(field: "bildung", title: "Fest in \(municipality)", description: "Ein Fest für alle.", startedYear: 2025)
        _ = try await store.saveMeasure(entry: entry, measure: nil, draft: measure, revision: 0, by: caller, operation: .fresh(applicant))
        guard state != .draft else { return entry }
        _ = try await store.submitEntry(entry: entry, by: caller, operation: .fresh(applicant))
        let office = try await people.caller(staff)
        switch state {
        case .draft, .submitted: break
        case .admitted: try await store.admitEntry(entry, revision: 2, by: office, operation: .fresh(staff))
        case .rejected: try await store.rejectEntry(entry, reason: "Unvollständig", revision: 2, by: office, operation: .fresh(staff))
        }
        return entry
    }

    /// Assigns a juror to an entry.
    public func assign(_ juror: Juror.ID, _ entry: Entry.ID) async throws -> Assignment.ID {
        _ = try await store.changeAssignments(
            in: round, assign: [AssignmentPair(juror: juror, entry: entry)], unassign: [], by: try await people.caller(staff),
            operation: .fresh(staff)
        )
        return try await store.database.read { session in
            try session.value("SELECT id FROM assignment WHERE juror_id = \(juror) AND entry_id = \(entry)")
        }
    }

    public func declare(_ assignment: Assignment.ID, _ declaration: ConflictDeclaration = .noConflict, by juror: Account.ID) async throws {
        _ = try await store.declareConflict(assignment, declaration, by: try await people.caller(juror), operation: .fresh(juror))
    }

    /// Saves the whole sheet; a criterion with "" is left empty, "n/a" does not apply.
    @discardableResult
    public func save(
        _ assignment: Assignment.ID, _ points: [String: String], _ intent: ScoreDraft.Intent = .saveDraft, revision: Int,
        comment: String = "", by juror: Account.ID, operation: AwardStore.Operation? = nil
    ) async throws -> SavedSheet {
        let draft = ScoreDraft(marks: try Self.marks(points), comment: comment, intent: intent, revision: revision)
        return try await store.saveScore(
            assignment, draft, by: try await people.caller(juror), operation: operation ?? .fresh(juror)
        )
    }

    public static func marks(_ points: [String: String]) throws -> [String: Mark] {
        try points.filter { $0.value != "" }.mapValues { $0 == "n/a" ? .notApplicable : .points(try SampleRules.points($0)) }
    }
}
