import SourceReading
import Testing

@Suite("Routes stand behind the context that proves the role")
struct RouteTests {
    @Test("every route of the jury, the staff and the municipalities is in its group")
    func tree() {
        #expect(SourceTree.swift(in: "Sources/Web").flatMap(RouteRules.violations) == [])
    }

    @Test("every routes struct is added to the router")
    func registered() throws {
        let web = SourceTree.swift(in: "Sources/Web")
        let application = try #require(web.first { $0.path == "Sources/Web/WebApplication.swift" })
        #expect(RouteRules.unregistered(in: web, application: application) == [])
        let stray = SwiftSource(path: "Sources/Web/Judging/Sample.swift", "struct StrayRoutes {}")
        #expect(RouteRules.unregistered(in: [stray], application: application) == ["Sources/Web/Judging/Sample.swift: StrayRoutes is not in WebApplication"])
    }

    @Test(
        "a route outside its group is found",
        arguments: [
            "router.get(\"/jury/runde\", use: desk)",
            "let group = router.group(context: PersonContext.self)\ngroup.get(\"/jury/runde\", use: desk)",
            "router.group(context: StaffContext.self).post(\n    \"/jury\", use: desk)",
            "router.group(context: StaffContext.self)\n    .get(\"/x\", use: a)\n    .get(\"/jury/{id}\", use: desk)",
            "router.group(context: OfficialContext.self).post(\"/verwaltung/{round}\", use: change)",
            "router.group(\"/jury\").get(\"{id}\", use: desk)",
        ])
    func caught(text: String) {
        #expect(RouteRules.violations(in: SwiftSource(path: "Sources/Web/Sample.swift", text)).count == 1)
    }

    @Test(
        "a route in its group passes",
        arguments: [
            "router.group(context: JurorContext.self).get(\"/jury/runde\", use: desk)",
            "let jury = router.group(context: JurorContext.self)\njury.get(\"/jury/runde\", use: desk)\njury.post(\"/jury/runde\", use: save)",
            "router.group(context: JurorContext.self)\n    .get(\"/x\", use: a)\n    .get(\"/jury/{id}\", use: desk)",
            "router.group(\"/jury\", context: JurorContext.self).get(\"{id}\", use: desk)",
            "router.group(context: OfficialContext.self).get(\"/verwaltung/{round}\", use: overview)",
            "func add(jury: RouterGroup<JurorContext>) { jury.get(\"/jury\", use: desk) }",
            "let link = \"/jury/runde\"", "router.get(\"/juryliste\", use: list)",
        ])
    func spared(text: String) {
        #expect(RouteRules.violations(in: SwiftSource(path: "Sources/Web/Sample.swift", text)) == [])
    }
}
