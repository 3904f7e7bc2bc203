import AwardStore
import Awards
import Testing

@Suite("Decision files")
struct DecisionFileTests {
    private static let sample = """
        format: lorbeer-decision/1
        round: probe-2027
        decidedBy: Jury
        decidedOn: 2027-09-01
        reason: "Beschluss der Jury"
        places:
          klein: [["01001001"], ["01001002", "01003"]]
        setEuro:
          "01001001": 20000.00
          "01003": 0.01
        special:
          - {prize: sonderpreis, to: [{municipality: "01001001", share: 2}, {municipality: "01001002", share: 1}]}
        sources: ["erfunden"]
        """

    @Test("every key is read; ties stay together and keys keep their zeros")
    func everyKey() throws {
        let file = try DecisionFile.read(Self.sample, name: "d.yaml")
        #expect(file.round == "probe-2027" && file.decidedBy == "Jury" && file.decidedOn?.description == "2027-09-01" && file.reason == "Beschluss der Jury")
        #expect(file.places == ["klein": [["01001001"], ["01001002", "01003"]]])
        #expect(file.setCents == ["01001001": 20_000_00, "01003": 1])
        #expect(file.special.map(\.prize) == ["sonderpreis"])
        #expect(file.special.first?.to.map(\.key) == ["01001001", "01001002"] && file.special.first?.to.map(\.share) == [2, 1])
        #expect(file.sources == ["erfunden"])
    }

    @Test("the decisions that come with Lorbeer are read without a problem", arguments: SeedFiles.decisions)
    func seeds(path: String) throws {
        let file = try DecisionFile.read(try SeedFiles.text(path), name: path)
        #expect(path.contains(file.round + "."))
        #expect(!file.places.isEmpty && file.special.count >= 4)
    }

    @Test("a mistake is told with its line, its place and what to do", arguments: [
        Mistake("round: probe-2027", "rounds: probe-2027\nround: x", 2, "rounds", "Meinten Sie „round“?"),
        Mistake("[\"01001002\"", "[01001002", 7, "places.klein[1][0]", "Anführungszeichen"),
        Mistake("[[\"01001001\"]", "[[\"1001001\"], [\"01001001\"]", 7, "places.klein[0][0]", "kein amtlicher Schlüssel"),
        Mistake("\"01001002\", \"01003\"", "\"01001001\", \"01003\"", 7, "places.klein[1][0]", "schon genannt"),
        Mistake("[[\"01001001\"]", "[[\"01001001\"], []", 7, "places.klein[1]", "leer"),
        Mistake("\"01003\": 0.01", "\"01004\": 0.01", 10, "setEuro.01004", "steht nicht unter places"),
        Mistake("\"01003\": 0.01", "\"01001001\": 0.01", 10, "setEuro.01001001", "steht schon in Zeile 9"),
        Mistake("share: 2", "share: 0", 12, "special[0].to[0].share", "außerhalb"),
        Mistake("municipality: \"01001002\"", "municipality: \"01001001\"", 12, "special[0].to[1].municipality", "schon genannt"),
    ])
    func mistake(_ mistake: Mistake) throws {
        try #require(Self.sample.contains(mistake.change.0))
        let broken = Self.sample.replacing(mistake.change.0, with: mistake.change.1, maxReplacements: 1)
        let problems = try #require(throws: FileProblems.self) { try DecisionFile.read(broken, name: "d.yaml") }
        #expect(problems.problems.count == 1, "\(problems)")
        #expect(problems.problems.first?.line == mistake.line && problems.problems.first?.path == mistake.path, "\(problems)")
        #expect(problems.problems.first?.message.contains(mistake.message) == true, "\(problems)")
    }
}
