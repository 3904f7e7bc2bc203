import AwardStore
import Hummingbird
import HummingbirdTesting
import Logging
import Mustache
import TestSupport
import Testing

@testable import Web

@Suite("Strict templates find keys that nobody has")
struct StrictModelTests {
    struct Cell: ViewModel {
        let text: String
        let note: String?
    }

    struct Row: ViewModel {
        let cells: [Cell]
        let first: Cell?
    }

    struct Outer: ViewModel {
        let rows: [Row]
        let note: String
        let absent: Cell?
    }

    private static let outer = Outer(
        rows: [Row(cells: [Cell(text: "eins", note: nil), Cell(text: "zwei", note: "innen")], first: Cell(text: "drei", note: nil))],
        note: "außen", absent: nil
    )

    private static func render(_ template: String) throws -> (html: String, unknown: [String]) {
        let report = StrictReport()
        let html = try MustacheTemplate(string: template).render(StrictModel(outer, in: report))
        return (html, report.unknownKeys)
    }

    @Test(
        "a key nobody has is reported, wherever it is asked for",
        arguments: [
            "{{missing}}", "{{#missing}}x{{/missing}}", "{{^missing}}x{{/missing}}", "{{^empty(missing)}}x{{/empty(missing)}}",
            "{{#rows}}{{missing}}{{/rows}}", "{{#rows}}{{#cells}}{{text}}{{missing}}{{/cells}}{{/rows}}", "{{#rows}}{{#first}}{{missing}}{{/first}}{{/rows}}",
            "{{#note}}{{missing}}{{/note}}", "{{^absent}}{{missing}}{{/absent}}",
        ])
    func reported(template: String) throws {
        #expect(try Self.render(template).unknown == ["missing"])
    }

    @Test("known keys are shown and none is reported, an empty one neither")
    func known() throws {
        let shown = try Self.render("{{note}}:{{#rows}}{{#cells}}{{text}} {{/cells}}{{#first}}{{text}}{{/first}}{{/rows}}{{#absent}}x{{/absent}}{{^absent}}-{{/absent}}")
        #expect(shown.html == "außen:eins zwei drei-")
        #expect(shown.unknown == [])
    }

    @Test("an empty value stops the search: the outer value of the same name is not shown in its place")
    func emptyStops() throws {
        let template = "{{#rows}}{{#cells}}[{{note}}{{#note}}!{{/note}}{{^note}}?{{/note}}]{{/cells}}{{/rows}}"
        #expect(try Self.render(template).html == "[?][innen!]")
        #expect(try MustacheTemplate(string: template).render(Self.outer) == "[?][innen!]")
    }

    @Test("a page with a key its model lacks is an error in strict mode, and only there")
    func page() async throws {
        try await TestStore.withStore { store in
            for strict in [true, false] {
                let services = Services(
                    store: store.withoutWall(), templates: try Templates(strict: strict), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                    secureCookies: false, origin: "https://lorbeer.example.org"
                )
                let router = WebApplication.router(services)
                router.get("/probe") { _, context in
                    do {
                        return try services.page("account", Self.outer, Page("Probe"), context: context)
                    } catch let problem as TemplateProblem {
                        return Response.json("\(problem.template): \(problem.keys.joined(separator: " "))")
                    }
                }
                try await Application(router: router, logger: services.logger).test(.router) { client in
                    let body = try await client.execute(uri: "/probe", method: .get) { String(buffer: $0.body) }
                    if strict {
                        #expect(body == "account: anyOther email name offers places secondFactor signIns")
                    } else {
                        #expect(body.contains("<h1>Ihr Konto</h1>"))
                    }
                }
            }
        }
    }
}
