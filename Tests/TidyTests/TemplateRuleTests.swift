import SourceReading
import Testing

@Suite("Templates and static files keep the page's promises")
struct TemplateRuleTests {
    @Test("no template breaks a rule")
    func templates() {
        let files = SourceTree.files(in: "Sources/Web/Templates", ending: ".mustache")
        #expect(files.count > 20)
        #expect(files.flatMap(TemplateRules.violations) == [])
    }

    @Test("no static file reaches for another host", arguments: [".css", ".js", ".svg"])
    func staticFiles(ending: String) {
        let files = SourceTree.files(in: "Sources/Web/Static", ending: ending)
        #expect(!files.isEmpty)
        #expect(files.flatMap(TemplateRules.violations) == [])
    }

    @Test(
        "each breach is found",
        arguments: [
            "<p style=\"color: red\">", "<style>p {}</style>", "<script>go()</script>", "<button onclick=\"go()\">", "<a href=\"javascript:go()\">",
            "<p>{{{text}}}</p>", "<p>{{&text}}</p>", "<img src=\"https://example.org/a.png\">", "<script src=\"//example.org/a.js\"></script>",
            "  {{> field-text}}", "<form method=\"post\" action=\"/x\"><button>Senden</button></form>",
        ])
    func caught(line: String) {
        #expect(TemplateRules.violations(in: SourceFile(path: "Sources/Web/Templates/sample.mustache", text: "<h1>A</h1>\n\(line)\n")).count == 1)
    }

    @Test(
        "what is allowed passes",
        arguments: [
            "<script src=\"/static/lorbeer.js\" defer></script>", "{{> field-text}}", "<form method=\"get\" action=\"/x\"></form>",
            "<form method=\"post\">{{> form-hidden}}</form>", "<svg xmlns=\"http://www.w3.org/2000/svg\">", "<p>Kommunikation = {{on}}</p>",
        ])
    func spared(line: String) {
        #expect(TemplateRules.violations(in: SourceFile(path: "Sources/Web/Templates/sample.mustache", text: line)) == [])
    }
}
