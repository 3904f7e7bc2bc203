import ScoringEngine

/// Three jurors an entry, at most 36 entries a juror, from a list of affinities to the plan with its prices.
///
/// Every pair has an affinity: 100,000 in size S, 10,000,000 in size L. `Choice` leaves the best thirtieth of the pairs, about 30 jurors
/// an entry, as where fields of knowledge decide. `Total` strives for the total alone, as a flow does.
let assignRows: [Row] = [
    Row(name: "assignTotal", size: "S") { try plan(allSmall, [.total]) },
    Row(name: "assignTotal", size: "L") { try plan(allLarge, [.total]) },
    Row(name: "assignTotalChoice", size: "L") { try plan(choiceLarge, [.total]) },
    Row(name: "assign", size: "S") { try plan(allSmall, AssignGoal.allCases) },
    Row(name: "assignChoice", size: "L") { try plan(choiceLarge, AssignGoal.allCases) },
    Row(name: "assign", size: "L") { try plan(allLarge, AssignGoal.allCases) },
    Row(name: "replanChoice", size: "L") { told(try planChoice.get().replan(without: "j500").result) },
    Row(name: "replan", size: "L") { told(try planAll.get().replan(without: "j500").result) },
]

private let allSmall = affinities(.small, above: -1)
private let allLarge = affinities(.large, above: -1)
private let choiceLarge = affinities(.large, above: 970)

/// Made before the clock starts; a juror of it then drops out.
private let planChoice = Result { try AssignmentPlan(choiceLarge) }
private let planAll = Result { try AssignmentPlan(allLarge) }

private func affinities(_ jury: Jury, above least: Int32) -> AssignInput {
    var affinities: [AssignAffinity] = []
    for entry in 0..<jury.entries {
        for juror in 0..<jury.jurors {
            let thousandths = jury.affinity[entry * jury.jurors + juror]
            guard thousandths > least else { continue }
            affinities.append(
                AssignAffinity(
                    juror: jury.jurorID(juror), entry: jury.entryID(entry), affinity: FixedPoint(micros: Int64(thousandths) * 1000)))
        }
    }
    return AssignInput(
        jurors: (0..<jury.jurors).map { AssignJuror(id: jury.jurorID($0), maxLoad: 36) },
        entries: (0..<jury.entries).map { AssignEntry(id: jury.entryID($0), reviews: Jury.sheetsPerEntry) }, affinity: affinities)
}

/// The total in thousandths, which the peer's has to equal, and whether it is proved.
private func plan(_ input: AssignInput, _ goals: [AssignGoal]) throws -> String {
    told(try assign(AssignInput(jurors: input.jurors, entries: input.entries, affinity: input.affinity, goals: goals)))
}

private func told(_ result: AssignResult) -> String {
    "\(result.objective.micros / 1000) \(result.certificate.optimal ? "proved" : "not proved")"
}
