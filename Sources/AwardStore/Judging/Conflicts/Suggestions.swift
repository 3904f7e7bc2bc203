public import Awards
import Postgres

/// A possible conflict of one juror before one entry.
public struct SuggestedConflict: Sendable, Equatable {
    public let juror: Juror.ID
    public let entry: Entry.ID
    /// The municipality that enters.
    public let municipality: MunicipalityTitle
    public let suggestion: ConflictSuggestion
    /// Staff or the chair have called it false.
    public let isDismissed: Bool

    public var pair: AssignmentPair { AssignmentPair(juror: juror, entry: entry) }
}

extension Session {
    /// All suggestions about a round's submitted and admitted entries, or those of one juror or entry, by juror and entry.
    /// The number of queries is fixed.
    func suggestions(of round: Round.ID, juror: Juror.ID? = nil, entry: Entry.ID? = nil) throws -> [SuggestedConflict] {
        let jurors = try connections(of: round, juror: juror)
        guard !jurors.isEmpty else { return [] }
        let entries = try enteredMunicipalities(of: round, entry: entry)
        let dismissed = try dismissals(of: round)
        return jurors.flatMap { connections in
            entries.flatMap { entry, municipality in
                SuggestingConflicts.suggestions(for: connections, entry: municipality).map { suggestion in
                    SuggestedConflict(
                        juror: connections.juror, entry: entry, municipality: municipality.title, suggestion: suggestion,
                        isDismissed: dismissed.contains(Dismissal(pair: AssignmentPair(juror: connections.juror, entry: entry), source: suggestion.source))
                    )
                }
            }
        }
    }

    private func connections(of round: Round.ID, juror: Juror.ID?) throws -> [JurorConnections] {
        let jurors = try rows(
            """
            SELECT j.id, j.account_id, j.organisation,
                   ARRAY(SELECT m.municipality_id FROM membership m WHERE m.account_id = j.account_id) AS memberships
            FROM juror j WHERE j.round_id = \(round) AND j.id = coalesce(\(juror), j.id) ORDER BY j.id
            """
        ) { row in
            (
                id: try row("id") as Juror.ID, account: try row("account_id") as Account.ID, organisation: try row("organisation") as String,
                memberships: Set(try row("memberships") as [Municipality.ID])
            )
        }
        let accounts = jurors.map(\.account)
        let links = Dictionary(grouping: try links(of: accounts), by: \.account)
        let past = try pastEntries(of: accounts, before: round)
        return jurors.map { juror in
            JurorConnections(
                juror: juror.id, organisation: juror.organisation, links: (links[juror.account] ?? []).map(\.link),
                memberships: juror.memberships, pastEntries: past[juror.account] ?? []
            )
        }
    }

    /// Entries whose drafting or submission an account had a part in, in other rounds.
    private func pastEntries(of accounts: [Account.ID], before round: Round.ID) throws -> [Account.ID: [JurorConnections.PastEntry]] {
        let found = try rows(
            """
            SELECT DISTINCT worked.account_id, e.municipality_id, r.title,
                   EXISTS (SELECT FROM award w WHERE w.entry_id = e.id AND w.allocation_id = r.published_allocation_id) AS awarded
            FROM entry e
            JOIN round r ON r.id = e.round_id AND r.id <> \(round)
            CROSS JOIN LATERAL (VALUES (e.created_by), (e.submitted_by)) AS worked (account_id)
            WHERE worked.account_id = ANY(\(accounts)::uuid[]) AND e.origin = 'online'
            ORDER BY worked.account_id, r.title
            """
        ) { row in
            (
                account: try row("account_id") as Account.ID,
                past: JurorConnections.PastEntry(municipality: try row("municipality_id"), roundTitle: try row("title"), awarded: try row("awarded"))
            )
        }
        return Dictionary(grouping: found, by: \.account).mapValues { $0.map(\.past) }
    }

    private func enteredMunicipalities(of round: Round.ID, entry: Entry.ID?) throws -> [(Entry.ID, KnownMunicipality)] {
        try rows(
            """
            SELECT e.id AS entry_id, m.id, m.key, m.kind, m.display_name, m.designation, m.article
            FROM entry e JOIN municipality m ON m.id = e.municipality_id
            WHERE e.round_id = \(round) AND e.id = coalesce(\(entry), e.id) AND e.state IN ('submitted', 'admitted')
            ORDER BY m.display_name COLLATE "de-x-icu", e.id
            """
        ) { row in
            (try row("entry_id"), KnownMunicipality(id: try row("id"), key: try row("key"), title: try row.municipalityTitle()))
        }
    }

    private struct Dismissal: Hashable {
        let pair: AssignmentPair
        let source: String
    }

    private func dismissals(of round: Round.ID) throws -> Set<Dismissal> {
        Set(
            try rows("SELECT juror_id, entry_id, source FROM suggestion_dismissal WHERE round_id = \(round)") { row in
                Dismissal(pair: AssignmentPair(juror: try row("juror_id"), entry: try row("entry_id")), source: try row("source"))
            }
        )
    }
}

extension Store {
    /// What a juror is asked about before declaring; empty for somebody else's assignment.
    public func suggestions(for assignment: Assignment.ID, of account: Account.ID) async throws -> [SuggestedConflict] {
        try await database.read { session in
            let found = try session.first(
                """
                SELECT a.round_id, a.juror_id, a.entry_id FROM assignment a JOIN juror j ON j.id = a.juror_id
                WHERE a.id = \(assignment) AND j.account_id = \(account)
                """
            ) { row in (round: try row("round_id") as Round.ID, juror: try row("juror_id") as Juror.ID, entry: try row("entry_id") as Entry.ID) }
            guard let found else { return [] }
            return try session.suggestions(of: found.round, juror: found.juror, entry: found.entry).filter { !$0.isDismissed }
        }
    }

    /// Pairs of a round with a suggestion that nobody has called false.
    public func suggestedPairs(of round: Round.ID) async throws -> Set<AssignmentPair> {
        try await database.read { session in Set(try session.suggestions(of: round).filter { !$0.isDismissed }.map(\.pair)) }
    }
}
