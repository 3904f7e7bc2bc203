import ScoringEngine
import Testing

@Suite("What an assignment refuses")
struct AssignRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let document: String
        let answer: String

        init(_ description: String, _ document: String, _ answer: String) {
            testDescription = description
            self.document = document
            self.answer = answer
        }
    }

    private static let two = #""jurors": [{"id":"a","maxLoad":2},{"id":"b","maxLoad":2}], "entries": [{"id":"x","reviews":1},{"id":"y","reviews":1}]"#

    @Test(
        "wrong input is named with its place",
        arguments: [
            Case("nothing", "{}", "! $.jurors: is missing\n! $.entries: is missing"),
            Case(
                "empty lists", #"{"jurors": [], "entries": []}"#,
                "! $.jurors: needs at least one juror\n! $.entries: needs at least one entry"),
            Case(
                "a misspelt key", #"{"jurors": [{"id":"a","maxload":2}], "entries": [{"id":"x","reviews":1}]}"#,
                "! $.jurors[0].maxload: unknown key; known here: id, minLoad, maxLoad\n! $.jurors[0].maxLoad: is missing"),
            Case(
                "loads and reviews out of range",
                #"{"jurors": [{"id":"a","minLoad":3,"maxLoad":2},{"id":"a","minLoad":-1,"maxLoad":2}], "entries": [{"id":"x","reviews":0}]}"#,
                """
                ! $.jurors[0].maxLoad: must be at least minLoad 3, but is 2
                ! $.jurors[1].id: "a" is listed twice
                ! $.jurors[1].minLoad: must be from 0 to 2000000, but is -1
                ! $.entries[0].reviews: must be from 1 to 2000000, but is 0
                """),
            Case(
                "unknown names", "{\(two), \"conflicts\": [[\"x\",\"a\"]], \"keep\": [[\"c\",\"x\"]], \"apart\": [[\"a\",\"c\"]]}",
                """
                ! $.conflicts[0][0]: "x" is no juror
                ! $.conflicts[0][1]: "a" is no entry
                ! $.keep[0][0]: "c" is no juror
                ! $.apart[0][1]: "c" is no juror
                """),
            Case(
                "pairs twice", "{\(two), \"affinity\": [[\"a\",\"x\",1],[\"b\",\"x\",1],[\"a\",\"x\",2]], \"apart\": [[\"a\",\"a\"]]}",
                """
                ! $.affinity[2]: the pair "a" and "x" is listed twice
                ! $.apart[0]: a juror can't be kept apart from themselves
                """),
            Case(
                "affinities that are none",
                "{\(two), \"affinity\": [[\"a\",\"x\"],[\"b\",\"x\",0.0000001],[\"a\",\"y\",1000001]]}",
                """
                ! $.affinity[0]: must be a juror, an entry and a number, but has 2 elements
                ! $.affinity[1][2]: must be a decimal with at most 6 decimals and without exponent, like 7.5, but is "0.0000001"
                """),
            Case(
                "an affinity too large", "{\(two), \"affinity\": [[\"a\",\"y\",-1000001]]}",
                "! $.affinity[0][2]: must be from -1000000 to 1000000, but is -1000001"),
            Case(
                "goals out of order", "{\(two), \"goals\": [\"total\",\"connected\"]}",
                "! $.goals[1]: goals keep this order, each at most once: connected, worstEntry, total, evenLoads, keep"),
            Case("no goal", "{\(two), \"goals\": []}", "! $.goals: needs at least one goal"),
        ])
    func refusal(_ refused: Case) {
        #expect(door("assign", refused.document) == refused.answer)
    }

    @Test(
        "hard rules that can't all be met are told apart with what is lacking",
        arguments: [
            Case(
                "too few jurors", #"{"jurors": [{"id":"a","maxLoad":2},{"id":"b","maxLoad":0}], "entries": [{"id":"x","reviews":2}]}"#,
                """
                - $: entry "x" needs 2 jurors and lacks 1: of 2 jurors 0 have a conflict with it and 1 have maxLoad 0
                - $: the entries need 2 reviews, but the jurors can give only 1, each at most maxLoad and one an entry: 1 are lacking
                """),
            Case(
                "fixed against a conflict", "{\(two), \"fixed\": [[\"a\",\"x\"]], \"conflicts\": [[\"a\",\"x\"]]}",
                "- $: juror \"a\" is fixed on entry \"x\" but has a conflict with it"),
            Case(
                "fixed against the number of reviews and each other",
                "{\(two), \"fixed\": [[\"a\",\"x\"],[\"b\",\"x\"]], \"apart\": [[\"b\",\"a\"]]}",
                """
                - $: entry "x" has 2 fixed jurors but needs only 1
                - $: jurors "a" and "b" are both fixed on entry "x" but are kept apart
                """),
            Case(
                "minLoads above the reviews",
                #"{"jurors": [{"id":"a","minLoad":1,"maxLoad":2},{"id":"b","minLoad":2,"maxLoad":2}], "entries": [{"id":"x","reviews":1}]}"#,
                """
                - $: juror "b" has minLoad 2 but may read only 1 entries
                - $: the jurors' minLoads ask for 3 reviews, but the entries need only 1
                """),
            Case(
                "entries that share too few jurors",
                #"{"jurors": [{"id":"a","maxLoad":1},{"id":"b","maxLoad":9}], "entries": [{"id":"x","reviews":1},{"id":"y","reviews":1},{"id":"z","reviews":1}], "conflicts": [["b","x"],["b","y"]]}"#,
                "- $: entries \"x\", \"y\": at least 2 reviews have to come from juror \"a\", who can take only 1; all others have conflicts or read them already: 1 are lacking"),
            Case(
                "a juror who may read too little",
                #"{"jurors": [{"id":"a","maxLoad":3},{"id":"b","minLoad":2,"maxLoad":3}], "entries": [{"id":"x","reviews":1},{"id":"y","reviews":1}], "fixed": [["a","x"]]}"#,
                "- $: juror \"b\" must read at least 2 by minLoad, but conflicts and reviews leave only 1: 1 are lacking"),
            Case(
                "jurors kept apart on one entry",
                #"{"jurors": [{"id":"a","maxLoad":1},{"id":"b","maxLoad":1}], "entries": [{"id":"x","reviews":2}], "apart": [["a","b"]]}"#,
                "- $: entry \"x\" needs 2 jurors, but those without a conflict are kept apart so that fewer can read it together"),
            Case(
                "jurors kept apart over several entries",
                #"{"jurors": [{"id":"a","maxLoad":2},{"id":"b","maxLoad":1},{"id":"c","maxLoad":1}], "entries": [{"id":"x","reviews":2},{"id":"y","reviews":2}], "apart": [["a","b"]]}"#,
                "- $: loads, conflicts and fixed pairs could be met, but not together with the jurors kept apart"),
        ])
    func infeasible(_ refused: Case) {
        #expect(door("assign", refused.document) == refused.answer)
    }
}
