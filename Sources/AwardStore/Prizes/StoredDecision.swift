public import Awards
public import Foundation
import Postgres

/// A decision as it was recorded.
public struct StoredDecision: Sendable, Equatable {
    public let id: JuryDecision.ID
    public let planned: PlannedDecision
    public let recordedAt: Date
    /// The person's name.
    public let recordedBy: String
    /// Whether it was made on a frozen ranking.
    public let hasRanking: Bool
}

extension Session {
    func insert(_ decision: PlannedDecision, in round: LoadedRound, by caller: Caller) throws -> JuryDecision.ID {
        let id: JuryDecision.ID = try value(
            """
            INSERT INTO jury_decision (round_id, run_id, decided_by, decided_on, reason, recorded_by)
            VALUES (\(round.id), (SELECT id FROM ranking_run WHERE round_id = \(round.id)), \(decision.decidedBy),
                    \(decision.decidedOn), \(decision.reason), \(caller.account))
            RETURNING id
            """
        )
        for places in decision.places {
            var position = 0
            for (group, entries) in places.groups.enumerated() {
                for entry in entries {
                    position += 1
                    try execute(
                        """
                        INSERT INTO jury_place (decision_id, round_id, track, group_position, position, entry_id, set_cents)
                        VALUES (\(id), \(round.id), \(places.track), \(group + 1), \(position), \(entry),
                                \(decision.amounts.first { $0.entry == entry }?.cents))
                        """
                    )
                }
            }
        }
        for special in decision.special {
            for (index, recipient) in special.recipients.enumerated() {
                try execute(
                    """
                    INSERT INTO jury_special (decision_id, round_id, prize, position, entry_id, share)
                    VALUES (\(id), \(round.id), \(special.prize), \(index + 1), \(recipient.entry), \(recipient.share))
                    """
                )
            }
        }
        return id
    }

    /// The decision that stands, with who recorded it; nil where none was recorded.
    func currentDecision(of round: Round.ID) throws -> StoredDecision? {
        guard let standing = try standingDecision(of: round) else { return nil }
        return try one(
            """
            SELECT d.recorded_at, d.run_id, coalesce(a.display_name, '') AS display_name
            FROM jury_decision d LEFT JOIN account a ON a.id = d.recorded_by WHERE d.id = \(standing.id)
            """
        ) { row in
            StoredDecision(
                id: standing.id, planned: standing.planned, recordedAt: try row("recorded_at"), recordedBy: try row("display_name"),
                hasRanking: try row("run_id") as RankingRun.ID? != nil
            )
        }
    }

    /// What was decided, as everybody may know it once it is published; nil where nothing was.
    func standingDecision(of round: Round.ID) throws -> (id: JuryDecision.ID, planned: PlannedDecision)? {
        let head = try first("SELECT id, decided_by, decided_on, reason FROM jury_decision WHERE round_id = \(round) AND superseded_at IS NULL") { row in
            (
                id: try row("id") as JuryDecision.ID,
                planned: PlannedDecision(decidedBy: try row("decided_by"), decidedOn: try row("decided_on"), reason: try row("reason"), places: [])
            )
        }
        guard var decision = head else { return nil }
        try readPlaces(of: decision.id, into: &decision.planned)
        try readSpecial(of: decision.id, into: &decision.planned)
        return decision
    }

    private func readPlaces(of decision: JuryDecision.ID, into planned: inout PlannedDecision) throws {
        let rows = try rows(
            """
            SELECT p.track, p.group_position, p.entry_id, p.set_cents
            FROM jury_place p JOIN track t ON t.round_id = p.round_id AND t.code = p.track
            WHERE p.decision_id = \(decision) ORDER BY t.position, p.position
            """
        ) { row in
            (track: try row("track") as String, group: try row("group_position") as Int,
             entry: try row("entry_id") as Entry.ID, cents: try row("set_cents") as Int?)
        }
        for row in rows {
            if planned.places.last?.track != row.track { planned.places.append(TrackPlaces(track: row.track, groups: [])) }
            let last = planned.places.count - 1
            if planned.places[last].groups.count < row.group { planned.places[last].groups.append([]) }
            planned.places[last].groups[row.group - 1].append(row.entry)
            if let cents = row.cents { planned.amounts.append(SetAmount(entry: row.entry, cents: cents)) }
        }
    }

    private func readSpecial(of decision: JuryDecision.ID, into planned: inout PlannedDecision) throws {
        let rows = try rows(
            """
            SELECT s.prize, s.entry_id, s.share
            FROM jury_special s JOIN special_prize p ON p.round_id = s.round_id AND p.code = s.prize
            WHERE s.decision_id = \(decision) ORDER BY p.position, s.position
            """
        ) { row in
            (prize: try row("prize") as String,
             recipient: SpecialPrizeDecision.Recipient(entry: try row("entry_id"), share: try row("share")))
        }
        for row in rows {
            if planned.special.last?.prize != row.prize {
                planned.special.append(SpecialPrizeDecision(prize: row.prize, recipients: []))
            }
            planned.special[planned.special.count - 1].recipients.append(row.recipient)
        }
    }
}
