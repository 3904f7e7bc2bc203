import AwardStore
import Awards
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("The record of what is done outside rounds")
struct OfficeRecordPageTests {
    private static let path = "/verwaltung/protokoll"

    @Test("an auditor reads what was done to accounts and by whom, and never who signed in when")
    func acts() async throws {
        try await WebSite.run { site in
            _ = try await site.people.administrator()
            _ = try await site.people.account("pruefung@example.org", roles: [.auditor])
            let person = try await site.people.account("person@example.org")
            let administrator = try await site.browser(of: "administration@example.org")
            let account = "/verwaltung/konten/\(person)"
            _ = try await administrator.submit(try await administrator.get(account), to: account + "/rollen", ["roles": "staff"])
            let auditor = try await site.browser(of: "pruefung@example.org")
            let page = try await auditor.get(Self.path)
            #expect(page.text.contains("Aufgaben eines Kontos geändert Person person@example.org Person administration@example.org"))
            #expect(!page.text.contains("Angemeldet") && !page.body.contains("<form class=\"form\""))
            #expect(try await auditor.get("/verwaltung").body.contains(Self.path))
            #expect(try await auditor.get(Self.path + "?seite=2").status == .notFound)
            #expect(try await administrator.get(Self.path).status == .forbidden)
        }
    }
}
