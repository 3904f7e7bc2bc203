import AwardStore
import Foundation
import HTTPTypes
import Testing

@testable import Web

/// Each form of the site, as another site or a stranger would send it for somebody who may send it.
@Suite("No form can be sent for somebody by another site")
struct ForgedRequestTests {
    enum Forgery: String, CaseIterable, Sendable {
        case withoutToken, emptyToken, anotherSessionsToken, tokenOfTheVisit
        case fromAnotherOrigin, fromNoOrigin, fromAnotherSite, fromASisterDomain, asPlainText, asJSON, asQuery
    }

    @Test("every form of the site refuses every forgery and changes nothing", arguments: Forgery.allCases)
    func refused(forgery: Forgery) async throws {
        try await AccessSite.run { site in
            let cells = Self.oneOfEachForm(site.cells)
            #expect(cells.count > 25)
            let before = try await site.changes()
            for cell in cells {
                let status = try await site.answer(to: cell, forged: forgery).status.code
                #expect(Self.refusals(forgery).contains(status), "\(cell): \(forgery.rawValue) got \(status)")
            }
            #expect(try await site.changes() == before)
        }
    }

    /// For each route that takes a form, somebody who is heard there.
    private static func oneOfEachForm(_ cells: [AccessSite.Cell]) -> [AccessSite.Cell] {
        var found: [String: AccessSite.Cell] = [:]
        for cell in cells where cell.method == .post && cell.persona.isSignedIn && !cell.isDenied && found[cell.route] == nil {
            found[cell.route] = cell
        }
        return found.values.sorted { $0.route < $1.route }
    }

    private static func refusals(_ forgery: Forgery) -> [Int] {
        switch forgery {
        case .asPlainText, .asJSON: [400]
        // A page, or nothing at all: a link changes nothing, whatever it carries.
        case .asQuery: [200, 303, 404, 409, 410, 422]
        default: [403]
        }
    }
}

extension AccessSite {
    /// Sends a cell's form, which would be heard, in a way its own page never would.
    fileprivate func answer(to cell: Cell, forged forgery: ForgedRequestTests.Forgery) async throws -> Answer {
        let browser = browser(of: cell.persona)
        let fields = [("operation", cell.operation), ("revision", "999")] + cell.form.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let genuine = fields + [("csrf", AccessWorld.csrf(cell.persona))]
        switch forgery {
        case .withoutToken: return try await browser.post(cell.path, fields)
        case .emptyToken: return try await browser.post(cell.path, fields + [("csrf", "")])
        case .anotherSessionsToken: return try await browser.post(cell.path, fields + [("csrf", AccessWorld.csrf(.outsider) + "x")])
        case .tokenOfTheVisit:
            browser.setCookie("lorbeer-besuch", Self.visit)
            return try await browser.post(cell.path, fields + [("csrf", Self.visit)])
        case .fromAnotherOrigin: return try await browser.post(cell.path, genuine, headers: [.origin: "https://boese.example"])
        case .fromNoOrigin: return try await browser.post(cell.path, genuine, headers: [.origin: "null"])
        case .fromAnotherSite: return try await browser.post(cell.path, genuine, headers: [.secFetchSite: "cross-site"])
        case .fromASisterDomain: return try await browser.post(cell.path, genuine, headers: [.secFetchSite: "same-site"])
        case .asPlainText: return try await browser.postAs("text/plain", cell.path, Dictionary(genuine) { first, _ in first })
        case .asJSON: return try await browser.postAs("application/json", cell.path, Dictionary(genuine) { first, _ in first })
        case .asQuery:
            let query = genuine.map { "\($0.0)=\($0.1.queryEscaped)" }.joined(separator: "&")
            return try await browser.get(cell.path + (cell.path.contains("?") ? "&" : "?") + query)
        }
    }
}
