import AwardStore
import Foundation
import Postgres

extension AccessWorld {
    /// Finds the objects of a copy of the world by what they were called when it was built.
    static func load(_ store: Store) async throws -> AccessWorld {
        let found = try await store.database.read { session in
            let entries = try session.rows(
                """
                SELECT CASE m.display_name WHEN 'Fernau' THEN 'foreign' ELSE replace(m.display_name, 'Ort ', '') END AS name, e.id
                FROM entry e JOIN municipality m ON m.id = e.municipality_id
                """
            ) { row in ("entry:\(try row("name") as String)", (try row("id") as UUID).uuidString.lowercased()) }
            let measures = try session.rows(
                """
                SELECT CASE m.display_name WHEN 'Fernau' THEN 'foreign' ELSE replace(m.display_name, 'Ort ', '') END AS name, x.id
                FROM measure x JOIN entry e ON e.id = x.entry_id JOIN municipality m ON m.id = e.municipality_id
                """
            ) { row in ("measure:\(try row("name") as String)", (try row("id") as UUID).uuidString.lowercased()) }
            let assignments = try session.rows(
                """
                SELECT CASE a.email WHEN 'juror@example.org' THEN replace(m.display_name, 'Ort ', '')
                       ELSE split_part(a.email, '@', 1) END AS name, s.id
                FROM assignment s JOIN juror j ON j.id = s.juror_id JOIN account a ON a.id = j.account_id
                JOIN entry e ON e.id = s.entry_id JOIN municipality m ON m.id = e.municipality_id
                """
            ) { row in ("assignment:\(try row("name") as String)", (try row("id") as UUID).uuidString.lowercased()) }
            let towns = try session.rows(
                "SELECT CASE display_name WHEN 'Fernau' THEN 'foreign' ELSE replace(display_name, 'Ort ', '') END AS name, id FROM municipality"
            ) { row in ("town:\(try row("name") as String)", (try row("id") as UUID).uuidString.lowercased()) }
            let jurors = try session.rows("SELECT split_part(a.email, '@', 1) AS name, j.id FROM juror j JOIN account a ON a.id = j.account_id") { row in
                ("juror:\(try row("name") as String)", (try row("id") as UUID).uuidString.lowercased())
            }
            let accounts = try session.rows("SELECT split_part(email, '@', 1) AS name, id FROM account") { row in
                ("account:\(try row("name") as String)", (try row("id") as UUID).uuidString.lowercased())
            }
            let mails = try session.rows("SELECT split_part(recipient, '@', 1) AS name, id FROM outbox_mail") { row in
                ("mail:\(try row("name") as String)", (try row("id") as UUID).uuidString.lowercased())
            }
            let links = try session.rows("SELECT id FROM juror_link") { row in ("link:office", (try row("id") as UUID).uuidString.lowercased()) }
            return entries + measures + assignments + towns + jurors + accounts + mails + links
        }
        return AccessWorld(objects: Dictionary(found) { first, _ in first })
    }
}
