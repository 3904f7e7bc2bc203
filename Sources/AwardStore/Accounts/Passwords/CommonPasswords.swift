import Awards
import Seeds

/// Passwords that attackers try first. The list is part of the binary: no password is ever asked about elsewhere.
enum CommonPasswords {
    private static let all = Set(
        String(decoding: Seeds.commonPasswords, as: UTF8.self).split(separator: "\n")
            .filter { !$0.hasPrefix("# ") }.map { ChoosingPassword.fold(String($0)) }
    )

    static var count: Int { all.count }

    static func contains(_ folded: String) -> Bool {
        all.contains(folded)
    }
}

/// Whose password it is, as far as an attacker would guess from it.
struct PasswordContext: Sendable {
    private static let product = "lorbeer"
    var words: [String]

    init(_ words: [String]) {
        self.words = words + [Self.product]
    }

    func check(_ password: String) throws {
        try ChoosingPassword.decide(password, context: words, isCommon: CommonPasswords.contains)
    }
}
