import ScoringEngine
import Testing

@Suite("What holds for every assignment")
struct AssignPropertyTests {
    @Test("the plan is as good as the best of all plans in every goal in turn, and what has none is refused")
    func asGoodAsAllPlans() throws {
        var random = SeededGenerator(seed: 20250814)
        var planned = 0
        for instance in 0..<400 {
            let input = randomAssignment(&random)
            let plain = PlainAssignment(input)
            let best = plain.best()
            do throws(EngineProblems) {
                let result = try assign(input)
                planned += 1
                #expect(plain.merit(result.assignments) == best, "instance \(instance)")
                #expect(result.certificate.optimal, "instance \(instance)")
                check(result, plain)
            } catch {
                #expect(best == nil, "instance \(instance): \(error)")
                #expect(error.problems.allSatisfy { $0.code == .infeasible })
            }
        }
        #expect(planned > 150)
    }

    /// The certificate stands on its own: value, bound and gap follow from the input and the prices.
    private func check(_ result: AssignResult, _ plain: PlainAssignment) {
        let certificate = result.certificate
        let value = plain.value(result.assignments, certificate.weights, unit: certificate.unit.micros)
        #expect(certificate.value == value)
        #expect(certificate.gap == certificate.bound - certificate.value)
        let bound = plain.bound(certificate)
        #expect(bound >= value)
        #expect(bound <= certificate.bound)
        #expect((certificate.levels.total == .bound) == (certificate.gap == 0))
    }

    @Test("the order of the input decides nothing; the seed decides between equal plans only")
    func orderAndSeed() throws {
        var random = SeededGenerator(seed: 7)
        var differing = 0
        for _ in 0..<200 {
            let input = randomAssignment(&random)
            guard let result = try? assign(input) else { continue }
            let shuffled = AssignInput(
                jurors: input.jurors.shuffled(using: &random), entries: input.entries.shuffled(using: &random),
                conflicts: input.conflicts.shuffled(using: &random), affinity: input.affinity.shuffled(using: &random),
                fixed: input.fixed.shuffled(using: &random),
                apart: input.apart.shuffled(using: &random).map { AssignApart(first: $0.second, second: $0.first) },
                keep: input.keep.shuffled(using: &random), seed: input.seed, goals: input.goals)
            #expect(try assign(shuffled) == result)
            let other = AssignInput(
                jurors: input.jurors, entries: input.entries, conflicts: input.conflicts, affinity: input.affinity, fixed: input.fixed,
                apart: input.apart, keep: input.keep, seed: input.seed + 1, goals: input.goals)
            let plain = PlainAssignment(input)
            let otherResult = try assign(other)
            #expect(plain.merit(otherResult.assignments) == plain.merit(result.assignments))
            if otherResult.assignments != result.assignments { differing += 1 }
        }
        #expect(differing > 5)
    }

    @Test("a plan made again without a juror is as good as one made afresh with the old one to keep")
    func replanning() throws {
        var random = SeededGenerator(seed: 12)
        var compared = 0
        for instance in 0..<200 {
            let input = randomAssignment(&random)
            guard let plan = try? AssignmentPlan(input) else { continue }
            let gone = input.jurors[0].id
            let without = AssignInput(
                jurors: input.jurors.filter { $0.id != gone }, entries: input.entries,
                conflicts: input.conflicts.filter { $0.juror != gone }, affinity: input.affinity.filter { $0.juror != gone },
                fixed: input.fixed.filter { $0.juror != gone }, apart: input.apart.filter { $0.first != gone && $0.second != gone },
                keep: plan.result.assignments.filter { $0.juror != gone }, seed: input.seed, goals: input.goals)
            let plain = PlainAssignment(without)
            let afresh = try? assign(without)
            let again = try? plan.replan(without: gone).result
            #expect((afresh == nil) == (again == nil), "instance \(instance)")
            guard let afresh, let again else { continue }
            compared += 1
            #expect(plain.merit(again.assignments) == plain.merit(afresh.assignments), "instance \(instance)")
        }
        #expect(compared > 20)
    }

    @Test("with as much room as reviews and prices that matter the flow is proven by its prices, and equals the best by exchange")
    func largerFlows() throws {
        var random = SeededGenerator(seed: 99)
        for _ in 0..<10 {
            let jurors = (0..<12).map { AssignJuror(id: "j\($0)", minLoad: 2, maxLoad: 10) }
            let entries = (0..<40).map { AssignEntry(id: "e\($0)", reviews: 3) }
            let pairs = jurors.flatMap { juror in entries.map { AssignPair(juror: juror.id, entry: $0.id) } }
            let affinities = pairs.filter { _ in Bool.random(using: &random) }
                .map { affinity($0.juror, $0.entry, Int64.random(in: 0...1000, using: &random) * 1000) }
            let result = try assign(AssignInput(jurors: jurors, entries: entries, affinity: affinities))
            #expect(result.certificate.levels.total != .none)
            #expect(result.certificate.optimal)
            #expect(result.connected)
            #expect(result.loads == AssignResult.LoadRange(min: 10, max: 10))
        }
    }
}
