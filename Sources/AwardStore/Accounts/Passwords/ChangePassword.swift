public import Awards
import Postgres

/// The current password was wrong.
public struct CurrentPasswordWrong: Error, Equatable {}

extension Session {
    /// What has to do with a person, for their password: name, mail address, municipalities, competitions.
    func passwordContext(of account: Account.ID) throws -> PasswordContext {
        let words: [String] = try rows(
            """
            SELECT a.display_name AS words FROM account a WHERE a.id = \(account)
            UNION ALL SELECT a.email FROM account a WHERE a.id = \(account)
            UNION ALL SELECT m.display_name FROM membership s JOIN municipality m ON m.id = s.municipality_id WHERE s.account_id = \(account)
            UNION ALL SELECT m.display_name FROM invitation i JOIN municipality m ON m.id = i.municipality_id WHERE i.account_id = \(account)
            UNION ALL SELECT c.title FROM competition c
            """
        ) { row in try row("words") }
        return PasswordContext(words)
    }

    /// Sets the password and ends all that rested on the old one: sessions, half sign-ins, reset links.
    func setPassword(_ hash: String, of account: Account.ID) throws {
        try execute("UPDATE account SET password_hash = \(hash) WHERE id = \(account)")
        try execute("DELETE FROM password_reset WHERE account_id = \(account)")
        try dropMailText(of: account, kind: .passwordReset)
        try endSessions(of: account)
    }
}

extension Store {
    /// Gives the signed-in person another password. All sessions end; this device goes on with a new one.
    /// - Throws: ``PasswordRefusal``, ``CurrentPasswordWrong``, ``Throttled``.
    public func changePassword(of caller: Caller, current: String, to new: String, on device: ClientDevice) async throws -> NewSession {
        let (hash, context) = try await database.transaction { session in
            try take(.confirming, [caller.account.description], in: session)
            return (
                try session.value("SELECT password_hash FROM account WHERE id = \(caller.account)") as String,
                try session.passwordContext(of: caller.account)
            )
        }
        guard try await passwords.verify(current, against: hash) else { throw CurrentPasswordWrong() }
        try context.check(new)
        let newHash = try await passwords.hash(new)
        return try await database.transaction { session in
            guard try session.stillHas(hash, caller.account) else { throw CurrentPasswordWrong() }
            try session.setPassword(newHash, of: caller.account)
            try session.record(.passwordChanged, by: caller.account, about: .account(caller.account))
            try post(.passwordChanged, to: caller.account, in: session)
            return try session.startSession(of: caller.account, on: device)
        }
    }
}
