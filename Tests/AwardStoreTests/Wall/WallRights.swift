@testable import AwardStore

/// What passes through which door, one line for each table and door. Whatever has no line is refused.
///
/// - `own`: rows of the acting person (of the published round, for everybody), as the condition at the end of the line tells.
/// - `all`: every row, for whoever has the door's role.
/// - `open`: every row, whoever acts.
/// - `lock`: rows may be locked and not changed.
/// - `none`: allowed to ask, and nothing is found.
/// - `deed`: only with what goes before it in the same transaction, which the attack tests do; alone it is refused.
struct WallRight: Equatable {
    enum Scope: String {
        case own, all, open, lock, none, deed
        case refused = "-"
    }

    let table: String
    let door: Door
    let read: Scope
    let insert: Scope
    let update: Scope
    let delete: Scope
    /// Which rows are own.
    let own: String

    /// In the order of the lines.
    static let declared: [WallRight] = lines.split(separator: "\n").flatMap { line -> [WallRight] in
        let parts = line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
        guard parts.count >= 6 else { return [] }
        let scopes = parts[2...5].map { Scope(rawValue: $0) ?? .refused }
        return parts[1].split(separator: " ").compactMap { Door(rawValue: String($0)) }.map { door in
            WallRight(
                table: parts[0], door: door, read: scopes[0], insert: scopes[1], update: scopes[2], delete: scopes[3],
                own: parts.count > 6 ? parts[6] : "true"
            )
        }
    }

    static func at(_ door: Door, of table: String) -> WallRight {
        declared.first { $0.table == table && $0.door == door }
            ?? WallRight(table: table, door: door, read: .refused, insert: .refused, update: .refused, delete: .refused, own: "true")
    }

    private static func own(entry column: String) -> String {
        "\(column) IN (SELECT e.id FROM entry e JOIN municipality m ON m.id = e.municipality_id WHERE m.display_name LIKE 'ahaus%')"
    }
    private static func own(sheet column: String) -> String {
        "\(column) IN (SELECT a.id FROM assignment a JOIN juror j ON j.id = a.juror_id WHERE j.account_id = \(me("ast")))"
    }
    private static let assignedEntry = "id IN (SELECT a.entry_id FROM assignment a JOIN juror j ON j.id = a.juror_id WHERE j.account_id = \(me("ast")))"
    private static let published = "round_id = (SELECT id FROM round WHERE slug = 'probe-2023')"
    private static let closed = "round_id IN (SELECT id FROM round WHERE slug IN ('probe-2023', 'probe-2025'))"
    private static let proving = "occasion = 'hour' OR occasion = 'act' AND "
        + "size = (SELECT min(c.size) FROM checkpoint c, event e WHERE e.action = 'resultPublished' AND c.size >= e.seq AND c.occasion <> 'receipt')"
    private static let chaired = "round_id = (SELECT id FROM round WHERE slug = 'probe-2027')"
    private static let chairedSheet = "assignment_id IN (SELECT a.id FROM assignment a JOIN round r ON r.id = a.round_id WHERE r.slug = 'probe-2027')"
    private static func me(_ name: String) -> String { "(SELECT id FROM account WHERE email = '\(name)@example.org')" }

    private static let everybody = "public applicant juror chair staff payment audit"

    // swift-format-ignore
    private static let lines = """
        table                 | doors                    | read | insert | update | delete | own rows
        land                  | \(everybody)             | open | -      | -      | -
        municipality          | \(everybody)             | open | -      | -      | -
        municipality_population | applicant staff audit  | open | -      | -      | -
        schema_migration      | public                   | open | -      | -      | -
        schema_view           | public                   | open | -      | -      | -
        land                  | gate                     | open | -      | -      | -
        municipality          | gate                     | open | -      | lock   | -
        competition           | gate                     | open | -      | -      | -
        round                 | gate                     | open | -      | -      | -
        competition           | \(everybody)             | open | -      | -      | -
        round                 | public payment audit record | open | -      | -      | -
        round                 | applicant juror chair    | open | -      | lock   | -
        round                 | staff                    | open | -      | all    | -
        round_rules           | public applicant juror chair payment audit | open | - | -  | -
        round_rules           | staff                    | open | all    | -      | -
        track                 | public applicant juror chair payment audit | open | - | -  | -
        track                 | staff                    | open | all    | all    | all
        track_place           | public applicant juror chair payment audit | open | - | -  | -
        track_place           | staff                    | open | all    | -      | all
        criterion             | public applicant juror chair payment audit | open | - | -  | -
        criterion             | staff                    | open | all    | -      | all
        special_prize         | public applicant juror chair payment audit | open | - | -  | -
        special_prize         | staff                    | open | all    | -      | all

        account               | gate                     | open | open   | open   | -
        account               | public                   | none | -      | -      | -
        account               | applicant                | own  | -      | -      | -      | email IN ('ahaus@example.org', 'verwaltung@example.org')
        account               | chair                    | own  | -      | -      | -      | email IN ('ast@example.org', 'birk@example.org')
        account               | staff                    | all  | all    | -      | -
        account               | payment audit            | all  | -      | -      | -
        account_role          | gate                     | open | deed   | -      | deed
        account_role          | chair                    | own  | -      | -      | -      | account_id = \(me("birk"))
        account_role          | staff audit              | all  | -      | -      | -
        membership            | gate                     | open | open   | open   | open
        membership            | applicant                | own  | -      | -      | -      | account_id = \(me("ahaus"))
        membership            | juror                    | own  | -      | -      | -      | account_id = \(me("ast"))
        membership            | chair                    | own  | -      | -      | -      | account_id IN (\(me("ast")), \(me("birk")))
        membership            | staff audit              | all  | -      | -      | -
        session               | gate                     | open | open   | open   | open
        invitation            | gate                     | open | all    | open   | -   
        invitation            | staff                    | -    | deed   | -      | -
        outbox_mail           | gate                     | open | open   | open   | open
        outbox_mail           | staff                    | own  | deed   | own    | -      | expires_at < now()
        password_reset        | gate                     | open | open   | open   | open
        second_factor         | gate                     | open | open   | open   | open
        recovery_code         | gate                     | open | open   | open   | open
        sign_in_challenge     | gate                     | open | open   | open   | open
        known_device          | gate                     | open | open   | open   | open
        throttle              | gate                     | open | open   | open   | open
        operation             | gate staff               | own  | own    | -      | -      | account_id = \(me("verwaltung"))
        operation             | applicant                | own  | own    | -      | -      | account_id = \(me("ahaus"))
        operation             | juror                    | own  | own    | -      | -      | account_id = \(me("ast"))
        operation             | chair                    | own  | own    | -      | -      | account_id = \(me("birk"))
        operation             | payment                  | own  | own    | -      | -      | account_id = \(me("kasse"))
        event                 | public                   | own  | -      | -      | -      | \(published)
        event                 | applicant                | own  | -      | -      | -      | action = 'entrySubmitted' AND subject_\(own(entry: "id"))
        event                 | juror                    | own  | -      | -      | -      | action = 'sheetFinalised' AND subject_\(own(sheet: "id"))
        event                 | staff audit              | all  | -      | -      | -
        event                 | record                   | open | -      | -      | -
        event_detail          | applicant                | none | -      | -      | -
        event_detail          | juror                    | own  | -      | -      | -      | actor_id = \(me("ast"))
        event_detail          | staff audit              | all  | -      | -      | -
        event_head            | applicant staff audit record | open | -  | -      | -
        checkpoint            | applicant juror staff audit record | open | - | - | -
        checkpoint            | public                   | own  | -      | -      | -      | \(proving)

        entry                 | public                   | own  | -      | -      | -      | \(published)
        entry                 | applicant                | own  | own    | own    | -      | \(own(entry: "id"))
        entry                 | juror                    | own  | -      | -      | -      | \(assignedEntry)
        entry                 | chair                    | own  | -      | -      | -      | \(chaired)
        entry                 | staff                    | all  | all    | all    | -
        entry                 | payment audit            | all  | -      | -      | -
        entry_section         | applicant                | own  | own    | own    | -      | \(own(entry: "entry_id"))
        entry_section         | staff                    | all  | all    | -      | -
        entry_section         | audit                    | all  | -      | -      | -
        entry_section_history | applicant                | own  | -      | -      | -      | \(own(entry: "entry_id"))
        entry_section_history | staff audit              | all  | -      | -      | -
        measure               | applicant                | own  | own    | own    | -      | \(own(entry: "entry_id"))
        measure               | staff                    | all  | all    | -      | -
        measure               | audit                    | all  | -      | -      | -

        juror                 | gate                     | open | -      | -      | -
        juror                 | juror                    | own  | -      | lock   | -      | account_id = \(me("ast"))
        juror                 | chair                    | own  | -      | lock   | -      | \(chaired)
        juror                 | staff                    | all  | all    | all    | -
        juror                 | audit                    | all  | -      | -      | -
        juror_link            | juror                    | own  | own    | own    | -      | account_id = \(me("ast"))
        juror_link            | chair                    | own  | -      | -      | -      | account_id IN (\(me("ast")), \(me("birk")))
        juror_link            | staff                    | all  | all    | all    | -
        juror_link            | audit                    | all  | -      | -      | -
        suggestion_dismissal  | juror                    | own  | -      | -      | -      | juror_id IN (SELECT j.id FROM juror j WHERE j.account_id = \(me("ast")))
        suggestion_dismissal  | chair                    | own  | own    | -      | -      | \(chaired)
        suggestion_dismissal  | staff                    | all  | all    | -      | -
        suggestion_dismissal  | audit                    | all  | -      | -      | -
        assignment            | juror                    | own  | -      | -      | -      | \(own(sheet: "id"))
        assignment            | chair                    | own  | -      | -      | -      | \(chaired)
        assignment            | staff                    | all  | all    | -      | all
        assignment            | audit                    | all  | -      | -      | -
        conflict_decision     | juror                    | own  | -      | -      | -      | \(own(sheet: "assignment_id"))
        conflict_decision     | chair                    | own  | own    | -      | -      | \(chairedSheet)
        conflict_decision     | staff                    | all  | all    | -      | -
        conflict_decision     | audit                    | all  | -      | -      | -
        conflict_declaration  | juror                    | own  | own    | own    | -      | \(own(sheet: "assignment_id"))
        conflict_declaration  | chair                    | own  | own    | own    | -      | \(chairedSheet)
        conflict_declaration  | staff                    | all  | all    | all    | all
        conflict_declaration  | audit                    | all  | -      | -      | -
        score_sheet           | juror                    | own  | -      | own    | -      | \(own(sheet: "assignment_id"))
        score_sheet           | chair                    | own  | -      | own    | -      | \(chaired)
        score_sheet           | staff                    | all  | all    | all    | all
        score_sheet           | audit                    | all  | -      | -      | -
        score_mark            | juror                    | own  | own    | own    | own    | \(own(sheet: "assignment_id"))
        score_mark            | staff audit              | own  | -      | -      | -      | \(closed)
        ranking_run_sheet     | staff audit              | all  | -      | -      | -

        ranking_run           | juror chair              | open | -      | -      | -
        award                 | juror chair              | own  | -      | -      | -      | \(published)
        ranking_run           | public                   | own  | -      | -      | -      | \(published)
        ranking_run           | staff                    | all  | all    | -      | -
        ranking_run           | audit                    | all  | -      | -      | -
        ranking_row           | public                   | own  | -      | -      | -      | \(published)
        ranking_row           | staff                    | all  | all    | -      | -
        ranking_row           | audit                    | all  | -      | -      | -
        jury_decision         | public                   | own  | -      | -      | -      | \(published)
        jury_decision         | staff                    | all  | all    | all    | -
        jury_decision         | audit                    | all  | -      | -      | -
        jury_place            | public                   | own  | -      | -      | -      | \(published)
        jury_place            | staff                    | all  | all    | -      | -
        jury_place            | audit                    | all  | -      | -      | -
        jury_special          | public                   | own  | -      | -      | -      | \(published)
        jury_special          | staff                    | all  | all    | -      | -
        jury_special          | audit                    | all  | -      | -      | -
        allocation            | public                   | own  | -      | -      | -      | \(published)
        allocation            | staff                    | all  | all    | -      | -
        allocation            | payment audit            | all  | -      | -      | -
        award                 | public                   | own  | -      | -      | -      | \(published)
        award                 | staff                    | all  | all    | -      | -
        award                 | payment audit            | all  | -      | -      | -
        """
}
