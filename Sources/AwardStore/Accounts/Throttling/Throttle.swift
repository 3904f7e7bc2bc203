import Awards
import CSodium
import Postgres

/// Too many attempts in a row.
public struct Throttled: Error, Equatable, Sendable {
    /// In seconds, at least 1.
    public let retryAfter: Int
}

/// A token bucket: so many attempts at once, then one each so many seconds.
struct ThrottleLimit: Sendable {
    let name: String
    let capacity: Int
    let refillSeconds: Int

    /// Of one address, for all accounts: a town hall signs in through one address too.
    static let place = Self(name: "place", capacity: 60, refillSeconds: 10)
    /// Of one account, from devices on which the person never signed in.
    static let stranger = Self(name: "stranger", capacity: 10, refillSeconds: 180)
    /// Of one account, from one device on which the person signed in before.
    static let known = Self(name: "known", capacity: 10, refillSeconds: 60)
    /// Codes after the right password, by the same distinction.
    static let strangeCode = Self(name: "strangeCode", capacity: 5, refillSeconds: 600)
    static let knownCode = Self(name: "knownCode", capacity: 10, refillSeconds: 60)
    /// Proving oneself again while signed in.
    static let confirming = Self(name: "confirming", capacity: 10, refillSeconds: 60)
    /// Requests for a link, of one address.
    static let asking = Self(name: "asking", capacity: 20, refillSeconds: 60)
    /// Links for one mail address.
    static let resetting = Self(name: "resetting", capacity: 3, refillSeconds: 1_200)
    /// Mail that a lead has the office send.
    static let inviting = Self(name: "inviting", capacity: 30, refillSeconds: 1_200)
    /// Links that don't exist, of one address.
    static let link = Self(name: "link", capacity: 30, refillSeconds: 30)
}

extension ServerSecret.Purpose {
    /// A key's HMAC stands in the table instead of a mail address or an IP address.
    fileprivate static func throttle(_ limit: ThrottleLimit, _ subject: [String]) -> Self {
        Self("throttle/\(limit.name)/" + subject.map { "\($0.utf8.count):\($0)" }.joined(separator: "/"))
    }
}

extension Store {
    /// Takes a token before the work it is for, so that many attempts at the same moment count too.
    /// - Throws: ``Throttled``.
    func take(_ limit: ThrottleLimit, _ subject: [String], in session: Session) throws {
        let key = secret.derive(.throttle(limit, subject))
        guard try !session.takeToken(limit, key) else { return }
        let wait: Int = try session.value(
            """
            SELECT greatest(1, ceil(extract(epoch FROM full_at - now() - make_interval(secs => \(limit.refillSeconds * (limit.capacity - 1))::int))))::int
            FROM throttle WHERE key = \(key)
            """
        )
        throw Throttled(retryAfter: wait)
    }

    /// Takes a token if there is one, and says whether.
    func spare(_ limit: ThrottleLimit, _ subject: [String], in session: Session) throws -> Bool {
        try session.takeToken(limit, secret.derive(.throttle(limit, subject)))
    }

    /// Puts a token back after an attempt that was right.
    func giveBack(_ limit: ThrottleLimit, _ subject: [String], in session: Session) throws {
        let key = secret.derive(.throttle(limit, subject))
        try session.execute(
            "UPDATE throttle SET full_at = full_at - make_interval(secs => \(limit.refillSeconds)::int) WHERE key = \(key)"
        )
    }

    /// Looks up what a link leads to. Only links that don't exist count: guessing is throttled, clicking is not.
    /// - Throws: ``Throttled``.
    func openLink<Found: Sendable>(from device: ClientDevice, _ find: @escaping @Sendable (Session) throws -> Found?) async throws -> Found? {
        try await database.transaction { session in
            try take(.link, [device.place], in: session)
            let found = try find(session)
            if found != nil { try giveBack(.link, [device.place], in: session) }
            return found
        }
    }
}

extension Session {
    /// The generic cell rate algorithm: one column, one statement, right under concurrency. A bucket holds
    /// (capacity − time until full / refill time) tokens.
    fileprivate func takeToken(_ limit: ThrottleLimit, _ key: [UInt8]) throws -> Bool {
        try execute(
            """
            INSERT INTO throttle AS t (key, full_at) VALUES (\(key), now() + make_interval(secs => \(limit.refillSeconds)::int))
            ON CONFLICT ON CONSTRAINT throttle_pkey DO UPDATE
            SET full_at = greatest(t.full_at, now()) + make_interval(secs => \(limit.refillSeconds)::int)
            WHERE t.full_at <= now() + make_interval(secs => \(limit.refillSeconds * (limit.capacity - 1))::int)
            """
        ) == 1
    }
}
