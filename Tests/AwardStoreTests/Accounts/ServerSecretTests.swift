import AwardStore
import Foundation
import Testing

@Suite("The server's secret")
struct ServerSecretTests {
    @Test("is made once, for its owner's eyes only, and is the same afterwards")
    func made() throws {
        try inTemporaryDirectory { home in
            let first = try ServerSecret.ofInstallation(home: home + "/new")
            let path = home + "/new/secret"
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            #expect((attributes[.size] as? NSNumber)?.intValue == 32)
            #expect(try FileManager.default.contentsOfDirectory(atPath: home + "/new") == ["secret"])
            let again = try ServerSecret.ofInstallation(home: home + "/new")
            #expect(first.derive(.sample) == again.derive(.sample))
        }
    }

    @Test("two commands that start at the same time get one secret")
    func atOnce() async throws {
        try await inTemporaryDirectory { home in
            let keys = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 0..<16 { group.addTask { try ServerSecret.ofInstallation(home: home).derive(.sample) } }
                return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
            }
            #expect(keys.count == 1)
        }
    }

    @Test("is refused where others can read it or where it has another length")
    func refused() throws {
        try inTemporaryDirectory { home in
            let path = home + "/secret"
            #expect(throws: ServerSecretProblem.missing(path: path)) { try ServerSecret.read(path) }
            for length in [0, 31, 33] {
                try write(Data(count: length), mode: 0o600, to: path)
                #expect(throws: ServerSecretProblem.wrongLength(path: path)) { try ServerSecret.ofInstallation(home: home) }
            }
            try write(Data(count: 32), mode: 0o640, to: path)
            #expect(throws: ServerSecretProblem.openToOthers(path: path)) { try ServerSecret.read(path) }
            #expect(throws: ServerSecretProblem.unreadable(path: home)) { try ServerSecret.read(home) }
        }
    }

    @Test("every purpose has a key of its own, by HMAC-SHA-256")
    func purposes() throws {
        let secret = try #require(ServerSecret([UInt8](repeating: 0x0B, count: 32)))
        #expect(secret.derive(.sample) != secret.derive(.init("other")))
        // hmac.new(b"\x0b" * 32, b"lorbeer/sample", "sha256").hexdigest() by Python's standard library
        #expect(secret.derive(.sample).map { String(format: "%02x", $0) }.joined() == "863503548f600f36c4ee35049241ac9d46849ae0f72569fd118c5993973b905f")
        #expect(ServerSecret([1, 2, 3]) == nil)
    }

    @Test("does not show itself when it is printed")
    func hidden() throws {
        let secret = try #require(ServerSecret([UInt8](repeating: 0x41, count: 32)))
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("65"))
    }

    private func write(_ data: Data, mode: Int, to path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        #expect(FileManager.default.createFile(atPath: path, contents: data, attributes: [.posixPermissions: mode]))
    }

    private func inTemporaryDirectory<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let home = try newDirectory()
        defer { try? FileManager.default.removeItem(atPath: home) }
        return try await body(home)
    }

    private func inTemporaryDirectory(_ body: (String) throws -> Void) throws {
        let home = try newDirectory()
        defer { try? FileManager.default.removeItem(atPath: home) }
        try body(home)
    }

    private func newDirectory() throws -> String {
        let home = NSTemporaryDirectory() + "/lorbeer-secret-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        return home
    }
}

extension ServerSecret.Purpose {
    fileprivate static let sample = Self("sample")
}
