public import Awards
import Postgres

extension Store {
    /// Proves again who is signed in: by a code where there is a second factor, by the password where there is none. The session
    /// gets a new token.
    /// - Throws: ``CodeRefused``, ``CurrentPasswordWrong``, ``Throttled``.
    public func confirmIdentity(of person: SignedIn, proof: String, token: String) async throws -> String {
        let account = person.account
        let facts = try await database.transaction { session in
            try take(.confirming, [account.description], in: session)
            return try session.one(
                """
                SELECT a.password_hash, EXISTS (SELECT FROM second_factor f WHERE f.account_id = a.id AND f.enrolled_at IS NOT NULL) AS enrolled
                FROM account a WHERE a.id = \(account)
                """
            ) { row in (hash: try row("password_hash") as String, enrolled: try row("enrolled") as Bool) }
        }
        if !facts.enrolled {
            guard try await passwords.verify(proof, against: facts.hash) else { throw CurrentPasswordWrong() }
        }
        return try await database.transaction { session in
            if facts.enrolled {
                try useCode(proof, of: account, in: session)
            } else {
                guard try session.stillHas(facts.hash, account), try !session.hasSecondFactor(account) else { throw CurrentPasswordWrong() }
            }
            try giveBack(.confirming, [account.description], in: session)
            try session.record(.confirmed, by: account, about: .account(account))
            return try session.rotate(token, confirming: true)
        }
    }
}
