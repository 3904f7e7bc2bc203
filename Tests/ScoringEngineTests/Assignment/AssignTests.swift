import ScoringEngine
import Testing

@Suite("Assignments")
struct AssignTests {
    @Test("five workers and four tasks cost 265 (developers.google.com/optimization/assignment/assignment_example)")
    func costs() {
        let costs = [[90, 80, 75, 70], [35, 85, 55, 65], [125, 95, 90, 95], [45, 110, 95, 115], [50, 100, 90, 100]]
        let affinities = costs.enumerated().flatMap { worker, row in
            row.enumerated().map { task, cost in "[\"w\(worker)\",\"t\(task)\",\(-cost)]" }
        }
        let answer = door(
            "assign",
            """
            {"jurors": [\((0..<5).map { "{\"id\":\"w\($0)\",\"maxLoad\":1}" }.joined(separator: ","))],
             "entries": [\((0..<4).map { "{\"id\":\"t\($0)\",\"reviews\":1}" }.joined(separator: ","))],
             "affinity": [\(affinities.joined(separator: ","))], "goals": ["total"]}
            """)
        #expect(answer.contains(#""assignments":[["w3","t0"],["w2","t1"],["w1","t2"],["w0","t3"]],"objective":-265,"#))
        #expect(answer.contains(#""optimal":true,"gap":"0","#))
    }

    @Test("the worked example of the documentation")
    func workedExample() throws {
        func plan(_ mostOfA: Int) throws -> AssignResult {
            try assign(
                AssignInput(
                    jurors: [AssignJuror(id: "a", maxLoad: mostOfA), AssignJuror(id: "b", maxLoad: 2), AssignJuror(id: "c", maxLoad: 2)],
                    entries: ["x", "y", "z"].map { AssignEntry(id: $0, reviews: 1) },
                    affinity: [
                        affinity("a", "x", 900_000), affinity("a", "y", 800_000), affinity("b", "x", 700_000), affinity("c", "z", 500_000),
                    ], goals: [.total]))
        }
        let free = try plan(2)
        #expect(free.objective == FixedPoint("2.2"))
        #expect(free.assignments.map(\.juror) == ["a", "a", "c"])
        let tight = try plan(1)
        #expect(tight.objective == FixedPoint("2"))
        #expect(tight.assignments.map(\.juror) == ["b", "a", "c"])
    }

    @Test("the goals come in their order: a better worst entry is worth more than any total")
    func worstEntryFirst() throws {
        let input = AssignInput(
            jurors: [AssignJuror(id: "a", maxLoad: 1), AssignJuror(id: "b", maxLoad: 1)],
            entries: [AssignEntry(id: "x", reviews: 1), AssignEntry(id: "y", reviews: 1)],
            affinity: [
                affinity("a", "x", 1_000_000), affinity("a", "y", 400_000), affinity("b", "x", 300_000), affinity("b", "y", 200_000),
            ])
        let result = try assign(input)
        #expect(result.worstEntry == FixedPoint("0.3"))
        #expect(result.objective == FixedPoint("0.7"))
        let plain = AssignInput(jurors: input.jurors, entries: input.entries, affinity: input.affinity, goals: [.total])
        #expect(try assign(plain).objective == FixedPoint("1.2"))
    }

    @Test("two fields of knowledge are tied together at the least loss, and how firmly is told")
    func tiesFields() throws {
        let fields = [["a", "b"], ["c", "d"]]
        let affinities = [["p", "q"], ["r", "s"]].enumerated().flatMap { field, entries in
            entries.flatMap { entry in fields[field].map { affinity($0, entry, 1_000_000) } }
        }
        func input(_ goals: [AssignGoal]) -> AssignInput {
            AssignInput(
                jurors: ["a", "b", "c", "d"].map { AssignJuror(id: $0, maxLoad: 2) },
                entries: ["p", "q", "r", "s"].map { AssignEntry(id: $0, reviews: 2) }, affinity: affinities, goals: goals)
        }
        let apart = try assign(input([.total]))
        #expect(!apart.connected)
        #expect(apart.objective == FixedPoint("8"))
        #expect(apart.lambda2 == 0)
        let tied = try assign(input([.connected, .total]))
        #expect(tied.connected)
        // One exchange between the fields: two pairs fit no more. What is left is the cycle of four jurors and four entries,
        // whose Schur complement is half the Laplacian of a cycle of four: λ₂ = (2 − 2 cos 90°) / 2 = 1.
        #expect(tied.objective == FixedPoint("6"))
        #expect(abs((tied.lambda2 ?? 0) - 1) < 1e-9)
        #expect(tied.certificate.optimal)
    }

    @Test("where no plan can be connected the rest is decided without")
    func cannotConnect() throws {
        let result = try assign(
            AssignInput(
                jurors: ["a", "b"].map { AssignJuror(id: $0, maxLoad: 1) }, entries: ["x", "y"].map { AssignEntry(id: $0, reviews: 1) },
                affinity: [affinity("a", "y", 1)]))
        #expect(!result.connected)
        #expect(result.assignments == [AssignPair(juror: "b", entry: "x"), AssignPair(juror: "a", entry: "y")])
        #expect(result.certificate.levels.connected == .bound)
        #expect(result.certificate.optimal)
    }

    @Test("an earlier plan is kept where nothing is lost by it, and loads are evened first")
    func keeps() throws {
        let jurors = ["a", "b", "c"].map { AssignJuror(id: $0, maxLoad: 3) }
        let entries = ["x", "y", "z"].map { AssignEntry(id: $0, reviews: 1) }
        let keep = [AssignPair(juror: "c", entry: "x"), AssignPair(juror: "a", entry: "y"), AssignPair(juror: "a", entry: "z")]
        let result = try assign(AssignInput(jurors: jurors, entries: entries, keep: keep, goals: [.total, .evenLoads, .keep]))
        #expect(result.loads == AssignResult.LoadRange(min: 1, max: 1))
        #expect(Set(result.assignments).intersection(keep).count == 2)
        let uneven = try assign(AssignInput(jurors: jurors, entries: entries, keep: keep, goals: [.total, .keep]))
        #expect(Set(uneven.assignments) == Set(keep))
    }

    @Test("affinities of the largest size with six decimals stay exact")
    func largest() throws {
        let most = Limits.affinity
        let jurors = (0..<30).map { AssignJuror(id: "j\($0)", maxLoad: 4) }
        let entries = (0..<40).map { AssignEntry(id: "e\($0)", reviews: 3) }
        let affinities = jurors.indices.flatMap { juror in
            entries.indices.map { entry in
                affinity("j\(juror)", "e\(entry)", (juror + entry) % 3 == 0 ? -most.micros : most.micros - Int64(juror * 40 + entry))
            }
        }
        let keep = [AssignPair(juror: "j1", entry: "e1")]
        let goals: [AssignGoal] = [.connected, .total, .evenLoads, .keep]
        let result = try assign(AssignInput(jurors: jurors, entries: entries, affinity: affinities, keep: keep, goals: goals))
        #expect(result.certificate.optimal)
        #expect(result.loads == AssignResult.LoadRange(min: 4, max: 4))
        // All 120 pairs at the largest size less the millionths of juror and entry: each juror's four times, each entry's three times.
        let millionths: Int64 = 4 * 40 * 435 + 3 * 780
        #expect(result.objective == FixedPoint(micros: 120 * most.micros - millionths))
    }

    @Test("where 64 bits don't hold the weights 128 do")
    func beyondInt64() throws {
        let jurors = (0..<30).map { AssignJuror(id: "j\($0)", maxLoad: 40) }
        let entries = (0..<40).map { AssignEntry(id: "e\($0)", reviews: 3) }
        let pairs = jurors.flatMap { juror in entries.map { AssignPair(juror: juror.id, entry: $0.id) } }
        let affinities = jurors.indices.flatMap { juror in
            entries.indices.map { affinity("j\(juror)", "e\($0)", Limits.affinity.micros - Int64((juror * 7 + $0 * 11) % 30)) }
        }
        let goals: [AssignGoal] = [.total, .evenLoads, .keep]
        let result = try assign(AssignInput(jurors: jurors, entries: entries, affinity: affinities, keep: pairs, goals: goals))
        // 7 and 30 share no divisor, so every entry has one juror at 0, one at 1 and one at 2 millionths below the largest.
        #expect(result.objective == FixedPoint(micros: 120 * Limits.affinity.micros - 40 * 3))
        #expect(result.certificate.weights.affinity > 1_000_000)
        #expect(result.certificate.gap == 0)
    }

    @Test("where the search ends before its proof, the certificate says so and how much better a plan could be")
    func unproven() throws {
        var random = SeededGenerator(seed: 3)
        let jurors = (0..<12).map { AssignJuror(id: "j\($0)", maxLoad: 5) }
        let entries = (0..<20).map { AssignEntry(id: "e\($0)", reviews: 3) }
        let affinities = jurors.flatMap { juror in
            entries.map { affinity(juror.id, $0.id, Int64.random(in: 0...1_000_000, using: &random)) }
        }
        let result = try assign(AssignInput(jurors: jurors, entries: entries, affinity: affinities))
        let levels = result.certificate.levels
        #expect(result.certificate.optimal == (levels.worstEntry != .none && levels.total != .none))
        #expect(result.worstEntry <= levels.worstEntryBound!)
        #expect((levels.worstEntry == .none) == (result.worstEntry < levels.worstEntryBound!))
        #expect(result.objective <= levels.totalBound)
    }
}
