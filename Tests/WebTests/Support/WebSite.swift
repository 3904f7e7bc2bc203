import AwardStore
import Awards
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import TestSupport
import Testing

@testable import Web

/// The whole web interface on a fresh database, with strict templates.
struct WebSite: Sendable {
    let store: Store
    let people: SamplePeople
    private let client: any TestClientProtocol

    /// - Parameter secure: as behind TLS.
    static func run(secure: Bool = false, _ body: @Sendable (WebSite) async throws -> Void) async throws {
        try await TestStore.withDoors { store, walled in
            let services = Services(
                store: walled, templates: try Templates(strict: true), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                secureCookies: secure, origin: "https://lorbeer.example.org", trustsProxy: true
            )
            let application = Application(router: WebApplication.router(services), logger: services.logger)
            try await application.test(.router) { client in
                try await body(WebSite(store: store, people: SamplePeople(store), client: client))
            }
        }
    }

    /// A browser nobody has used yet.
    func visitor() -> WebClient {
        WebClient(client)
    }

    /// A browser in which this person is signed in.
    func browser(of email: String) async throws -> WebClient {
        let browser = visitor()
        let page = try await browser.get("/anmelden")
        let answer = try await browser.submit(page, to: "/anmelden", ["email": email, "password": SamplePeople.password])
        try #require(answer.status == .seeOther, "\(email) could not sign in")
        return browser
    }
}

/// One browser: keeps cookies, sends forms as browsers do.
final class WebClient: @unchecked Sendable {
    private let client: any TestClientProtocol
    private let lock = NSLock()
    private var cookies: [String: String] = [:]

    init(_ client: any TestClientProtocol) {
        self.client = client
    }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, path, body: nil, headers: headers)
    }

    /// Sends a form of the page: its hidden fields, overridden and completed by `fields`.
    func submit(_ page: Answer, to action: String, _ fields: [String: String], headers: HTTPFields = [:]) async throws -> Answer {
        let hidden = page.hiddenPairs(ofFormTo: action).filter { fields[$0.0] == nil }
        let typed = fields.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
        return try await post(action, hidden + typed, headers: headers)
    }

    /// Sends fields as they are, names may repeat.
    func post(_ path: String, _ fields: [(String, String)], headers: HTTPFields = [:]) async throws -> Answer {
        let body = fields.map { "\($0.0.formEncoded)=\($0.1.formEncoded)" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(.post, path, body: body, headers: headers)
    }

    /// Sends fields with another content type than a form's.
    func postAs(_ type: String, _ path: String, _ fields: [String: String]) async throws -> Answer {
        let body = fields.map { "\($0.key.formEncoded)=\($0.value.formEncoded)" }.sorted().joined(separator: "&")
        return try await send(.post, path, body: body, headers: [.contentType: type])
    }

    func cookie(_ name: String) -> String? {
        lock.withLock { cookies[name] }
    }

    func setCookie(_ name: String, _ value: String?) {
        lock.withLock { cookies[name] = value }
    }

    private func send(_ method: HTTPRequest.Method, _ path: String, body: String?, headers: HTTPFields) async throws -> Answer {
        var headers = headers
        let jar = lock.withLock { cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ") }
        if !jar.isEmpty { headers[.cookie] = jar }
        let answer = try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
        ) { response in
            Answer(status: response.status, headers: response.headers, body: String(buffer: response.body))
        }
        for header in answer.headers[values: .setCookie] { keep(header) }
        return answer
    }

    private func keep(_ header: String) {
        let pair = header.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let expired = header.contains("Max-Age=0")
        lock.withLock { cookies[String(pair[0])] = expired ? nil : pair.count == 2 ? String(pair[1]) : "" }
    }
}

/// What came back.
struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let body: String

    var location: String? { headers[.location] }

    /// The hidden fields of the form that is sent to an address, by name.
    func hiddenFields(ofFormTo action: String) -> [String: String] {
        Dictionary(hiddenPairs(ofFormTo: action)) { first, _ in first }
    }

    /// The hidden fields of the form that is sent to an address, in order; names may repeat.
    func hiddenPairs(ofFormTo action: String) -> [(String, String)] {
        let escaped = action.htmlEscaped
        guard let start = body.range(of: "action=\"\(escaped)\"") else { return [] }
        let rest = body[start.upperBound...]
        let form = rest.range(of: "</form>").map { rest[..<$0.lowerBound] } ?? rest
        return form.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/).map { match in
            (String(match.1).htmlUnescaped, String(match.2).htmlUnescaped)
        }
    }

    /// The text of the page without tags, blanks folded.
    var text: String {
        let main = body.range(of: "<main").map { body[$0.lowerBound...] } ?? body[...]
        return String(main.replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")).htmlUnescaped
    }
}

extension String {
    var formEncoded: String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        return addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }

    var htmlEscaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
            .replacing("'", with: "&#39;")
    }

    var htmlUnescaped: String {
        replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&amp;", with: "&")
    }
}
