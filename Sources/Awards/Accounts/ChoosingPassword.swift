import Foundation

/// Why a password is not accepted.
public enum PasswordRefusal: Error, Equatable, Sendable {
    case tooShort(minimum: Int)
    case tooLong(maximumBytes: Int)
    /// On the list of common passwords, whatever digits and signs stand around it.
    case common
    /// One short part again and again, or a run of the alphabet, the digits or the keyboard.
    case predictable
    /// Little is left without the person's name, the municipality, the competition, the product's name, and words that attackers
    /// put together.
    case personal
}

/// Is this password good enough? Length and a list of what attackers try first, no rules about kinds of characters and no
/// forced change: NIST SP 800-63B-4, section 3.1.1.2, and BSI ORP.4.A22.
public enum ChoosingPassword {
    /// Fifteen, because the password is the only factor for most people; the same for everyone, so that nobody has to learn two
    /// rules.
    public static let minimumCharacters = 15
    public static let maximumBytes = 256
    /// How many letters and digits have to be left without the words an attacker knows of the person.
    static let ownCharacters = 8
    /// Shorter words would forbid half a language.
    static let shortestWord = 4

    /// What attackers put together first where a length is asked for: the words for a password, seasons, and the office.
    static let obviousWords = [
        "passwort", "password", "kennwort", "geheim", "secret", "willkommen", "welcome", "hallo", "anmelden", "anmeldung", "login", "zugang",
        "frühling", "fruehling", "sommer", "herbst", "winter", "januar", "februar", "april", "august", "september", "oktober", "november", "dezember",
        "geschäftsstelle", "geschaeftsstelle", "verwaltung", "rathaus", "kommune", "gemeinde", "stadt", "landkreis", "wettbewerb", "bewerbung", "jury",
    ]

    /// Checked in this order: length, list, predictability, context.
    /// - Parameters:
    ///   - context: names and words that have to do with the person; split at everything that is no letter or digit.
    ///   - isCommon: whether a folded text is on the list of common passwords.
    public static func decide(_ password: String, context: [String], isCommon: (String) -> Bool) throws(PasswordRefusal) {
        guard password.count >= minimumCharacters else { throw .tooShort(minimum: minimumCharacters) }
        guard password.utf8.count <= maximumBytes else { throw .tooLong(maximumBytes: maximumBytes) }
        let folded = fold(password)
        guard !isCommon(folded), !isCommon(core(of: folded)) else { throw .common }
        guard !isRepetition(folded), !isRun(folded) else { throw .predictable }
        guard own(folded, without: (context + obviousWords).flatMap(words)) >= ownCharacters else { throw .personal }
    }

    /// Lower case, without accents and widths: what an attacker's rules reach anyway.
    public static func fold(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }

    /// Without what is no letter at either end: "Sommer2027!!!!!!" is "sommer".
    private static func core(of folded: String) -> String {
        let start = folded.drop { !$0.isLetter }
        guard let last = start.lastIndex(where: \.isLetter) else { return folded }
        return String(start[...last])
    }

    /// A part of at most a third, again and again, the last time perhaps cut off.
    private static func isRepetition(_ folded: String) -> Bool {
        let characters = Array(folded)
        return (1...max(1, characters.count / 3)).contains { length in
            characters.indices.allSatisfy { characters[$0] == characters[$0 % length] }
        } || doubled(characters)
    }

    private static func doubled(_ characters: [Character]) -> Bool {
        characters.count.isMultiple(of: 2) && characters.prefix(characters.count / 2) == characters.suffix(characters.count / 2)
    }

    private static let runs = [
        "0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertzuiopasdfghjklyxcvbnm", "qwertyuiopasdfghjklzxcvbnm", "1q2w3e4r5t6z7u8i9o0p", "1q2w3e4r5t6y7u8i9o0p",
    ].map { $0 + $0 + $0 }

    /// Three quarters or more in one piece of a row, forwards or backwards.
    private static func isRun(_ folded: String) -> Bool {
        let needed = folded.count * 3 / 4
        let characters = Array(folded)
        return (0...(characters.count - needed)).contains { start in
            let part = String(characters[start..<(start + needed)])
            return runs.contains { $0.contains(part) || $0.contains(String(part.reversed())) }
        }
    }

    private static func words(of text: String) -> [String] {
        fold(text).split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count >= shortestWord }
    }

    /// Letters and digits that are left, longest words taken out first.
    private static func own(_ folded: String, without words: [String]) -> Int {
        let rest = words.sorted { $0.count > $1.count }.reduce(folded) { $0.replacing($1, with: " ") }
        return rest.count { $0.isLetter || $0.isNumber }
    }
}
