import AwardStore
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Forms from elsewhere")
struct ForgedFormTests {
    @Test("a form without the session's token changes nothing")
    func missingToken() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let browser = try await site.browser(of: "verwaltung@example.org")
            let other = try await site.browser(of: "verwaltung@example.org")
            let foreign = try await other.get("/konto").hiddenFields(ofFormTo: "/abmelden")["csrf"] ?? ""
            for token in ["", "falsch", foreign] {
                let answer = try await browser.post("/abmelden", [("csrf", token)])
                #expect(answer.status == .forbidden)
            }
            #expect(try await browser.get("/konto").status == .ok)
        }
    }

    @Test("a form another site has sent is refused even with the token", arguments: [
        ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "none"),
        ("Origin", "https://example.com"), ("Origin", "null"),
    ])
    func otherSite(header: String, value: String) async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let browser = try await site.browser(of: "verwaltung@example.org")
            let page = try await browser.get("/konto")
            let name = try #require(HTTPField.Name(header))
            let answer = try await browser.submit(page, to: "/abmelden", [:], headers: [name: value])
            #expect(answer.status == .forbidden)
            #expect(try await browser.get("/konto").status == .ok)
        }
    }

    @Test("a body that is no form is refused", arguments: ["application/json", "multipart/form-data; boundary=x", "text/plain"])
    func otherContentType(type: String) async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let browser = try await site.browser(of: "verwaltung@example.org")
            let page = try await browser.get("/konto")
            var fields = page.hiddenFields(ofFormTo: "/abmelden")
            fields["x"] = "y"
            let answer = try await browser.postAs(type, "/abmelden", fields)
            #expect(answer.status == .badRequest)
        }
    }

    @Test("every answer carries the security headers, errors too", arguments: [
        "/", "/anmelden", "/gibt-es-nicht", "/verwaltung", "/static/lorbeer.css", "/healthz", "/konto",
    ])
    func securityHeaders(path: String) async throws {
        try await WebSite.run { site in
            let answer = try await site.visitor().get(path)
            let policy = try #require(answer.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(answer.headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
            #expect(answer.headers[HTTPField.Name("Lorbeer-Sign-In")!] == nil)
        }
    }

    @Test("public pages set no cookie")
    func noCookie() async throws {
        try await WebSite.run { site in
            for path in ["/", "/impressum", "/static/lorbeer.css"] {
                let answer = try await site.visitor().get(path)
                #expect(answer.headers[.setCookie] == nil)
            }
        }
    }

    @Test("a form of more than a megabyte is refused with a sentence")
    func tooLarge() async throws {
        try await WebSite.run { site in
            _ = try await site.people.staff()
            let browser = try await site.browser(of: "verwaltung@example.org")
            let answer = try await browser.post("/abmelden", [("text", String(repeating: "ä", count: 600_000))])
            #expect(answer.status == .contentTooLarge)
            #expect(answer.text.contains("höchstens 1 MB"))
        }
    }
}
