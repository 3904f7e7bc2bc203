import AwardStore
import Awards
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import TestSupport
import Testing

@testable import Web

/// The cells of ``AccessTable`` against a server that listens, and a database with row policies.
struct AccessSite: Sendable {
    struct Cell: Sendable, CustomStringConvertible {
        let route: String
        let object: String
        let persona: Persona
        let expected: Verdict
        let method: HTTPRequest.Method
        let path: String
        let form: [String: String]

        var description: String { "\(route) [\(object)] as \(persona.rawValue): \(expected) expected" }
    }

    let store: Store
    /// "GET /path" of each route.
    let routes: Set<String>
    let cells: [Cell]
    private let client: any TestClientProtocol

    /// - Parameter suspended: a permission that everyone has while the body runs.
    static func run(
        in template: TemplateBuilder = AccessWorld.template, suspending suspended: Permission? = nil, _ body: @Sendable (AccessSite) async throws -> Void
    ) async throws {
        let permissions = Permissions(suspended: suspended.map { [$0] } ?? [])
        try await TestStore.withDoors(template: template, permissions: permissions) { store, walled in
            let services = Services(
                // Behind the wall a missing permission changes nothing for long; without it, it has to show.
                store: suspended == nil ? walled : store.withoutWall(), templates: try Templates(strict: true),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, secureCookies: false, origin: "http://localhost:8080"
            )
            let world = try await AccessWorld.load(store)
            let router = WebApplication.router(services)
            let routes = Set(router.routes.filter { $0.method != .head }.map { "\($0.method) \($0.path)" })
            try await Application(router: router, logger: services.logger).test(.live) { client in
                try await body(AccessSite(store: store, routes: routes, cells: cells(of: world), client: client))
            }
        }
    }

    /// Reading first: what a form changes comes after what the world looked like.
    private static func cells(of world: AccessWorld) -> [Cell] {
        let cells = AccessTable.rows.flatMap { row in
            row.cases.flatMap { object in
                Persona.allCases.map { persona in
                    let parts = row.route.split(separator: " ")
                    return Cell(
                        route: row.route, object: object.name, persona: persona, expected: AccessRow.expected(row.circle, object, persona),
                        method: parts[0] == "GET" ? .get : .post, path: world.path(String(parts[1]), object),
                        form: object.form.mapValues(world.value)
                    )
                }
            }
        }
        return cells.filter { $0.method == .get } + cells.filter { $0.method == .post && $0.isDenied } + cells.filter { $0.method == .post && !$0.isDenied }
    }

    /// - Returns: nil where the answer is as expected.
    func deviation(of cell: Cell) async throws -> String? {
        let answer = try await answer(to: cell)
        let verdict = Self.verdict(answer, to: cell)
        return verdict == cell.expected ? nil : "\(cell), got \(verdict) (status \(answer.status.code)\(answer.location.map { ", to \($0)" } ?? ""))"
    }

    func answer(to cell: Cell) async throws -> Answer {
        let browser = browser(of: cell.persona)
        browser.setCookie("lorbeer-besuch", Self.visit)
        guard cell.method == .post else { return try await browser.get(cell.path) }
        let csrf = cell.persona.isSignedIn ? AccessWorld.csrf(cell.persona) : Self.visit
        return try await browser.post(cell.path, [
            ("csrf", csrf), ("operation", cell.operation), ("revision", "999"), ("path", "/konto"), ("stand", "999"),
        ] + cell.form.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// A browser with the persona's session, and nothing else.
    func browser(of persona: Persona) -> WebClient {
        let browser = WebClient(client)
        if persona != .anonymous { browser.setCookie("lorbeer-entwicklung", AccessWorld.token(persona)) }
        return browser
    }

    static let visit = String(repeating: "v", count: 43)

    private static func verdict(_ answer: Answer, to cell: Cell) -> Verdict {
        switch answer.status.code {
        // What was asked for is done, and the sign-in page says so.
        case 303 where answer.location?.hasPrefix("/anmelden?meldung=") == true: .heard
        case 303 where answer.location?.hasPrefix("/anmelden") == true, 401: .signIn
        // The page's own forms lead back to it.
        case 303 where answer.location == "/konto/zweiter-faktor" && !cell.path.hasPrefix("/konto/zweiter-faktor"): .enrol
        case 303 where cell.method == .get: .led
        case 403: .forbidden
        case 404: .hidden
        case 200, 303, 400, 409, 410, 422, 429: .heard
        default: .other(answer.status.code)
        }
    }
}

extension AccessSite.Cell {
    /// The same in every copy of the world.
    var operation: String {
        let hex = Token.sha256(description.utf8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let parts = [8, 4, 4, 4, 12]
        var rest = hex[...]
        return parts.map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }.joined(separator: "-")
    }

    var isDenied: Bool { [.hidden, .forbidden, .signIn, .enrol].contains(expected) }
}

extension AccessWorld {
    /// An object's identifier, or the text after "=".
    fileprivate func value(_ name: String) -> String {
        name.hasPrefix("=") ? String(name.dropFirst()) : objects[name] ?? "fehlt"
    }

    /// The address of a route for a choice of objects.
    fileprivate func path(_ pattern: String, _ object: AccessRow.Case) -> String {
        object.parameters.reduce(pattern) { path, parameter in
            path.replacingOccurrences(of: "{\(parameter.key)}", with: value(parameter.value))
        } + (pattern.hasSuffix("/regeln/datei") ? "?fassung=1" : pattern.hasSuffix("/zuteilung/klasse") ? "?klasse=klein" : "")
    }
}

@Suite("Who may ask for what: every route, every kind of person, every state")
struct AccessMatrixTests {
    @Test("every route of the router has a row, and every row a route")
    func complete() async throws {
        try await AccessSite.run { site in
            let rows = AccessTable.rows.map(\.route)
            #expect(site.routes.subtracting(rows).sorted() == [], "a route without a row")
            #expect(Set(rows).subtracting(site.routes).sorted() == [], "a row without a route")
            #expect(rows.count == Set(rows).count)
        }
    }

    @Test("every cell is answered as the table says, and who is denied changes nothing")
    func cells() async throws {
        try await AccessSite.run { site in
            #expect(site.cells.count >= 2_000)
            var deviations: [String] = []
            let denied = site.cells.filter { $0.method == .get || $0.isDenied }
            let before = try await site.changes()
            for cell in denied { if let deviation = try await site.deviation(of: cell) { deviations.append(deviation) } }
            #expect(try await site.changes() == before, "a request that was denied left a trace")
            for cell in site.cells.dropFirst(denied.count) {
                if let deviation = try await site.deviation(of: cell) { deviations.append(deviation) }
            }
            #expect(deviations == [], "of \(site.cells.count) cells")
        }
    }

    @Test("switching off any single permission is noticed", arguments: Permission.allCases)
    func suspended(permission: Permission) async throws {
        try await AccessSite.run(suspending: permission) { site in
            for cell in site.cells where cell.method == .get || cell.isDenied {
                if try await site.deviation(of: cell) != nil { return }
            }
            Issue.record("nobody noticed that everyone has the permission \(permission.rawValue)")
        }
    }
}

extension AccessSite {
    /// Everything that acts leave behind.
    func changes() async throws -> [Int] {
        try await store.database.read { session in
            [try session.value("SELECT count(*) FROM event"), try session.value("SELECT count(*) FROM operation")]
        }
    }
}
