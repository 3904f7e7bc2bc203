import Testing

@testable import AwardStore

@Suite("Codes of the second factor")
struct TOTPTests {
    private static let secret = Array("12345678901234567890".utf8)

    @Test("RFC 6238, appendix B, by its last six digits", arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"), (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ] as [(Int64, String)])
    func timeBased(seconds: Int64, code: String) {
        #expect(TOTP.code(secret: Self.secret, step: seconds / 30) == code)
    }

    @Test("RFC 4226, appendix D")
    func counterBased() {
        let codes = (0..<10).map { TOTP.code(secret: Self.secret, step: $0) }
        #expect(codes == ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"])
    }

    @Test("a code counts one step early and late, and never at or before the last one accepted")
    func window() {
        let code = TOTP.code(secret: Self.secret, step: 100)
        for now in [99, 100, 101] as [Int64] { #expect(TOTP.step(of: code, secret: Self.secret, now: now, after: 0) == 100) }
        for now in [98, 102] as [Int64] { #expect(TOTP.step(of: code, secret: Self.secret, now: now, after: 0) == nil) }
        #expect(TOTP.step(of: code, secret: Self.secret, now: 100, after: 100) == nil)
        #expect(TOTP.step(of: code, secret: Self.secret, now: 100, after: 99) == 100)
        for wrong in ["", "00000", "0\(code)", "abcdef"] { #expect(TOTP.step(of: wrong, secret: Self.secret, now: 100, after: 0) == nil) }
    }

    @Test("RFC 4648, section 10, without padding", arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ])
    func base32(text: String, encoded: String) {
        #expect(Base32.text(Array(text.utf8)) == encoded)
    }

    @Test("a sealed secret opens under its own purpose and secret only, and not when a bit is changed")
    func sealed() throws {
        let secret = try #require(ServerSecret([UInt8](repeating: 7, count: 32)))
        let other = try #require(ServerSecret([UInt8](repeating: 8, count: 32)))
        let sealed = Sealer(secret, for: .init("a")).seal(Self.secret)
        #expect(try Sealer(secret, for: .init("a")).open(sealed) == Self.secret)
        #expect(!sealed.contains(Self.secret))
        #expect(sealed != Sealer(secret, for: .init("a")).seal(Self.secret))
        for sealer in [Sealer(secret, for: .init("b")), Sealer(other, for: .init("a"))] {
            #expect(throws: SealBroken.self) { try sealer.open(sealed) }
        }
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealBroken.self) { try Sealer(secret, for: .init("a")).open(changed) }
        }
        #expect(throws: SealBroken.self) { try Sealer(secret, for: .init("a")).open([1, 2, 3]) }
    }

    @Test("the list of common passwords is the whole one, and without its licence's lines")
    func list() {
        #expect(CommonPasswords.count > 19_000)
        #expect(CommonPasswords.contains("password") && CommonPasswords.contains("123456789123456789"))
        #expect(!CommonPasswords.contains("# copyright (c) django software foundation and individual contributors."))
    }
}
