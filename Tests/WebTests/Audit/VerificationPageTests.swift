import AwardStore
import Awards
import HTTPTypes
import SourceReading
import TestSupport
import Testing

@testable import Web

@Suite("What outsiders need to check a result")
struct VerificationPageTests {
    /// One admitted entry, scored, decided and published.
    private func publish(_ jury: JurySite) async throws {
        let store = jury.site.store
        try await jury.jury.save(jury.assignment, ["verankerung": "7.5", "wirkung": "4"], .finalise, revision: 0, by: jury.account)
        let staff = jury.jury.staff
        let caller = try await jury.site.people.caller(staff)
        let preview = try #require(try await store.closingPreview(slug: "probe-2027", by: caller))
        _ = try await store.closeScoring(of: jury.jury.round, shown: preview.concerns, confirmed: true, by: caller, operation: .fresh(staff))
        try await store.freezeRanking(of: jury.jury.round, by: caller, operation: .fresh(staff))
        var decision = try #require(try await store.rankingBoard(slug: "probe-2027")).proposal
        decision.reason = "Vertrauliche Beratung"
        try await store.recordDecision(decision, in: jury.jury.round, by: caller, operation: .fresh(staff))
        try await store.allocatePrizes(of: jury.jury.round, by: caller, operation: .fresh(staff))
        try await store.publishRound(jury.jury.round, by: caller, operation: .fresh(staff))
    }

    @Test("a published round has its bundle, program, key and checkpoint; no bundle before")
    func published() async throws {
        try await JurySite.run { jury in
            let visitor = jury.site.visitor()
            #expect(try await visitor.get("/ergebnisse/probe-2027/bundle.json").status == .notFound)
            try await publish(jury)
            let page = try await visitor.get("/ergebnisse/probe-2027")
            let key = jury.site.store.recordKey.description
            #expect(page.text.contains("python3 verify.py bundle.json") && page.body.contains(key.htmlEscaped))
            #expect(page.body.contains("href=\"/ergebnisse/probe-2027/bundle.json\"") && page.body.contains("href=\"/ergebnisse/verify.py\""))
            let bundle = try await visitor.get("/ergebnisse/probe-2027/bundle.json")
            #expect(bundle.headers[.contentType] == "application/json; charset=utf-8")
            #expect(BundleVerification.report(on: Array(bundle.body.utf8), key: key).isClean)
            for secret in ["Vertrauliche Beratung", "jury@example.org", "Haus der Jury", jury.account.description] {
                #expect(!bundle.body.contains(secret), "\(secret)")
            }
            let scores = try #require(try CanonicalJSON.read(Array(bundle.body.utf8))["ranking"]).text
            #expect(scores.contains("juror-1") && !scores.contains(jury.juror.description))
            let program = try await visitor.get("/ergebnisse/verify.py")
            #expect(SourceTree.files(in: "Sources/Web/Static", ending: ".py").map(\.text) == [program.body])
            #expect(try await visitor.get("/ergebnisse/schluessel.txt").body == key + "\n")
            let note = try await visitor.get("/ergebnisse/pruefpunkt.txt").body
            #expect(try Checkpoint(note: note, key: jury.site.store.recordKey).size > 10)
        }
    }

    @Test("a municipality finds the proof on its receipt and in a file; strangers find neither")
    func entry() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let file = "/bewerbungen/\(entry)/beleg/nachweis.json"
            #expect(try await scene.annas.get(file).status == .notFound, "nothing is handed in yet")
            _ = try await scene.site.store.submitEntry(entry: entry, by: try await scene.site.people.caller(scene.anna), operation: .fresh(scene.anna))
            let page = try await scene.annas.get("/bewerbungen/\(entry)/beleg")
            let proof = try await scene.annas.get(file)
            #expect(EventReceipt.report(on: Array(proof.body.utf8)).isClean)
            let receipt = try CanonicalJSON.read(Array(proof.body.utf8)).decoded(as: EventReceipt.self)
            #expect(page.body.contains(receipt.hash) && receipt.path.allSatisfy(page.body.contains))
            #expect(page.text.contains("auch ohne uns und gegenüber uns"))
            let stranger = try await scene.stranger().get(file)
            #expect(stranger.status == .notFound && !stranger.body.contains(receipt.hash))
        }
    }

    @Test("a juror finds the proof of a finished sheet, after it was signed; staff have none of it")
    func sheet() async throws {
        try await JurySite.run { jury in
            let browser = try await jury.browser()
            let address = "/jury/\(jury.assignment)/nachweis"
            #expect(try await browser.get(address).status == .notFound, "the sheet is not finished")
            try await jury.jury.save(jury.assignment, ["verankerung": "7.5", "wirkung": "4"], .finalise, revision: 0, by: jury.account)
            #expect(try await browser.get(jury.sheet).body.contains("href=\"\(address)\""))
            #expect(try await browser.get(address).text.contains("in der nächsten Minute"))
            #expect(try await browser.get(address + ".json").status == .notFound)
            try await jury.site.store.sealIfDue()
            #expect(try await browser.get(address).body.contains("href=\"\(address).json\""))
            let proof = try await browser.get(address + ".json")
            #expect(proof.body.contains("7.5") && EventReceipt.report(on: Array(proof.body.utf8)).isClean)
            let staff = try await jury.staff().get(address + ".json")
            #expect(staff.status == .forbidden && !staff.body.contains("7.5"))
            _ = try await jury.jury.juror("zweite@example.org")
            let colleague = try await jury.site.browser(of: "zweite@example.org").get(address + ".json")
            #expect(colleague.status == .notFound && !colleague.body.contains("7.5"))
        }
    }
}
