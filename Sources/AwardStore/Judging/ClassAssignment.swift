public import Awards
import Postgres

/// What assigning all admitted entries of a size class to some jurors would do.
public struct ClassAssignment: Sendable, Equatable {
    public struct Share: Sendable, Equatable {
        public let juror: Juror.ID
        public let name: String
        /// Entries the juror would get in addition.
        public let added: Int
        /// Entries left out because a conflict is suggested, or the juror is excluded from the size class.
        public let leftOut: [MunicipalityTitle]
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
                """
                SELECT e.id, m.kind, m.display_name, m.designation, m.article FROM entry e JOIN municipality m ON m.id = e.municipality_id
                WHERE e.round_id = \(round.id) AND e.track = \(track) AND e.state = 'admitted'
                ORDER BY m.display_name COLLATE "de-x-icu", e.id
                """
            ) { row in (id: try row("id") as Entry.ID, municipality: try row.municipalityTitle()) }
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
            let suggested = Set(try session.suggestions(of: round.id).filter { !$0.isDismissed }.map(\.pair))
            let excluded = try round.rules.exclusion == .track ? session.excludedJurors(of: round.id, track: track) : []
            let shares = members.map { member in
                let missing = entries.map { AssignmentPair(juror: member.id, entry: $0.id) }.filter { !existing.contains($0) }
                return (member: member, pairs: missing.filter { !suggested.contains($0) && !excluded.contains(member.id) }, missing: Set(missing.map(\.entry)))
            }
            return ClassAssignment(
                track: track, entries: entries.count,
                shares: shares.map { share in
                    let added = Set(share.pairs.map(\.entry))
                    return ClassAssignment.Share(
                        juror: share.member.id, name: share.member.name, added: added.count,
                        leftOut: entries.filter { share.missing.contains($0.id) && !added.contains($0.id) }.map(\.municipality)
                    )
                },
                pairs: Set(shares.flatMap(\.pairs))
            )
        }
    }
}

extension Session {
    /// Jurors with an exclusion in a size class.
    fileprivate func excludedJurors(of round: Round.ID, track: String) throws -> Set<Juror.ID> {
        Set(
            try rows(
                """
                SELECT DISTINCT a.juror_id
                FROM assignment a
                JOIN entry e ON e.id = a.entry_id AND e.track = \(track)
                JOIN conflict_declaration d ON d.assignment_id = a.id AND d.standing = 'excluded'
                WHERE a.round_id = \(round)
                """
            ) { row in try row("juror_id") }
        )
    }
}
