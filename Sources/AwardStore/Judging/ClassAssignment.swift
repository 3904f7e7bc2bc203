public import Awards
import Postgres

/// What assigning all admitted entries of a size class to some jurors would do.
public struct ClassAssignment: Sendable, Equatable {
    public struct Share: Sendable, Equatable {
        public let juror: Juror.ID
        public let name: String
        /// Entries the juror would get in addition.
        public let added: Int
    }

    /// Code of the size class.
    public let track: String
    /// Admitted entries of the class.
    public let entries: Int
    /// By name.
    public let shares: [Share]
    /// What is not assigned yet.
    public let pairs: Set<AssignmentPair>
}

extension Store {
    /// nil where there is no such round or size class; jurors of other rounds are left out. The number of queries is fixed.
    public func classAssignment(slug: String, track: String, jurors: Set<Juror.ID>) async throws -> ClassAssignment? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session), round.rules.track(track) != nil else { return nil }
            let entries = try session.rows(
                "SELECT id FROM entry WHERE round_id = \(round.id) AND track = \(track) AND state = 'admitted' ORDER BY id"
            ) { row in try row("id") as Entry.ID }
            let members = try session.rows(
                """
                SELECT j.id, c.display_name FROM juror j JOIN account c ON c.id = j.account_id
                WHERE j.round_id = \(round.id) AND j.id = ANY(\(Array(jurors))::uuid[])
                ORDER BY c.display_name COLLATE "de-x-icu", j.id
                """
            ) { row in (id: try row("id") as Juror.ID, name: try row("display_name") as String) }
            let existing = Set(
                try session.rows(
                    """
                    SELECT juror_id, entry_id FROM assignment
                    WHERE round_id = \(round.id) AND juror_id = ANY(\(members.map(\.id))::uuid[])
                    """
                ) { row in AssignmentPair(juror: try row("juror_id"), entry: try row("entry_id")) }
            )
            let shares = members.map { member in
                (member, entries.map { AssignmentPair(juror: member.id, entry: $0) }.filter { !existing.contains($0) })
            }
            return ClassAssignment(
                track: track, entries: entries.count,
                shares: shares.map { ClassAssignment.Share(juror: $0.0.id, name: $0.0.name, added: $0.1.count) },
                pairs: Set(shares.flatMap(\.1))
            )
        }
    }
}
