import Awards
import Postgres
import TestSupport
import Testing

@testable import AwardStore

@Suite("Throttling")
struct ThrottleTests {
    private static let email = "person@example.org"

    private func fails(_ store: Store, email: String = email, _ device: ClientDevice) async throws -> Throttled? {
        do {
            _ = try await store.signIn(email: email, password: "falsch", on: device, replacing: nil)
            throw TestUnexpected()
        } catch is SignInRefused {
            return nil
        } catch let throttled as Throttled {
            return throttled
        }
    }

    private func session(_ outcome: SignInOutcome) throws -> NewSession {
        guard case .signedIn(let session) = outcome else { throw TestUnexpected() }
        return session
    }

    @Test("after ten wrong passwords even the right one waits, known address or not; it comes again with time")
    func stranger() async throws {
        try await TestStore.withStore { store in
            _ = try await SamplePeople(store).account(Self.email)
            for email in [Self.email, "niemand@example.org"] {
                for attempt in 0..<10 {
                    #expect(try await fails(store, email: email, .sample(place: "198.51.100.\(attempt)")) == nil)
                }
                let throttled = try #require(try await fails(store, email: email, .sample(place: "198.51.100.99")))
                #expect((60...180).contains(throttled.retryAfter))
            }
            await #expect(throws: Throttled.self) {
                _ = try await store.signIn(email: Self.email, password: SamplePeople.password, on: .sample(), replacing: nil)
            }
            try await store.database.transaction { session in _ = try session.execute("UPDATE throttle SET full_at = full_at - interval '3 minutes'") }
            _ = try await store.signIn(email: Self.email, password: SamplePeople.password, on: .sample(), replacing: nil)
        }
    }

    @Test("strangers can't lock the person out of a device on which they signed in before")
    func knownDevice() async throws {
        try await TestStore.withStore { store in
            _ = try await SamplePeople(store).account(Self.email)
            let first = try session(await store.signIn(email: Self.email, password: SamplePeople.password, on: .sample(), replacing: nil))
            for attempt in 0..<12 { _ = try await fails(store, .sample(place: "198.51.100.\(attempt)", token: Token.random())) }
            #expect(try await fails(store, .sample()) != nil)
            let again = try await store.signIn(
                email: Self.email, password: SamplePeople.password, on: .sample(token: first.deviceToken), replacing: nil
            )
            #expect(try session(again).deviceToken == first.deviceToken)
        }
    }

    @Test("a device that one person knows is a stranger's to another account")
    func foreignDevice() async throws {
        try await TestStore.withStore { store in
            let people = SamplePeople(store)
            _ = try await people.account(Self.email)
            _ = try await people.account("angreifer@example.org")
            let attacker = try session(
                await store.signIn(email: "angreifer@example.org", password: SamplePeople.password, on: .sample(), replacing: nil)
            )
            for _ in 0..<10 { #expect(try await fails(store, .sample(token: attacker.deviceToken)) == nil) }
            #expect(try await fails(store, .sample()) != nil)
        }
    }

    @Test("twenty attempts at the same moment are not more than ten")
    func atOnce() async throws {
        try await TestStore.withStore { store in
            let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await store.database.transaction { session in try store.spare(.stranger, ["x"], in: session) } }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(taken == 10)
        }
    }

    @Test("one place that tries many accounts is stopped as well, and neither place nor address is stored")
    func place() async throws {
        try await TestStore.withStore { store in
            try await store.database.transaction { session in
                for _ in 0..<60 { try store.take(.place, ["192.0.2.1"], in: session) }
            }
            #expect(try await fails(store, email: "neu@example.org", .sample()) != nil)
            #expect(try await fails(store, email: "neu@example.org", .sample(place: "192.0.2.2")) == nil)
            let stored: String = try await store.database.read { session in try session.value("SELECT string_agg(t::text, ' ') FROM throttle t") }
            #expect(!stored.contains("192.0.2") && !stored.contains("example"))
        }
    }

    @Test("asking for many links makes three an hour, and the first still works")
    func links() async throws {
        try await TestStore.withStore { store in
            let people = SamplePeople(store)
            _ = try await people.account(Self.email)
            try await store.requestPasswordReset(email: Self.email, from: .sample())
            let token = try #require(try await people.mail(to: Self.email).link("/passwort-neu/"))
            for _ in 0..<5 { try await store.requestPasswordReset(email: Self.email, from: .sample()) }
            #expect(try await people.mailCount(to: Self.email) == 3)
            #expect(try await store.passwordResetIsOpen(token: token, from: .sample()))
        }
    }

    @Test("strangers from everywhere don't make a queue without end; a place that was left can be taken again")
    func places() async throws {
        let hasher = PasswordHasher(places: 2)
        for _ in 0..<2 {
            try await hasher.withPlace {
                try await hasher.withPlace {
                    await #expect(throws: Throttled(retryAfter: 5)) { try await hasher.withPlace {} }
                }
            }
            await #expect(throws: TestUnexpected.self) { try await hasher.withPlace { throw TestUnexpected() } }
        }
    }

    @Test("who finds no place has not used up an attempt")
    func noPlace() async throws {
        try await TestStore.withStore { store in
            _ = try await SamplePeople(store).account(Self.email)
            try await store.passwords.withAllPlaces {
                let refused = try await fails(store, .sample())
                #expect(refused?.retryAfter == 5)
            }
            let buckets: Int = try await store.database.read { session in try session.value("SELECT count(*) FROM throttle") }
            #expect(buckets == 0)
        }
    }
}

extension PasswordHasher {
    /// Takes one place after another until there is none.
    fileprivate func withAllPlaces(_ work: () async throws -> Void) async throws {
        var isFull = false
        do {
            try await withPlace { try await withAllPlaces(work) }
        } catch is Throttled {
            isFull = true
        }
        if isFull { try await work() }
    }
}
