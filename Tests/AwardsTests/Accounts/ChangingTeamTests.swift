import Awards
import Foundation
import Testing

@Suite("Changing a team, roles and what needs proof")
struct ChangingTeamTests {
    private static let lead = Account.ID.random()
    private static let member = Account.ID.random()
    private static let stranger = Account.ID.random()
    private static let team = ChangingTeam.Facts(members: [.init(account: lead, lead: true), .init(account: member, lead: false)])

    @Test("the lead removes others, everyone removes themselves, and the last lead stays")
    func removal() {
        func remove(_ who: Account.ID, by caller: Account.ID, leads: Bool) -> TeamRefusal? {
            refusal { () throws(TeamRefusal) in try ChangingTeam.removal(of: who, by: caller, leads: leads, in: Self.team) }
        }
        #expect(remove(Self.member, by: Self.lead, leads: true) == nil)
        #expect(remove(Self.member, by: Self.member, leads: false) == nil)
        #expect(remove(Self.lead, by: Self.member, leads: false) == .notLead)
        #expect(remove(Self.lead, by: Self.lead, leads: true) == .lastLead)
        let alone = ChangingTeam.Facts(members: [.init(account: Self.lead, lead: true)])
        #expect(refusal { () throws(TeamRefusal) in try ChangingTeam.removal(of: Self.lead, by: Self.lead, leads: true, in: alone) } == nil)
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
        let locked = ChangingTeam.Facts(members: [.init(account: Self.lead, lead: true), .init(account: Self.member, lead: false, disabled: true)])
        #expect(refusal { () throws(TeamRefusal) in try ChangingTeam.naming(Self.member, reason: "Weg", in: locked) } == .memberLocked)
        #expect(refusal { () throws(TeamRefusal) in try ChangingTeam.handingOver(to: Self.member, leads: true, in: locked) } == .memberLocked)
    }

    @Test("whom staff invite leads where nobody does, and takes the lead only with a reason")
    func invitedByStaff() throws {
        #expect(try ChangingTeam.invitingByStaff(asLead: false, reason: "", in: .init(members: [])) == .leading)
        #expect(try ChangingTeam.invitingByStaff(asLead: false, reason: "", in: Self.team) == .joining)
        #expect(try ChangingTeam.invitingByStaff(asLead: true, reason: "Weg", in: Self.team) == .replacing(reason: "Weg"))
        #expect(throws: TeamRefusal.reasonMissing) { try ChangingTeam.invitingByStaff(asLead: true, reason: "", in: Self.team) }
    }

    @Test("twenty invitations of a team wait at most, and who judges what it enters does not join it")
    func limits() {
        func invite(leads: Bool, open: Int) -> TeamRefusal? {
            refusal { () throws(TeamRefusal) in try ChangingTeam.inviting(leads: leads, in: .init(members: [], openInvitations: open)) }
        }
        #expect(invite(leads: true, open: 19) == nil)
        #expect(invite(leads: true, open: 20) == .tooManyInvitations(maximum: 20))
        #expect(invite(leads: false, open: 0) == .notLead)
        #expect(refusal { () throws(TeamRefusal) in try ChangingTeam.accepting(judges: true, audits: true) } == .sitsOnJury)
        #expect(refusal { () throws(TeamRefusal) in try ChangingTeam.accepting(judges: false, audits: false) } == nil)
        #expect(refusal { () throws(TeamRefusal) in try ChangingTeam.accepting(judges: false, audits: true) } == .auditor)
    }

    @Test("the last administrator keeps the role and the account")
    func administrators() {
        func facts(_ count: Int, disabled: Bool = false, pending: Bool = false) -> ChangingRoles.Facts {
            ChangingRoles.Facts(roles: [.administrator, .staff], disabled: disabled, pending: pending, administrators: count, takesPart: false)
        }
        func change(_ roles: Set<Role>, _ facts: ChangingRoles.Facts?) -> RolesRefusal? {
            refusal { () throws(RolesRefusal) in try ChangingRoles.decide(roles, on: facts) }
        }
        #expect(change([.staff], facts(1)) == .lastAdministrator)
        #expect(change([.staff], facts(2)) == nil)
        #expect(change([.administrator], facts(1)) == nil)
        #expect(change([.administrator, .staff], facts(2)) == .unchanged)
        #expect(change([.staff], facts(1, disabled: true)) == nil)
        #expect(change([.staff], facts(2, pending: true)) == nil)
        #expect(change([.auditor, .staff], facts(2)) == .auditorAlone)
        #expect(change([.auditor], facts(2)) == nil)
        #expect(change([.staff], nil) == .notVisible)
        func disable(_ disabling: Bool, _ facts: ChangingRoles.Facts?) -> RolesRefusal? {
            refusal { () throws(RolesRefusal) in try ChangingRoles.decide(disabling: disabling, isOwn: false, on: facts) }
        }
        #expect(disable(true, facts(1)) == .lastAdministrator)
        #expect(disable(true, facts(2)) == nil)
        #expect(disable(false, facts(1)) == .unchanged)
        #expect(disable(false, facts(1, disabled: true)) == nil)
        #expect(refusal { () throws(RolesRefusal) in try ChangingRoles.decide(disabling: true, isOwn: true, on: facts(2)) } == .ownAccount)
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
