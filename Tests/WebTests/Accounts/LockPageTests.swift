import AwardStore
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Locking an account in the browser")
struct LockPageTests {
    @Test("the question names the person; only the answer locks the account and ends its sign-ins")
    func lock() async throws {
        try await WebSite.run { site in
            _ = try await site.people.administrator()
            let account = try await site.people.account("person@example.org")
            let person = try await site.browser(of: "person@example.org")
            let name = try await site.store.account(account)?.summary.displayName
            let administrator = try await site.browser(of: "administration@example.org")
            let page = "/verwaltung/konten/\(account)"
            let asked = try await administrator.submit(try await administrator.get(page), to: page + "/sperre", [:])
            #expect(asked.text.contains("\(try #require(name)) (person@example.org) kann sich nicht mehr anmelden"))
            #expect(try await person.get("/konto").status == .ok)
            let done = try await administrator.submit(asked, to: page + "/sperre", [:])
            #expect(done.location == page + "?meldung=gesperrt")
            #expect(try await person.get("/konto").location?.hasPrefix("/anmelden") == true)
        }
    }
}
