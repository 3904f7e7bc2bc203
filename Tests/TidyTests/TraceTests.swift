import SourceReading
import Testing

@Suite("The repository does not tell where it was made")
struct TraceTests {
    @Test("no file names a machine's folder or a private host")
    func tree() {
        #expect(SourceTree.files.count > 100)
        #expect(SourceTree.files.flatMap(Traces.violations) == [])
    }

    @Test("every exception is still needed")
    func exceptions() {
        for path in Traces.allowed.keys {
            #expect(SourceTree.files.contains { $0.path == path && $0.text.contains("\"/tm" + "p/") }, "\(path)")
        }
    }

    @Test(
        "each trace is found",
        arguments: [
            ("README.md", "cd /ho" + "me/someone/lorbeer"), ("Sources/A.swift", "let path = \"/wo" + "rk/main\""), ("Makefile", "PATH=/op" + "t/tool/bin"),
            ("Sources/A.swift", "let host = \"https:" + "//mirror.corp/packages\""), ("README.md", "http:" + "//10.1.2.3/packages"),
            ("Package.swift", ".package(url: \"https://example.org/a\", from: \"1.0.0\")"), ("Makefile", "pip install --index-url x"),
        ])
    func caught(path: String, line: String) {
        #expect(Traces.violations(in: SourceFile(path: path, text: "first\n\(line)\n")).count == 1)
    }

    @Test(
        "what looks similar passes",
        arguments: [
            "https://www.example.org/ho" + "me/", "Sources/wo" + "rk/file", "http://localhost:8080/", "#!/usr/bin/env bash", "\\(url)/op" + "t/",
        ])
    func spared(line: String) {
        #expect(Traces.violations(in: SourceFile(path: "README.md", text: line)) == [])
    }
}
