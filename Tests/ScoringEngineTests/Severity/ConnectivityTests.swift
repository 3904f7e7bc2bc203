import Testing

@testable import ScoringEngine

@Suite("How firmly a jury is connected")
struct ConnectivityTests {
    private func graph(_ sheets: [(entry: Int, juror: Int)]) -> JuryGraph {
        SeverityCells(
            entryCount: 1 + (sheets.map(\.entry).max() ?? 0), jurorCount: 1 + (sheets.map(\.juror).max() ?? 0),
            entry: sheets.map { Int32($0.entry) }, juror: sheets.map { Int32($0.juror) }, score: sheets.map { _ in 0 }
        ).graph
    }

    @Test("jurors who all read the same n entries have λ₂ = n", arguments: [(1, 2), (7, 2), (5, 4), (30, 40)])
    func complete(entries: Int, jurors: Int) throws {
        let all = (0..<entries).flatMap { entry in (0..<jurors).map { (entry: entry, juror: $0) } }
        #expect(abs(try #require(graph(all).lambda2()) - Double(entries)) < 1e-9)
    }

    // Half the path graph's Laplacian, whose second eigenvalue is 2 − 2·cos(π/J) (Fiedler 1973).
    @Test(
        "jurors in a chain, each sharing one entry with the next, found in S and, where the steps don't suffice, in its inverse",
        arguments: [(2, 1), (3, 0.5), (4, 0.2928932188134525), (60, 0.0013704652454261258)])
    func chain(jurors: Int, expected: Double) throws {
        let links = (0..<jurors - 1).flatMap { [(entry: $0, juror: $0), (entry: $0, juror: $0 + 1)] }
        for steps in [20, 240] {
            #expect(abs(try #require(graph(links).lambda2(steps: steps)) - expected) < 1e-9 * expected)
        }
    }

    @Test("0 for a jury in two parts, nothing for a single juror")
    func limits() {
        #expect(graph([(0, 0), (1, 1)]).lambda2() == 0)
        #expect(graph([(0, 0), (1, 0)]).lambda2() == nil)
    }

    @Test("components are numbered by their first entries")
    func components() {
        let graph = graph([(3, 0), (0, 2), (1, 1), (2, 2), (4, 1)])
        #expect(graph.componentCount == 3)
        #expect(graph.componentOfEntry == [0, 1, 0, 2, 1])
        #expect(graph.componentOfJuror == [2, 1, 0])
    }
}
