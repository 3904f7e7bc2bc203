public import Awards
public import Foundation
import Postgres

/// One juror before one entry: everything that was declared, suggested and decided, and what this person may do about it.
public struct ConflictCasePage: Sendable, Equatable {
    public struct PastDecision: Sendable, Equatable {
        public let verdict: ConflictCase.Verdict
        /// Who decided; nil where nobody had to.
        public let by: String?
    }

    public let round: LoadedRound
    public let isFrozen: Bool
    public let pair: AssignmentPair
    public let juror: String
    public let municipality: MunicipalityTitle
    /// Code of the size class.
    public let track: String
    /// nil where the juror is not assigned.
    public let assignment: Assignment.ID?
    /// nil where there is nothing to see beyond suggestions.
    public let found: ConflictCase?
    /// 0 where nothing was declared.
    public let revision: Int
    /// The latest first.
    public let decisions: [PastDecision]
    public let suggestions: [SuggestedConflict]
    public let matter: BiasMatter
    /// This person decides here.
    public let mayDecide: Bool
    /// The page is about the person who looks at it.
    public let isOwn: Bool

    public var isUncounted: Bool { !isFrozen && round.state != .published }
}

extension Store {
    /// A case as staff or the chair see it; nil where there is none that this person may know of.
    public func conflictCase(_ pair: AssignmentPair, slug: String, for desk: ConflictDesk, by account: Account.ID) async throws -> ConflictCasePage? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session), let matter = try session.matter(pair, of: round.id) else { return nil }
            switch desk {
            case .staff: break
            case .chair:
                guard permissions.mayChair(account, chairedBy: matter.chair), !matter.isChairBarred else { return nil }
            }
            let roles = try session.roles(of: account)
            return try session.casePage(
                pair, in: round, for: desk, matter: matter, mayDecide: permissions.mayDecideBias(account, of: roles, about: matter),
                isOwn: matter.juror == account
            )
        }
    }
}

extension Session {
    fileprivate func casePage(
        _ pair: AssignmentPair, in round: LoadedRound, for desk: ConflictDesk, matter: BiasMatter, mayDecide: Bool, isOwn: Bool
    ) throws -> ConflictCasePage? {
        let head = try first(
            """
            SELECT c.display_name AS juror_name, m.kind, m.display_name, m.designation, m.article, e.track, a.id AS assignment_id,
                   coalesce(d.revision, 0) AS revision, EXISTS (SELECT FROM ranking_run k WHERE k.round_id = j.round_id) AS frozen
            FROM juror j
            JOIN account c ON c.id = j.account_id
            JOIN entry e ON e.id = \(pair.entry) AND e.round_id = j.round_id
            JOIN municipality m ON m.id = e.municipality_id
            LEFT JOIN assignment a ON a.juror_id = j.id AND a.entry_id = e.id
            LEFT JOIN conflict_declaration d ON d.assignment_id = a.id
            WHERE j.id = \(pair.juror) AND j.round_id = \(round.id)
            """
        ) { row in
            (
                juror: try row("juror_name") as String, municipality: try row.municipalityTitle(), track: try row("track") as String,
                assignment: try row("assignment_id") as Assignment.ID?, revision: try row("revision") as Int, frozen: try row("frozen") as Bool
            )
        }
        guard let head else { return nil }
        return ConflictCasePage(
            round: round, isFrozen: head.frozen, pair: pair, juror: head.juror, municipality: head.municipality, track: head.track,
            assignment: head.assignment, found: try conflictCases(of: round, for: desk, only: pair).first, revision: head.revision,
            decisions: try head.assignment.map(pastDecisions) ?? [],
            suggestions: try suggestions(of: round.id, juror: pair.juror, entry: pair.entry), matter: matter, mayDecide: mayDecide, isOwn: isOwn
        )
    }

    private func pastDecisions(of assignment: Assignment.ID) throws -> [ConflictCasePage.PastDecision] {
        try rows(
            """
            SELECT v.biased, v.reason, v.decided_at, v.decided_as, c.display_name
            FROM conflict_decision v LEFT JOIN account c ON c.id = v.decided_by
            WHERE v.assignment_id = \(assignment) ORDER BY v.decided_at DESC, v.id
            """
        ) { row in
            ConflictCasePage.PastDecision(
                verdict: ConflictCase.Verdict(
                    biased: try row("biased"), reason: try row("reason"), at: try row("decided_at"), office: try row("decided_as")
                ),
                by: try row("display_name")
            )
        }
    }

    /// Undecided ones first, then by size class, municipality and juror.
    func conflictCases(of round: LoadedRound, for desk: ConflictDesk, only pair: AssignmentPair? = nil) throws -> [ConflictCase] {
        let showsScoring = desk == .staff || round.state != .open
        return try rows(
            """
            SELECT a.juror_id, a.entry_id, c.display_name AS juror_name, m.kind, m.display_name, m.designation, m.article, e.track,
                   s.standing, d.ground, coalesce(d.denied, false) AS denied, coalesce(d.note, '') AS note, d.declared_at,
                   d.declared_by <> j.account_id AS by_others, v.biased, v.reason, v.decided_at, v.decided_as,
                   cm.kind AS cause_kind, cm.display_name AS cause_name, cm.designation AS cause_designation, cm.article AS cause_article,
                   s.state = 'recused' AND wall.marks_held(a.id) > 0 AS excluded,
                   j.account_id, chair.account_id AS chair,
                   EXISTS (SELECT FROM assignment oa JOIN score_sheet os ON os.assignment_id = oa.id
                           WHERE oa.juror_id = chair.id AND oa.entry_id = a.entry_id AND os.state = 'recused') AS chair_barred
            FROM assignment a
            JOIN score_sheet s ON s.assignment_id = a.id
            JOIN juror j ON j.id = a.juror_id
            JOIN account c ON c.id = j.account_id
            JOIN entry e ON e.id = a.entry_id
            JOIN municipality m ON m.id = e.municipality_id
            JOIN track t ON t.round_id = e.round_id AND t.code = e.track
            LEFT JOIN conflict_declaration d ON d.assignment_id = a.id
            LEFT JOIN conflict_decision v ON v.id = d.decision_id
            LEFT JOIN juror chair ON chair.round_id = a.round_id AND chair.chair
            LEFT JOIN assignment ca ON ca.id = s.excluded_with
            LEFT JOIN entry ce ON ce.id = ca.entry_id
            LEFT JOIN municipality cm ON cm.id = ce.municipality_id
            WHERE a.round_id = \(round.id) AND (s.state = 'recused' OR d.decision_id IS NOT NULL OR d.denied)
              AND a.juror_id = coalesce(\(pair?.juror), a.juror_id) AND a.entry_id = coalesce(\(pair?.entry), a.entry_id)
            ORDER BY s.standing IS DISTINCT FROM 'pending', t.position, m.display_name COLLATE "de-x-icu", c.display_name COLLATE "de-x-icu", a.id
            """
        ) { row in try row.conflictCase(showsScoring: showsScoring) }
    }
}

extension Row {
    fileprivate func conflictCase(showsScoring: Bool) throws -> ConflictCase {
        let ground: String? = try self("ground")
        let excluded: Bool = try self("excluded")
        let byOthers: Bool? = try self("by_others")
        return ConflictCase(
            pair: AssignmentPair(juror: try self("juror_id"), entry: try self("entry_id")), juror: try self("juror_name"),
            municipality: try municipalityTitle(), track: try self("track"), standing: try standing(),
            ground: try ground.map { _ in try state("ground") }, denied: try self("denied"), note: try self("note"),
            declaredAt: try self("declared_at"), recordedByOthers: byOthers ?? false, verdict: try verdict(), withClass: try cause(),
            excluded: showsScoring && excluded,
            matter: BiasMatter(juror: try self("account_id"), chair: try self("chair"), isChairBarred: try self("chair_barred"))
        )
    }

    private func verdict() throws -> ConflictCase.Verdict? {
        guard let biased: Bool = try self("biased") else { return nil }
        return ConflictCase.Verdict(biased: biased, reason: try self("reason"), at: try self("decided_at"), office: try self("decided_as"))
    }

    /// The columns `cause_kind`, `cause_name`, `cause_designation` and `cause_article`; nil where there is no such entry.
    func cause() throws -> MunicipalityTitle? {
        let kind: String? = try self("cause_kind")
        return try kind.map { _ in
            MunicipalityTitle(
                kind: try state("cause_kind"), displayName: try self("cause_name"), designation: try self("cause_designation"),
                article: try self("cause_article")
            )
        }
    }
}
