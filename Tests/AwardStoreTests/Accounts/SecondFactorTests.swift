import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@testable import AwardStore

@Suite("The second factor at the database")
struct SecondFactorTests {
    private static let secret = Array("12345678901234567890".utf8)

    /// An account with an enrolled factor, and the step of now.
    private func enrolled(_ store: Store) async throws -> (account: Account.ID, step: Int64) {
        let people = SamplePeople(store)
        let account = try await people.account("person@example.org")
        let sealed = Sealer(store.secret, for: .secondFactor(account)).seal(Self.secret)
        try await store.database.transaction { session in
            _ = try session.execute("INSERT INTO second_factor (account_id, sealed_secret, enrolled_at) VALUES (\(account), \(sealed), now())")
        }
        return (account, Int64(try await people.caller(account).requestedAt.timeIntervalSince1970) / 30)
    }

    private func challenge(_ store: Store) async throws -> String {
        let outcome = try await store.signIn(email: "person@example.org", password: SamplePeople.password, on: .sample(), replacing: nil)
        guard case .codeNeeded(let token) = outcome else { throw TestUnexpected() }
        return token
    }

    @Test("the same code at the same moment lets one in")
    func atOnce() async throws {
        try await TestStore.withStore { store in
            let (_, step) = try await enrolled(store)
            let challenges = [try await challenge(store), try await challenge(store), try await challenge(store)]
            let code = TOTP.code(secret: Self.secret, step: step)
            let passed = await withTaskGroup(of: Bool.self) { group in
                for challenge in challenges {
                    group.addTask { (try? await store.completeSignIn(challenge: challenge, code: code, on: .sample(), replacing: nil)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(passed == 1)
        }
    }

    @Test("a recovery code lets one in, once, however it is written")
    func recovery() async throws {
        try await TestStore.withStore { store in
            let (account, _) = try await enrolled(store)
            let person = ConfirmedCaller(try await SamplePeople(store).caller(account))
            let codes = try await store.replaceRecoveryCodes(of: person)
            #expect(Set(codes).count == 10 && codes.allSatisfy { $0.count == 19 })
            let typed = codes[0].uppercased().replacing("-", with: " ")
            _ = try await store.completeSignIn(challenge: try await challenge(store), code: typed, on: .sample(), replacing: nil)
            let second = try await challenge(store)
            await #expect(throws: CodeRefused.self) {
                _ = try await store.completeSignIn(challenge: second, code: codes[0], on: .sample(), replacing: nil)
            }
            #expect(try await store.recoveryCodesLeft(of: person.caller) == 9)
            #expect(try await SamplePeople(store).recorded("recoveryCodeUsed", about: account.uuid) == 1)
            _ = try await store.replaceRecoveryCodes(of: person)
            await #expect(throws: CodeRefused.self) {
                _ = try await store.completeSignIn(challenge: second, code: codes[1], on: .sample(), replacing: nil)
            }
        }
    }

    @Test("five wrong codes from a strange device stop the guessing, and a challenge ends after five minutes")
    func guessing() async throws {
        try await TestStore.withStore { store in
            let (_, step) = try await enrolled(store)
            let open = try await challenge(store)
            for _ in 0..<5 {
                await #expect(throws: CodeRefused.self) {
                    _ = try await store.completeSignIn(challenge: open, code: "000000", on: .sample(), replacing: nil)
                }
            }
            let right = TOTP.code(secret: Self.secret, step: step)
            await #expect(throws: Throttled.self) {
                _ = try await store.completeSignIn(challenge: open, code: right, on: .sample(), replacing: nil)
            }
            try await store.database.transaction { session in
                try session.execute("DELETE FROM throttle")
                try session.execute("UPDATE sign_in_challenge SET expires_at = now()")
            }
            await #expect(throws: ChallengeOver.self) {
                _ = try await store.completeSignIn(challenge: open, code: right, on: .sample(), replacing: nil)
            }
        }
    }

    @Test("neither the secret nor a code stands in the database")
    func atRest() async throws {
        try await TestStore.withStore { store in
            let account = try await SamplePeople(store).account("person@example.org")
            let person = ConfirmedCaller(try await SamplePeople(store).caller(account))
            let outcome = try await store.signIn(email: "person@example.org", password: SamplePeople.password, on: .sample(), replacing: nil)
            guard case .signedIn(let session) = outcome else { throw TestUnexpected() }
            try await store.beginSecondFactor(of: person, token: session.token)
            let pending = try #require(try await store.pendingSecondFactor(of: person, token: session.token))
            let step = Int64(person.caller.requestedAt.timeIntervalSince1970) / 30
            let sealed: [UInt8] = try await store.database.read { try $0.value("SELECT sealed_secret FROM second_factor") }
            let key = try Sealer(store.secret, for: .secondFactor(account)).open(sealed)
            let done = try await store.enrolSecondFactor(of: person, code: TOTP.code(secret: key, step: step), token: session.token)
            let rows: String = try await store.database.read { database in
                try database.value(
                    """
                    SELECT (SELECT string_agg(f::text, '') FROM second_factor f) || (SELECT string_agg(c::text, '') FROM recovery_code c)
                           || (SELECT string_agg(e.body || d.content, '') FROM event e JOIN event_detail d USING (seq))
                    """
                )
            }
            let hex = key.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            for secret in [hex, pending.base32] + done.recoveryCodes + done.recoveryCodes.map({ $0.replacing("-", with: "") }) {
                #expect(!rows.contains(secret))
            }
            #expect(try await store.signedIn(token: session.token) == nil)
            #expect(try await store.signedIn(token: done.token)?.standing.enrolled == true)
        }
    }

    /// Holds the account until a task of somebody else waits for it, and does what overtakes them.
    private func overtaking<Value: Sendable>(
        _ account: Account.ID, in store: Store, _ task: @escaping @Sendable () async throws -> Value, with change: @escaping @Sendable (Session) throws -> Void
    ) async throws -> Task<Value, any Error> {
        try await store.database.transaction { session in
            try session.execute("SELECT FROM account WHERE id = \(account) FOR UPDATE")
            let running = Task { try await task() }
            var waiting = 0
            for _ in 0..<100_000 where waiting == 0 {
                waiting = try session.value("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()")
            }
            #expect(waiting > 0)
            try change(session)
            return running
        }
    }

    @Test("a sign-in that a second factor overtakes needs its code")
    func overtakenSignIn() async throws {
        try await TestStore.withStore { store in
            let account = try await SamplePeople(store).account("person@example.org")
            let sealed = Sealer(store.secret, for: .secondFactor(account)).seal(Self.secret)
            let outcome = try await overtaking(account, in: store) {
                try await store.signIn(email: "person@example.org", password: SamplePeople.password, on: .sample(), replacing: nil)
            } with: { session in
                try session.execute("INSERT INTO second_factor (account_id, sealed_secret, enrolled_at) VALUES (\(account), \(sealed), now())")
            }
            guard case .codeNeeded = try await outcome.value else { throw TestUnexpected() }
        }
    }

    @Test("a half sign-in that a new password overtakes is over, whatever code comes with it")
    func overtakenChallenge() async throws {
        try await TestStore.withStore { store in
            let (account, step) = try await enrolled(store)
            let half = try await challenge(store)
            let done = try await overtaking(account, in: store) {
                try await store.completeSignIn(challenge: half, code: TOTP.code(secret: Self.secret, step: step), on: .sample(), replacing: nil)
            } with: { session in try session.setPassword("$argon2id$anders", of: account) }
            await #expect(throws: ChallengeOver.self) { _ = try await done.value }
        }
    }

    @Test("enrolling and replacing codes wait for sign-ins that are under way, so that they end what these begin", arguments: [true, false])
    func waiting(enrolling: Bool) async throws {
        try await TestStore.withStore { store in
            let (account, step) = try await enrolled(store)
            let person = ConfirmedCaller(try await SamplePeople(store).caller(account))
            let waiting = try await overtaking(account, in: store) { () -> Int in
                if enrolling {
                    return try await store.enrolSecondFactor(of: person, code: TOTP.code(secret: Self.secret, step: step), token: "").recoveryCodes.count
                }
                return try await store.replaceRecoveryCodes(of: person).count
            } with: { session in try session.execute("DELETE FROM second_factor WHERE account_id = \(account)") }
            await #expect(throws: (any Error).self) { _ = try await waiting.value }
        }
    }

    @Test("new codes asked for six times at once are ten")
    func codesAtOnce() async throws {
        try await TestStore.withStore { store in
            let (account, _) = try await enrolled(store)
            let person = ConfirmedCaller(try await SamplePeople(store).caller(account))
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { _ = try? await store.replaceRecoveryCodes(of: person) } }
            }
            #expect(try await store.recoveryCodesLeft(of: person.caller) == 10)
        }
    }
}
