import Awards
import Foundation
import Testing

@Suite("Checkpoints are C2SP signed notes")
struct CheckpointTests {
    private static let signer = RecordSigner(seed: [UInt8](repeating: 7, count: 32), name: "example.org/probe")
    private static let note = Checkpoint.note(size: 12, root: RecordHash(of: [1]), by: signer)

    @Test("signatures are those of RFC 8032, section 7.1, tests 1 and 2")
    func published() throws {
        let cases = [
            ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", [UInt8](),
             "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
            ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", [0x72],
             "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        ]
        for (seed, open, message, signature) in cases {
            let signer = RecordSigner(seed: try #require(RecordHash(seed)).bytes)
            #expect(signer.key.publicKey == RecordHash(open)?.bytes)
            let made = signer.signature(of: message)
            #expect(made.map { String(format: "%02x", $0) }.joined() == signature)
            #expect(signer.key.accepts(made, of: message))
            #expect(!signer.key.accepts(made, of: message + [0]))
        }
    }

    @Test("a key is read as the specification writes it, and no other way")
    func key() throws {
        // The verification key of the specification's example, golang.org/x/mod/sumdb/note.
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        let key = try #require(RecordKey(text))
        #expect(key.name == "PeterNeumann" && key.description == text)
        #expect(RecordKey(text.replacing("c74f20a3", with: "c74f20a4")) == nil)
        #expect(RecordKey("PeterNeumann") == nil)
        let note = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
        let line = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
        let signature = try #require(Data(base64Encoded: line))
        #expect(Array(signature.prefix(4)) == key.id)
        #expect(key.accepts(Array(signature.dropFirst(4)), of: Array(note.utf8)))
    }

    @Test("a checkpoint has its four parts and is read back")
    func read() throws {
        let lines = Self.note.components(separatedBy: "\n")
        #expect(lines[0] == "example.org/probe" && lines[1] == "12" && lines[3].isEmpty && lines[4].hasPrefix("\u{2014} example.org/probe ") && lines[5].isEmpty)
        let checkpoint = try Checkpoint(note: Self.note, key: Self.signer.key)
        #expect(checkpoint == Checkpoint(origin: "example.org/probe", size: 12, root: RecordHash(of: [1])))
    }

    @Test("a changed checkpoint, and one of another key, is refused")
    func refused() {
        let changed = Self.note.replacing("\n12\n", with: "\n13\n")
        #expect(throws: Checkpoint.Problem.badSignature) { try Checkpoint(note: changed, key: Self.signer.key) }
        let other = RecordSigner(seed: [UInt8](repeating: 8, count: 32), name: "example.org/probe").key
        #expect(throws: Checkpoint.Problem.otherKey) { try Checkpoint(note: Self.note, key: other) }
        for text in ["", "a\n", Self.note.replacing("\n12\n", with: "\n012\n"), Self.note.replacing("\u{2014}", with: "-"), String(Self.note.dropLast())] {
            #expect(throws: Checkpoint.Problem.unreadable) { try Checkpoint(note: text, key: Self.signer.key) }
        }
    }
}
