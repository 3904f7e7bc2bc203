import Awards
import Testing

@Suite("Seats are not for whoever gives them, nor for auditors")
struct SeatTests {
    @Test("nobody gives a seat to themselves, and no auditor has one")
    func seats() {
        let expected: [(isOwn: Bool, isAuditor: Bool, refusal: JurorRefusal?)] = [
            (false, false, nil), (true, false, .ownAccount), (false, true, .auditor), (true, true, .ownAccount),
        ]
        for line in expected {
            #expect(refusal { () throws(JurorRefusal) in try JoiningJury.decide(isOwn: line.isOwn, isAuditor: line.isAuditor) } == line.refusal)
        }
    }

    @Test("nobody names themselves the chair")
    func chairs() {
        let me = Account.ID.random()
        func answer(_ juror: Account.ID?, _ state: Round.State = .open) -> ChairRefusal? {
            refusal { () throws(ChairRefusal) in try NamingChair.decide(juror: juror, by: me, roundState: state) }
        }
        #expect(answer(.random()) == nil)
        #expect(answer(.random(), .scoringClosed) == nil)
        #expect(answer(.random(), .published) == .roundPublished)
        #expect(answer(nil) == .notInRound)
        #expect(answer(me) == .ownAccount)
    }

    @Test("who takes part is made no auditor, and has other roles")
    func auditors() {
        func answer(_ roles: Set<Role>, takesPart: Bool) -> RolesRefusal? {
            refusal { () throws(RolesRefusal) in
                try ChangingRoles.decide(
                    roles, on: ChangingRoles.Facts(roles: [.payment], disabled: false, pending: false, administrators: 2, takesPart: takesPart)
                )
            }
        }
        #expect(answer([.auditor], takesPart: true) == .takesPart)
        #expect(answer([.auditor], takesPart: false) == nil)
        #expect(answer([.auditor, .staff], takesPart: true) == .auditorAlone)
        #expect(answer([.staff], takesPart: true) == nil)
    }

    @Test("nobody decides about an entry of their own municipality")
    func entries() {
        for decision in [CheckingEligibility.Decision.admit, .reject(reason: "Grund")] {
            let answer = refusal { () throws(EntryRefusal) in
                _ = try CheckingEligibility.decide(decision, entry: .submitted, round: .open, revision: 1, stored: 1, assignments: 0, isMember: true)
            }
            #expect(answer == .ownMunicipality)
        }
    }
}
