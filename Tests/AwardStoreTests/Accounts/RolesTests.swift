import Awards
import Postgres
import TestSupport
import Testing

@testable import AwardStore

@Suite("Giving and taking roles")
struct RolesTests {
    private func confirmed(_ account: Account.ID, _ people: SamplePeople) async throws -> ConfirmedCaller {
        ConfirmedCaller(try await people.caller(account))
    }

    @Test("two administrators who take the role from each other at the same moment leave one")
    func eachOther() async throws {
        try await TestStore.withStore { store in
            let people = SamplePeople(store)
            let first = try await people.account("eins@example.org", roles: [.administrator])
            let second = try await people.account("zwei@example.org", roles: [.administrator])
            let callers = [(try await confirmed(first, people), second), (try await confirmed(second, people), first)]
            let done = await withTaskGroup(of: Bool.self) { group in
                for (caller, other) in callers {
                    group.addTask {
                        (try? await store.changeRoles(of: other, to: [], by: caller, operation: .fresh(caller.caller.account))) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(done == 1)
            let left: Int = try await store.database.read { try $0.value("SELECT count(*) FROM account_role WHERE role = 'administrator'") }
            #expect(left == 1)
        }
    }

    @Test("a changed role ends the person's sessions, is recorded with before and after, and is told by mail")
    func change() async throws {
        try await TestStore.withStore { store in
            let people = SamplePeople(store)
            let administrator = try await people.administrator()
            let person = try await people.account("person@example.org", roles: [.auditor])
            let outcome = try await store.signIn(email: "person@example.org", password: SamplePeople.password, on: .sample(), replacing: nil)
            guard case .signedIn(let session) = outcome else { throw TestUnexpected() }
            try await store.changeRoles(of: person, to: [.staff, .payment], by: confirmed(administrator, people), operation: .fresh(administrator))
            #expect(try await store.signedIn(token: session.token) == nil)
            #expect(try await store.account(person)?.summary.roles == [.staff, .payment])
            let record: String = try await store.database.read {
                try $0.value("SELECT d.content FROM event e JOIN event_detail d USING (seq) WHERE e.action = 'rolesChanged' AND d.account_id = \(person)")
            }
            #expect(record == #"{"after":["payment","staff"],"before":["auditor"]}"#)
            #expect(try await people.mail(to: "person@example.org").subject.contains("Aufgaben"))
        }
    }

    @Test("staff can't give roles, close accounts or take a second factor off people with power")
    func staffRefused() async throws {
        try await TestStore.withStore { store in
            let people = SamplePeople(store)
            let staff = try await confirmed(try await people.staff(), people)
            let administrator = try await people.administrator()
            let auditor = try await people.account("pruefung@example.org", roles: [.auditor])
            let me = staff.caller.account
            await #expect(throws: RolesRefusal.notAllowed) { try await store.changeRoles(of: me, to: [.administrator, .staff], by: staff, operation: .fresh(me)) }
            await #expect(throws: RolesRefusal.notAllowed) { try await store.setAccount(auditor, disabled: true, by: staff, operation: .fresh(me)) }
            for account in [administrator, auditor, me] {
                try await store.database.transaction { session in
                    _ = try session.execute("INSERT INTO second_factor (account_id, sealed_secret, enrolled_at) VALUES (\(account), '\\x00', now())")
                }
                await #expect(throws: SecondFactorRefusal.notAllowed) { try await store.resetSecondFactor(of: account, by: staff, operation: .fresh(me)) }
            }
            let invited = InvitedPerson(email: "neu@example.org", displayName: "Neu")
            await #expect(throws: AccountRefusal.notAllowed) { _ = try await store.invite(invited, into: [.staff], by: staff, operation: .fresh(me)) }
        }
    }

    @Test("staff take a second factor off somebody without power; a closed account can't sign in, and nobody closes their own")
    func resetAndClose() async throws {
        try await TestStore.withStore { store in
            let people = SamplePeople(store)
            let staff = try await confirmed(try await people.staff(), people)
            let person = try await people.account("kommune@example.org")
            try await store.database.transaction { session in
                _ = try session.execute("INSERT INTO second_factor (account_id, sealed_secret, enrolled_at) VALUES (\(person), '\\x00', now())")
            }
            try await store.resetSecondFactor(of: person, by: staff, operation: .fresh(staff.caller.account))
            #expect(try await store.account(person)?.summary.secondFactor == false)
            #expect(try await people.recorded("secondFactorReset", about: person.uuid) == 1)
            let administrator = try await confirmed(try await people.administrator(), people)
            try await store.setAccount(person, disabled: true, by: administrator, operation: .fresh(administrator.caller.account))
            await #expect(throws: SignInRefused.self) {
                _ = try await store.signIn(email: "kommune@example.org", password: SamplePeople.password, on: .sample(), replacing: nil)
            }
            await #expect(throws: RolesRefusal.ownAccount) {
                try await store.setAccount(
                    administrator.caller.account, disabled: true, by: administrator, operation: .fresh(administrator.caller.account)
                )
            }
        }
    }
}
