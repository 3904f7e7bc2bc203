import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Receipts prove that an act is in the record")
struct EventReceiptTests {
    private func problems(_ file: String, key: RecordKey? = nil) -> [VerificationReport.Problem] {
        EventReceipt.report(on: Array(file.utf8), key: key?.description).steps.flatMap(\.problems)
    }

    @Test("an entry's proof is there with its submission, and holds the hash of its text")
    func entry() async throws {
        try await TestStore.withStore { store in
            let scene = try await RecordScene(store)
            guard case .proved(let receipt, let size)? = try await store.proof(ofEntry: scene.entry) else {
                Issue.record("a submitted entry has its proof at once")
                return
            }
            #expect(receipt.index < size)
            let file = try receipt.file()
            #expect(problems(file, key: store.recordKey) == [])
            let hash: String = try await store.database.read { try $0.value("SELECT encode(content_hash, 'hex') FROM entry WHERE id = \(scene.entry)") }
            #expect(receipt.disclosures.map(\.purpose) == ["content", "entrant"] && receipt.disclosures[0].content == hash && receipt.disclosures[1].content.contains("Anger"))
            #expect(problems(file.replacing(hash, with: String(repeating: "0", count: 64))) == [.detailDiffers])
        }
    }

    @Test("a juror's proof holds their own points, is theirs alone, and fits no other place")
    func sheet() async throws {
        try await TestStore.withStore { store in
            let scene = try await RecordScene(store)
            try await store.sealIfDue()
            guard case .proved(let receipt, _)? = try await store.proof(ofSheet: scene.assignment, of: scene.juror) else {
                Issue.record("a signed sheet has its proof")
                return
            }
            let file = try receipt.file()
            #expect(problems(file, key: store.recordKey) == [])
            #expect(file.contains("7.5"))
            #expect(try await store.proof(ofSheet: scene.assignment, of: scene.jury.staff) == nil)
            #expect(problems(file.replacing("7.5", with: "9.5")).contains(.detailDiffers))
            #expect(problems(file.replacing("sheetFinalised", with: "sheetAbstained")) == [.eventBroken(seq: receipt.index + 1)])
            #expect(problems(file, key: RecordSigner(seed: [UInt8](repeating: 1, count: 32)).key) == [.otherKey])
            let other = EventReceipt(
                key: store.recordKey, checkpoint: receipt.checkpoint, index: receipt.index, before: try #require(RecordHash(receipt.before)),
                body: receipt.body, path: receipt.path.dropLast().compactMap { RecordHash($0) }, disclosures: []
            )
            #expect(problems(try other.file()) == [.proofFails])
            #expect(problems(file + " ") == [.notCanonical])
        }
    }
}
