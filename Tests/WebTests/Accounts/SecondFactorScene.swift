import AwardStore
import Awards
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Web

/// An app on somebody's phone: HMAC-SHA-1 as RFC 6238 says, through the store's own tested code.
struct SamplePhone {
    let key: [UInt8]

    /// From the page that sets the second factor up.
    init(_ page: Answer) throws {
        let shown = try #require(page.body.firstMatch(of: /data-secret>([A-Z2-7 ]+)</)).1.filter { $0 != " " }
        var bits = ""
        for letter in shown {
            let value = try #require("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".firstIndex(of: letter).map { "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".distance(from: "A".startIndex, to: $0) })
            bits += String(repeating: "0", count: 5 - String(value, radix: 2).count) + String(value, radix: 2)
        }
        key = stride(from: 0, to: bits.count / 8 * 8, by: 8).compactMap { UInt8(String(Array(bits)[$0..<$0 + 8]), radix: 2) }
    }

    /// - Parameter steps: from now; a code is never taken twice, so the next one is of the next step.
    func code(_ site: WebSite, steps: Int64 = 0) async throws -> String {
        let someone = try await site.people.administrator("uhr@example.org")
        let now = Int64(try await site.people.caller(someone).requestedAt.timeIntervalSince1970)
        return SampleCodes.code(key, step: now / 30 + steps)
    }
}

extension WebSite {
    /// Sets a second factor up for whoever is signed in.
    func enrol(_ browser: WebClient) async throws -> (phone: SamplePhone, codes: [String]) {
        let path = "/konto/zweiter-faktor"
        _ = try await browser.submit(try await browser.get(path), to: path + "/einrichten", [:])
        let page = try await browser.get(path)
        let phone = try SamplePhone(page)
        var done = try await browser.submit(page, to: path, ["code": try await phone.code(self, steps: -1)])
        // The clock may have gone on to the next half minute in between.
        if done.status != .ok { done = try await browser.submit(done, to: path, ["code": try await phone.code(self, steps: -1)]) }
        try #require(done.status == .ok)
        let codes = done.body.matches(of: /<li><code class="code">([^<]+)<\/code><\/li>/).map { String($0.1) }
        return (phone, codes)
    }

    /// A browser in which this person has given the right password and is asked for a code.
    func asked(_ email: String, in browser: WebClient? = nil, next: String = "") async throws -> (browser: WebClient, page: Answer) {
        let browser = browser ?? visitor()
        let answer = try await browser.submit(
            try await browser.get("/anmelden"), to: "/anmelden", ["email": email, "password": SamplePeople.password, "next": next]
        )
        try #require(answer.location?.hasPrefix("/anmelden/zweiter-faktor") == true)
        return (browser, try await browser.get(answer.location ?? ""))
    }

    /// As if the last proof were eleven minutes old.
    func forgetConfirmation() async throws {
        try await store.database.transaction { session in _ = try session.execute("UPDATE session SET confirmed_at = confirmed_at - interval '11 minutes'") }
    }
}
