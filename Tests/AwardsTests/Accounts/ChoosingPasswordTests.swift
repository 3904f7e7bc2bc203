import Awards
import Testing

@Suite("Choosing a password")
struct ChoosingPasswordTests {
    private static let context = ["Renate Öztürk", "renate.oeztuerk@musterstadt.de", "Bad Musterstadt", "Hauptstadt des Fairen Handels", "lorbeer"]
    private static let common: Set<String> = ["sommerferien", "monkey", "passwort", "1q2w3e4r5t6y7u8i"]

    private func refusal(_ password: String) -> PasswordRefusal? {
        do throws(PasswordRefusal) {
            try ChoosingPassword.decide(password, context: Self.context, isCommon: Self.common.contains)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "is taken as it is where it is long and not to be guessed",
        arguments: [
            "drei blaue Kähne", "correct horse battery staple", "aB3$aB3$xY9!qW7?", "öäüßöäüßöäüßöä9", "🌳🌳 und ein Apfel", "lorbeer und Thymian im Regal",
            "kein sonderzeichen", "Der Markt von Musterstadt schläft",
        ])
    func accepted(password: String) {
        #expect(refusal(password) == nil)
    }

    @Test("fifteen characters are enough, fourteen are not, however many bytes", arguments: ["drei blaue Boot", "öäüßöäüßöäüßxyz"])
    func length(password: String) {
        #expect(password.count == 15)
        #expect(refusal(password) == nil)
        #expect(refusal(String(password.dropLast())) == .tooShort(minimum: 15))
    }

    @Test("256 bytes are enough, one more is too many")
    func longest() {
        let words = String("abcdefg hijk lmnop qrst uvwxyz. ".prefix(32))
        #expect(words.utf8.count == 32)
        let long = (0..<8).map { "\($0)" + words.dropFirst() }.joined()
        #expect(long.utf8.count == 256)
        #expect(refusal(long) == nil)
        #expect(refusal(long + "x") == .tooLong(maximumBytes: 256))
    }

    @Test("common passwords stay common with capitals, accents, digits and signs around them", arguments: ["SommerFerien2027!", "123456monkey!!!!", "!!!!!!!Passwört!", "1Q2W3E4R5T6Y7U8I"])
    func common(password: String) {
        #expect(refusal(password) == .common)
    }

    @Test(
        "repetitions and runs are refused",
        arguments: [
            "aaaaaaaaaaaaaaaa", "abcabcabcabcabcabc", "hallo12hallo12hallo12", "baumhaus9baumhaus9", "123456789012345", "abcdefghijklmnop", "zyxwvutsrqponmlk",
            "qwertzuiopasdfg", "987654321098765432",
        ])
    func predictable(password: String) {
        #expect(refusal(password) == .predictable)
    }

    @Test(
        "what is left without the person, the municipality, the competition and the product has to be long enough",
        arguments: ["RenateÖztürk1967", "musterstadt-lorbeer", "hauptstadt-fairen-handels", "Lorbeer2027Renate!", "Passwort-Geheim-2027", "Willkommen2027!!!!", "Geschäftsstelle Sommer 24"])
    func personal(password: String) {
        #expect(refusal(password) == .personal)
    }
}
