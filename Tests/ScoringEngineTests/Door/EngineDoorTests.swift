import ScoringEngine
import Testing

@Suite("The JSON door")
struct EngineDoorTests {
    static let rankDocument = """
        {"rubric": {"criteria": [{"id": "a", "weight": "2", "scale": {"min": "0", "max": "10", "step": "0.5"}},
                                 {"id": "b", "weight": "1", "scale": {"min": "1", "max": "5", "step": "1"}}],
                    "notApplicable": "renormalise"},
         "aggregation": {"method": "mean"},
         "ties": ["median", "criterion:a", "lot"], "lotSeed": "2025-08-14", "ranking": "standard",
         "sheets": [{"juror": "j1", "entry": "e1", "state": "final", "points": {"a": "7.5", "b": 4}},
                    {"juror": "j2", "entry": "e1", "state": "recused"},
                    {"juror": "j2", "entry": "e2", "state": "final", "points": {"a": 6, "b": "n/a"}},
                    {"juror": "j1", "entry": "e3", "state": "open"}]}
        """

    static let allocateDocument = """
        {"budgetCents": 1000, "ladderCents": [500, 301, 100], "ties": "pooledSplit", "ranking": "standard",
         "places": [["Köln"], ["A \\"B\\"", "C"]], "special": [{"prize": "S", "cents": 99, "to": [["Leipzig", 1], ["Markkleeberg", "1"]]}]}
        """

    @Test("the contract's rank example gives exactly these bytes")
    func rankOutput() {
        #expect(
            door("rank", Self.rankDocument)
                == #"{"entries":[{"entry":"e1","rank":1,"score":"75.0000","exact":"75","sheets":1,"decidedBy":"score","flags":[]},"#
                + #"{"entry":"e2","rank":2,"score":"60.0000","exact":"60","sheets":1,"decidedBy":"score","flags":[]},"#
                + #"{"entry":"e3","rank":null,"score":null,"exact":null,"sheets":0,"decidedBy":null,"flags":[]}],"flags":[]}"# + "\n")
    }

    @Test("an allocation with leftover cents gives exactly these bytes")
    func allocateOutput() {
        #expect(
            door("allocate", Self.allocateDocument)
                == #"{"awards":[{"entry":"Köln","rank":1,"label":"1","cents":500},{"entry":"A \"B\"","rank":2,"label":"2","cents":201},"#
                + #"{"entry":"C","rank":2,"label":"2","cents":200}],"#
                + #""special":[{"prize":"S","cents":99,"to":[{"entry":"Leipzig","cents":50},{"entry":"Markkleeberg","cents":49}]}],"#
                + #""totalCents":1000,"unallocatedCents":0,"budgetCents":1000,"#
                + #""notes":[{"note":"leftoverCent","entry":"A \"B\""},{"note":"leftoverCent","entry":"Leipzig","prize":"S"}]}"# + "\n")
    }

    @Test("special prizes count against the budget; the contract's allocation fits one that covers both")
    func contractAllocation() {
        func document(_ budget: Int) -> String {
            """
            {"budgetCents": \(budget), "ladderCents": [6000000, 5000000, 4000000, 3000000, 2000000], "ties": "pooledSplit",
             "ranking": "standard", "places": [["Neumarkt"], ["Bad Säckingen", "Münster"], ["Nürnberg"], ["Leipzig"]],
             "special": [{"prize": "Sonderpreis", "cents": 1000000, "to": [["Leipzig", 1], ["Markkleeberg", 1]]}]}
            """
        }
        #expect(
            door("allocate", document(21_000_000))
                == #"{"awards":[{"entry":"Neumarkt","rank":1,"label":"1","cents":6000000},"#
                + #"{"entry":"Bad Säckingen","rank":2,"label":"2","cents":4500000},{"entry":"Münster","rank":2,"label":"2","cents":4500000},"#
                + #"{"entry":"Nürnberg","rank":4,"label":"4","cents":3000000},{"entry":"Leipzig","rank":5,"label":"5","cents":2000000}],"#
                + #""special":[{"prize":"Sonderpreis","cents":1000000,"to":[{"entry":"Leipzig","cents":500000},"#
                + #"{"entry":"Markkleeberg","cents":500000}]}],"totalCents":21000000,"unallocatedCents":0,"budgetCents":21000000}"# + "\n")
        #expect(
            door("allocate", document(20_000_000))
                == "! $.budgetCents: the ladder's 20000000 and the special prizes' 1000000 cents are 1000000 more than the budget of 20000000")
    }

    @Test("an unknown operation lists the known ones")
    func unknownOperation() {
        let known = EngineDoor.operations.joined(separator: ", ")
        #expect(door("rang", "{}") == "! $: unknown operation \"rang\"; known: \(known)")
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let line: String
        var testDescription: String { "\(old) → \(new)" }

        init(_ old: String, _ new: String, _ line: String) {
            self.old = old
            self.new = new
            self.line = line
        }
    }

    @Test(
        "a changed rank document is refused with the place and the reason",
        arguments: [
            Change(#""weight": "1""#, #""weight": 0"#, "$.rubric.criteria[1].weight: must be more than 0, but is 0"),
            Change(#""weight": "1""#, #""wieght": "1""#, "$.rubric.criteria[1].wieght: unknown key; known here: id, weight, scale"),
            Change(#""weight": "1""#, #""wieght": "1""#, "$.rubric.criteria[1].weight: is missing"),
            Change(#""b": 4}"#, #""b": 4.5}"#, "$.sheets[0].points.b: 4.5 is not on the scale from 1 to 5 in steps of 1"),
            Change(#""b": 4}"#, #""b": 4.0000001}"#,
                "$.sheets[0].points.b: must be a decimal with at most 6 decimals and without exponent, like 7.5, but is \"4.0000001\""),
            Change(#""b": 4}"#, #""b": 4e0}"#,
                "$.sheets[0].points.b: must be a decimal with at most 6 decimals and without exponent, like 7.5, but is \"4e0\""),
            Change(#""b": 4}"#, #""b": null}"#,
                "$.sheets[0].points.b: must be a decimal number, or one written as a string, but is null"),
            Change(#", "b": 4}"#, "}", "$.sheets[0].points: a final sheet needs points for \"b\", or n/a"),
            Change(#""b": 4}"#, #""b": 4, "c": 1}"#, "$.sheets[0].points.c: the rubric has no criterion \"c\""),
            Change(#""renormalise""#, #""refuse""#, "$.sheets[2].points.b: the rubric does not allow n/a"),
            Change(#""juror": "j2", "entry": "e1""#, #""juror": "j1", "entry": "e1""#,
                "$.sheets[1]: \"j1\" has a sheet for \"e1\" already, see $.sheets[0]"),
            Change(#""lotSeed": "2025-08-14", "#, "", "$.lotSeed: is needed because ties lists the lot"),
            Change(#""lotSeed": "2025-08-14""#, #""lotSeed": 5"#, "$.lotSeed: must be a string, but is a number"),
            Change("criterion:a", "criterion:z", "$.ties[1]: the rubric has no criterion \"z\""),
            Change("\"median\",", "\"Median\",",
                "$.ties[0]: must be one of median, highest, lowest, countback, criterion:ID, lot, but is \"Median\""),
            Change(#""recused""#, #""gone""#, "$.sheets[1].state: must be one of open, final, abstained, recused, but is \"gone\""),
            Change(#""method": "mean""#, #""method": "zscore""#,
                "$.aggregation.method: must be one of mean, median, trimmedMean, zScore, interblock, additive, but is \"zscore\""),
            Change(#""method": "mean""#, #""method": "zScore", "minimumSheets": 0"#,
                "$.aggregation.minimumSheets: must be 1 or more, but is 0"),
            Change(#""method": "mean""#, #""method": "zScore", "trim": 1"#,
                "$.aggregation.trim: unknown key; known here: method, minimumSheets"),
            Change(#""method": "mean""#, #""method": "mean", "trim": 1"#, "$.aggregation.trim: unknown key; known here: method"),
            Change(#""method": "mean""#, #""method": "trimmedMean""#, "$.aggregation.trim: is missing"),
            Change(#""method": "mean""#, #""trim": 1"#, "$.aggregation.method: is missing"),
            Change(#""method": "mean""#, #""method": "trimmedMean", "trim": 1"#,
                "$.aggregation.trim: dropping 1 at each end leaves none of the 1 counting sheets of \"e1\""),
            Change(#""standard""#, #""olympic""#, "$.ranking: must be one of standard, dense, but is \"olympic\""),
        ])
    func rankRefusal(change: Change) {
        let document = Self.rankDocument.replacing(change.old, with: change.new, maxReplacements: 1)
        #expect(document != Self.rankDocument)
        #expect(door("rank", document).split(separator: "\n").contains("! " + change.line))
    }

    @Test("problems of form and of rules come in one answer")
    func allAtOnce() {
        let document = Self.rankDocument.replacing("\"2\"", with: "\"-2\"").replacing("\"ranking\"", with: "\"rankings\"")
        #expect(
            door("rank", document) == """
                ! $.rankings: unknown key; known here: rubric, aggregation, ties, lotSeed, ranking, sheets, explain
                ! $.rubric.criteria[0].weight: must be more than 0, but is -2
                """)
    }

    @Test(
        "a changed allocation document is refused with the place and the reason",
        arguments: [
            Change("1000", "1000.5", "$.budgetCents: must be a whole number, but is \"1000.5\""),
            Change("1000", "\"1000\"", "$.budgetCents: must be a whole number, but is a string"),
            Change("1000", "1e3", "$.budgetCents: must be a whole number, but is \"1e3\""),
            Change("1000", "99999999999999999999", "$.budgetCents: must be a whole number, but is \"99999999999999999999\""),
            Change("1000", "999", "$.budgetCents: the ladder's 901 and the special prizes' 99 cents are 1 more than the budget of 999"),
            Change(#"["Leipzig", 1]"#, #"["Leipzig"]"#,
                "$.special[0].to[0]: must be a pair of entry and share, but has 1 elements"),
            Change(#"["Leipzig", 1]"#, #"["Leipzig", -1]"#, "$.special[0].to[0][1]: must be more than 0, but is -1"),
            Change(#"["Köln"]"#, #"["Köln", "C"]"#, "$.places[1][1]: \"C\" is placed twice"),
            Change("pooledSplit", "split", "$.ties: must be one of pooledSplit, fixedPerRank, jurySet, lot, but is \"split\""),
            Change(#""ties": "pooledSplit", "#, "", "$.ties: is missing"),
            Change("pooledSplit", "jurySet", "$.setCents: has no amount for \"Köln\""),
            Change("pooledSplit", "jurySet", "$.reason: is needed where the jury sets the amounts"),
        ])
    func allocateRefusal(change: Change) {
        let document = Self.allocateDocument.replacing(change.old, with: change.new, maxReplacements: 1)
        #expect(document != Self.allocateDocument)
        #expect(door("allocate", document).split(separator: "\n").contains("! " + change.line))
    }
}
