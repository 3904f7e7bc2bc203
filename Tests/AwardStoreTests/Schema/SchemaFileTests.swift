import Schema
import SourceReading
import Testing

@Suite("The embedded schema is the folder's")
struct SchemaFileTests {
    @Test(
        "each list names every file of its folder, with its text",
        arguments: [
            ("Schema/Migrations", Schema.migrations.map { [$0.name, $0.sql] }), ("Schema/Views", Schema.views.map { [$0.name, $0.sql] }),
            ("Schema/Invariants", Schema.invariants.map { [$0.name, $0.sql] }),
        ])
    func complete(folder: String, listed: [[String]]) {
        let files = SourceTree.files(in: folder, ending: ".sql").map { [String($0.name.dropLast(".sql".count)), $0.text] }
        #expect(!files.isEmpty)
        #expect(listed.sorted { $0[0] < $1[0] } == files)
    }

    @Test("migrations stand in the order of their numbers")
    func ordered() {
        let names = Schema.migrations.map(\.name)
        #expect(names == names.sorted())
    }
}
