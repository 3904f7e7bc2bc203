@testable import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport

@testable import Web

/// Three rounds in three states with everybody of ``Persona`` in it, and the addresses of their objects.
struct AccessWorld: Sendable {
    static let rounds = ["offen-2027", "zu-2025", "fertig-2023"]

    /// What stands for a path parameter, by the name a cell gives it.
    let objects: [String: String]

    static let template = TemplateBuilder(name: "access") { database in _ = try await make(in: database) }

    static func make(in database: Database) async throws -> Store {
        let store = Store(database: database)
        try await store.migrate()
        try await build(store)
        return store
    }

    static func token(_ persona: Persona) -> String { "token-\(persona.rawValue)" }
    static func csrf(_ persona: Persona) -> String { "csrf-\(persona.rawValue)" }

    private static func build(_ store: Store) async throws {
        let people = SamplePeople(store)
        let accounts = try await accounts(people)
        let staff = try accounts.required(.staff)
        let open = try await store.importRound(try SampleRules.round(slug: rounds[0]), source: "offen", by: staff).id
        let drafts = try await entries(people, in: open, accounts: accounts)
        try await judge(people, in: open, accounts: accounts, entries: drafts)
        try await decided(store, slug: rounds[1], published: false, juror: try accounts.required(.jurorElsewhere), staff: staff)
        try await decided(store, slug: rounds[2], published: true, juror: try accounts.required(.jurorElsewhere), staff: staff)
        let chairElsewhere = try accounts.required(.chairElsewhere)
        try await store.database.transaction { session in
            _ = try session.execute(
                """
                INSERT INTO juror (round_id, account_id, organisation, chair)
                SELECT id, \(chairElsewhere), 'Test', true FROM round WHERE slug = \(rounds[1])
                """
            )
        }
        try await store.database.transaction { session in
            for persona in Persona.allCases {
                guard let account = accounts[persona] else { continue }
                try session.execute(
                    """
                    INSERT INTO session (token_hash, account_id, csrf_token, expires_at)
                    VALUES (\(Token.sha256(token(persona).utf8)), \(account), \(csrf(persona)), now() + interval '12 hours')
                    """
                )
            }
            try session.execute("UPDATE account SET sample_data = false WHERE email = \(Persona.unenrolled.email)")
            try session.execute("UPDATE account SET disabled_at = now() WHERE email = \(Persona.closed.email)")
            try session.execute("DELETE FROM membership WHERE account_id = \(accounts[.formerMember])")
        }
        // The public reads the checkpoint of the hour, which the server makes.
        try await store.sealIfDue()
    }

    private static func accounts(_ people: SamplePeople) async throws -> [Persona: Account.ID] {
        var accounts: [Persona: Account.ID] = [:]
        for persona in Persona.allCases where persona != .anonymous {
            let role: Role? = persona == .unenrolled ? .staff : Role(rawValue: persona.rawValue)
            accounts[persona] = try await people.account(persona.email, roles: Set([role].compactMap(\.self)))
        }
        try await objects(people, administrator: try accounts.required(.administrator))
        return accounts
    }

    /// Accounts that nobody plays, for forms about accounts: invited ones, and ones with a second factor.
    private static func objects(_ people: SamplePeople, administrator: Account.ID) async throws {
        _ = try await people.account("nobody@example.org")
        let caller = ConfirmedCaller(try await people.caller(administrator))
        let invited = InvitedPerson(email: "invited@example.org", displayName: "Eingeladen")
        _ = try await people.store.invite(invited, by: caller.caller, operation: .fresh(administrator))
        let offered = InvitedPerson(email: "offered@example.org", displayName: "Mit Rolle")
        _ = try await people.store.invite(offered, into: [.auditor], by: caller, operation: .fresh(administrator))
        for account in [try await people.account("enrolled@example.org"), try await people.account("official@example.org", roles: [.auditor])] {
            try await people.store.database.transaction { session in
                _ = try session.execute("INSERT INTO second_factor (account_id, sealed_secret, enrolled_at) VALUES (\(account), '\\x00', now())")
            }
        }
    }

    /// One entry in each state for the lead's towns, four admitted ones, and a stranger's.
    private static func entries(
        _ people: SamplePeople, in round: Round.ID, accounts: [Persona: Account.ID]
    ) async throws -> [String: Entry.ID] {
        let lead = try accounts.required(.lead)
        let staff = try await people.caller(try accounts.required(.staff))
        var found: [String: Entry.ID] = [:]
        let names = ["draft", "submitted", "rejected", "undeclared", "open", "recused", "final", "concern", "elsewhere", "new"]
        for (number, name) in names.enumerated() {
            let town = try await people.municipality("Ort \(name)", key: "091234\(10 + number)", population: 5_000 + number)
            try await people.join([.lead, .member, .formerMember], of: accounts, to: town)
            guard name != "new" else { continue }
            let entry = try await people.completeDraft(town, in: round, by: lead)
            found[name] = entry
            guard name != "draft" else { continue }
            _ = try await people.store.submitEntry(entry: entry, by: try await people.caller(lead), operation: .fresh(lead))
            if name == "rejected" {
                try await people.store.rejectEntry(entry, reason: "Unvollständig", revision: 2, by: staff, operation: .fresh(staff.account))
            } else if name != "submitted" {
                try await people.store.admitEntry(entry, revision: 2, by: staff, operation: .fresh(staff.account))
            }
        }
        let other = try await people.municipality("Fernau", key: "09123499", population: 5_099)
        try await people.join([.foreignLead], of: accounts, to: other)
        found["foreign"] = try await people.completeDraft(other, in: round, by: try accounts.required(.foreignLead))
        return found
    }

    private static func judge(
        _ people: SamplePeople, in round: Round.ID, accounts: [Persona: Account.ID], entries: [String: Entry.ID]
    ) async throws {
        let store = people.store
        let staff = try await people.caller(try accounts.required(.staff))
        var seats: [Persona: Juror.ID] = [:]
        for persona in [Persona.juror, .foreignJuror, .chair] {
            seats[persona] = try await store.addJuror(
                email: persona.email, organisation: "Haus der Jury", to: round, by: staff, operation: .fresh(staff.account)
            ).juror
        }
        let pairs = try ["undeclared", "open", "recused", "final", "concern"].map { (try seats.required(.juror), try entries.required($0)) }
            + [(try seats.required(.foreignJuror), try entries.required("elsewhere")), (try seats.required(.chair), try entries.required("elsewhere"))]
        _ = try await store.changeAssignments(
            in: round, assign: Set(pairs.map { AssignmentPair(juror: $0.0, entry: $0.1) }), unassign: [], by: staff, operation: .fresh(staff.account)
        )
        let chair = try seats.required(.chair)
        try await store.database.transaction { session in
            _ = try session.execute("UPDATE juror SET chair = true WHERE id = \(chair)")
        }
        let juror = try accounts.required(.juror)
        let link = NewLink(kind: .employer, role: "Angestellt", target: .institution("Fernamt"))
        try await store.recordLink(link, of: juror, by: staff, operation: .fresh(staff.account))
        try await store.requestPasswordReset(email: Persona.juror.email, from: .sample())
        try await store.database.transaction { session in
            _ = try session.execute("INSERT INTO second_factor (account_id, sealed_secret, enrolled_at) VALUES (\(juror), '\\x00', now())")
        }
        let caller = try await people.caller(juror)
        for name in ["open", "recused", "final", "concern"] {
            let assignment = try await store.assignment(of: try seats.required(.juror), entry: try entries.required(name))
            let declaration: ConflictDeclaration = switch name {
            case "recused": .conflict(.employment, note: "")
            case "concern": .conflict(.otherConcern, note: "Wir sind befreundet.")
            default: .noConflict
            }
            _ = try await store.declareConflict(assignment, declaration, by: caller, operation: .fresh(juror))
            guard name == "final" else { continue }
            let draft = ScoreDraft(marks: try SampleJury.marks(["verankerung": "7", "wirkung": "4"]), comment: "", intent: .finalise, revision: 0)
            _ = try await store.saveScore(assignment, draft, by: caller, operation: .fresh(juror))
        }
    }

    /// A round that was scored and closed, and where asked for decided and published.
    private static func decided(_ store: Store, slug: String, published: Bool, juror: Account.ID, staff: Account.ID) async throws {
        let round = try await store.importRound(try SampleRules.round(slug: slug), source: slug, by: staff).id
        let scoring = SampleScoring(store, round: round, staff: staff)
        let entry = try await scoring.entry("Ort \(slug)", key: published ? "09200001" : "09200002", population: 6_000)
        let seat: Juror.ID = try await store.database.transaction { session in
            try session.value("INSERT INTO juror (round_id, account_id, organisation) VALUES (\(round), \(juror), 'Test') RETURNING id")
        }
        try await scoring.sheet(seat, entry, ["verankerung": "7.5", "wirkung": "4"])
        try await scoring.closeScoring()
        guard published else { return }
        let caller = try await scoring.caller()
        _ = try await store.freezeRanking(of: round, by: caller, operation: .fresh(staff))
        let decision = PlannedDecision(
            decidedBy: "Jury", decidedOn: nil, reason: "Probe", places: [TrackPlaces(track: "klein", groups: [[entry]])]
        )
        _ = try await store.recordDecision(decision, in: round, by: caller, operation: .fresh(staff))
        _ = try await store.allocatePrizes(of: round, by: caller, operation: .fresh(staff))
        _ = try await store.publishRound(round, by: caller, operation: .fresh(staff))
    }
}

extension SamplePeople {
    fileprivate func join(_ personas: [Persona], of accounts: [Persona: Account.ID], to town: Municipality.ID) async throws {
        try await store.database.transaction { session in
            for persona in personas {
                try session.execute(
                    "INSERT INTO membership (account_id, municipality_id, lead) VALUES (\(accounts[persona]), \(town), \([.lead, .foreignLead].contains(persona)))"
                )
            }
        }
    }
}

extension Store {
    fileprivate func assignment(of juror: Juror.ID, entry: Entry.ID) async throws -> Assignment.ID {
        try await database.read { session in
            try session.value("SELECT id FROM assignment WHERE juror_id = \(juror) AND entry_id = \(entry)")
        }
    }
}

extension Dictionary where Value: Sendable {
    struct Missing: Error {
        let key: String
    }

    func required(_ key: Key) throws -> Value {
        guard let value = self[key] else { throw Missing(key: "\(key)") }
        return value
    }
}
