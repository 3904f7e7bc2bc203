import SourceReading
import Testing

@Suite("Imports follow the architecture's table")
struct ImportTests {
    @Test("no file imports what its target may not")
    func table() {
        #expect(ImportTable.violations(in: SourceTree.swift) == [])
    }

    @Test("every target of the table exists, and every folder of sources is in it")
    func complete() {
        let targets = Set(SourceTree.swift.compactMap { ImportTable.target(of: $0.path) })
        #expect(Set(ImportTable.allowed.keys).subtracting(targets) == [])
        #expect(targets.filter { $0.hasPrefix("Sources/") }.subtracting(ImportTable.allowed.keys) == [])
    }

    @Test("every exception is still needed")
    func exceptions() {
        for exception in ImportTable.exceptions {
            let imports = SourceTree.swift.first { $0.path == exception.file }.map(ImportTable.imports) ?? []
            #expect(imports.contains(exception.module), "\(exception.file) no longer imports \(exception.module)")
        }
    }

    @Test(
        "a forbidden import is found however it is written",
        arguments: [
            "import Postgres", "public import Postgres", "@testable import Postgres", "import struct Postgres.Session",
            "@_exported public import Postgres", "    import Postgres", "import Foundation; import Postgres",
        ])
    func caught(line: String) {
        let source = SwiftSource(path: "Sources/Web/Judging/Sample.swift", "import Awards\n\(line)\n")
        #expect(ImportTable.violations(in: [source]) == ["Sources/Web/Judging/Sample.swift imports Postgres, which Sources/Web may not"])
    }

    @Test("the word in a comment, a text or another name is no import", arguments: ["// import Postgres", "let a = \"import Postgres\"", "let important = Postgres"])
    func spared(line: String) {
        #expect(ImportTable.violations(in: [SwiftSource(path: "Sources/Web/Sample.swift", line)]) == [])
    }
}
