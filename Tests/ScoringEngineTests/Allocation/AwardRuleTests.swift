import ScoringEngine
import Testing

@Suite("Rules that an entry's prizes must keep")
struct AwardRuleTests {
    /// 2021: Leipzig shared a special prize; here it would hold the fifth place too.
    static func document(_ rules: String, special: String = #"["Leipzig", 1], ["Markkleeberg", 1]"#) -> String {
        """
        {"budgetCents": 21000000, "ladderCents": [6000000, 5000000, 4000000, 3000000, 2000000], "ties": "pooledSplit",
         "places": [["Fürth"], ["Köln", "Berlin"], ["Bad Bentheim"], ["Leipzig"], ["Essen"]],
         "special": [{"prize": "Sonderpreis", "cents": 1000000, "to": [\(special)]}], \(rules)}
        """
    }

    @Test("an entry with two prizes is refused by name, with its prizes")
    func onePrizeEach() {
        #expect(
            door("allocate", Self.document(#""onePrizeEach": true"#))
                == #"! $.special[0].to[0]: "Leipzig" would get 2 prizes (place 5, "Sonderpreis"), but onePrizeEach allows one"#)
        let kept = door("allocate", Self.document(#""onePrizeEach": false"#))
        #expect(kept.contains(#""totalCents":21000000"#))
    }

    @Test("a place beyond the ladder is no prize, so its holder may have a special one")
    func beyondTheLadder() {
        let allowed = door("allocate", Self.document(#""onePrizeEach": true"#, special: #"["Essen", 1]"#))
        #expect(allowed.contains(#"{"entry":"Essen","rank":6,"label":"6","cents":0}"#))
        #expect(allowed.contains(#""to":[{"entry":"Essen","cents":1000000}]"#))
    }

    @Test("amounts below the minimum or above the maximum are refused, all of them")
    func limits() {
        #expect(
            door("allocate", Self.document(#""minimumCents": 2000001, "maximumCents": 4499999"#)) == """
                ! $.places[0][0]: "Fürth" would get 6000000 cents as place 1, more than the maximumCents of 4499999
                ! $.places[1][0]: "Köln" would get 4500000 cents as place 2, more than the maximumCents of 4499999
                ! $.places[1][1]: "Berlin" would get 4500000 cents as place 2, more than the maximumCents of 4499999
                ! $.places[3][0]: "Leipzig" would get 2000000 cents as place 5, less than the minimumCents of 2000001
                ! $.special[0].to[0]: "Leipzig" would get 500000 cents as "Sonderpreis", less than the minimumCents of 2000001
                ! $.special[0].to[1]: "Markkleeberg" would get 500000 cents as "Sonderpreis", less than the minimumCents of 2000001
                """)
        #expect(door("allocate", Self.document(#""minimumCents": 500000, "maximumCents": 6000000"#)).hasPrefix("{\"awards\""))
    }

    @Test("limits that contradict each other or are no amounts")
    func wrongLimits() {
        #expect(
            door("allocate", Self.document(#""minimumCents": 2, "maximumCents": 1"#))
                == "! $.maximumCents: must be at least the minimumCents of 2, but is 1")
        #expect(
            door("allocate", Self.document(#""minimumCents": -1, "onePrizeEach": 1"#)) == """
                ! $.onePrizeEach: must be true or false, but is a number
                """)
        #expect(
            door("allocate", Self.document(#""minimumCents": -1"#))
                == "! $.minimumCents: must be an amount from 0 to 1000000000000000 cents, but is -1")
    }

    @Test("after lots the place of the input is named")
    func lots() {
        // printf '42\nBremen' | sha256sum begins d9fa…, Dortmund 12a9…: Dortmund is drawn first.
        let input = AllocateInput(
            budgetCents: 300, ladderCents: [200, 100], ties: .lot, places: [["Bremen", "Dortmund"]], lotSeed: "42", maximumCents: 150)
        let error = #expect(throws: EngineProblems.self) { try allocate(input) }
        #expect(
            error?.description == "$.places[0][1]: \"Dortmund\" would get 200 cents as place 1, more than the maximumCents of 150")
    }

    @Test("Masters 2024 through the door: three share third to fifth, two sixth and seventh")
    func masters() {
        // CBS Sports 2024-04-13 (purse) and 2024-04-14 (payouts); units are dollars.
        let document = """
            {"budgetCents": 12010000, "ladderCents": [3600000, 2160000, 1360000, 960000, 800000, 720000, 670000, 620000, 580000, 540000],
             "ties": "pooledSplit", "places": [["1st"], ["2nd"], ["Homa", "Fleetwood", "Morikawa"], ["Smith", "DeChambeau"], ["8th"]]}
            """
        let paid = [("1st", 1, 3_600_000), ("2nd", 2, 2_160_000), ("Homa", 3, 1_040_000), ("Fleetwood", 3, 1_040_000),
            ("Morikawa", 3, 1_040_000), ("Smith", 6, 695_000), ("DeChambeau", 6, 695_000), ("8th", 8, 620_000)]
        let awards = paid.map { "{\"entry\":\"\($0)\",\"rank\":\($1),\"label\":\"\($1)\",\"cents\":\($2)}" }.joined(separator: ",")
        #expect(
            door("allocate", document)
                == "{\"awards\":[\(awards)],\"special\":[],\"totalCents\":10890000,\"unallocatedCents\":1120000,\"budgetCents\":12010000}\n")
    }
}
