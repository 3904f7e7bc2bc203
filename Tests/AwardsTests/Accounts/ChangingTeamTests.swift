import Awards
import Foundation
import Testing

@Suite("Changing a team, roles and what needs proof")
struct ChangingTeamTests {
    private static let lead = Account.ID.random()
    private static let member = Account.ID.random()
    private static let stranger = Account.ID.random()
    private static let team = ChangingTeam.Facts(members: [.init(account: lead, lead: true), .init(account: member, lead: false)])

    private func refusal<Refusal>(_ body: () throws(Refusal) -> Void) -> Refusal? {
        do throws(Refusal) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    @Test("the lead removes others, everyone removes themselves, and the last lead stays")
    func removal() {
        func remove(_ who: Account.ID, by caller: Account.ID, leads: Bool) -> TeamRefusal? {
            refusal { () throws(TeamRefusal) in try ChangingTeam.removal(of: who, by: caller, leads: leads, in: Self.team) }
        }
        #expect(remove(Self.member, by: Self.lead, leads: true) == nil)
        #expect(remove(Self.member, by: Self.member, leads: false) == nil)
        #expect(remove(Self.lead, by: Self.member, leads: false) == .notLead)
        #expect(remove(Self.lead, by: Self.lead, leads: true) == .lastLead)
        #expect(remove(Self.stranger, by: Self.lead, leads: true) == .unknownMember)
    }

    @Test("the lead passes to a member only, and staff give a reason")
    func lead() {
        func handOver(_ who: Account.ID, leads: Bool) -> TeamRefusal? {
            refusal { () throws(TeamRefusal) in try ChangingTeam.handingOver(to: who, leads: leads, in: Self.team) }
        }
        #expect(handOver(Self.member, leads: true) == nil)
        #expect(handOver(Self.member, leads: false) == .notLead)
        #expect(handOver(Self.lead, leads: true) == .alreadyLead)
        #expect(handOver(Self.stranger, leads: true) == .unknownMember)
        func name(_ who: Account.ID, _ reason: String) -> TeamRefusal? {
            refusal { () throws(TeamRefusal) in try ChangingTeam.naming(who, reason: reason, in: Self.team) }
        }
        #expect(name(Self.member, "Ausgeschieden") == nil)
        #expect(name(Self.member, "") == .reasonMissing)
        #expect(name(Self.member, String(repeating: "ä", count: 501)) == .reasonTooLong(maximum: 500))
        #expect(name(Self.stranger, "Ausgeschieden") == .unknownMember)
        #expect(refusal { () throws(TeamRefusal) in try ChangingTeam.first(in: Self.team) } == .hasLead)
        #expect(refusal { () throws(TeamRefusal) in try ChangingTeam.first(in: .init(members: [])) } == nil)
    }

    @Test("the last administrator keeps the role and the account")
    func administrators() {
        func facts(_ count: Int, disabled: Bool = false, pending: Bool = false) -> ChangingRoles.Facts {
            ChangingRoles.Facts(roles: [.administrator, .staff], disabled: disabled, pending: pending, administrators: count)
        }
        func change(_ roles: Set<Role>, _ facts: ChangingRoles.Facts?) -> RolesRefusal? {
            refusal { () throws(RolesRefusal) in try ChangingRoles.decide(roles, on: facts) }
        }
        #expect(change([.staff], facts(1)) == .lastAdministrator)
        #expect(change([.staff], facts(2)) == nil)
        #expect(change([.administrator], facts(1)) == nil)
        #expect(change([.administrator, .staff], facts(2)) == .unchanged)
        #expect(change([.staff], facts(1, disabled: true)) == nil)
        #expect(change([.staff], facts(2, pending: true)) == .invitedOnly)
        #expect(change([.staff], nil) == .notVisible)
        func disable(_ disabling: Bool, _ facts: ChangingRoles.Facts?) -> RolesRefusal? {
            refusal { () throws(RolesRefusal) in try ChangingRoles.decide(disabling: disabling, on: facts) }
        }
        #expect(disable(true, facts(1)) == .lastAdministrator)
        #expect(disable(true, facts(2)) == nil)
        #expect(disable(false, facts(1)) == .unchanged)
        #expect(disable(false, facts(1, disabled: true)) == nil)
    }

    @Test("a confirmation holds for ten minutes and not a second longer")
    func stepUp() {
        let moment = Date(timeIntervalSince1970: 1_800_000_000)
        #expect(StepUp.holds(confirmedAt: moment, requestedAt: moment.addingTimeInterval(599.9)))
        #expect(!StepUp.holds(confirmedAt: moment, requestedAt: moment.addingTimeInterval(600)))
    }

    @Test("who has power works only with a second factor, but for the demo's accounts", arguments: [
        ([.administrator], false, false), ([.staff], false, false), ([.payment, .auditor], false, false), ([], true, false),
        ([.auditor], false, true), ([], false, true),
    ] as [(Set<Role>, Bool, Bool)])
    func factorNeeded(roles: Set<Role>, chairs: Bool, free: Bool) {
        func standing(sample: Bool) -> SecondFactorStanding {
            SecondFactorStanding(roles: roles, chairsJury: chairs, enrolled: false, sampleData: sample)
        }
        #expect(Permissions.enforced.mayWorkWithoutSecondFactor(standing(sample: false)) == free)
        #expect(Permissions.enforced.mayWorkWithoutSecondFactor(standing(sample: true)))
    }
}
