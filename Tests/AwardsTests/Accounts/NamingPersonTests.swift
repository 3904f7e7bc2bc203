import Awards
import Testing

@Suite("A person's name is a line and no more than a name")
struct NamingPersonTests {
    private func refusal(of name: String) -> NameRefusal? {
        AwardsTests.refusal { () throws(NameRefusal) in try NamingPerson.check(name) }
    }

    @Test("names that people have pass", arguments: [
        "Dr. Ngọc Nguyễn-Müller", "Jürgen von der Straße", "O’Brien", "محمد بن علي", "李小龍", "Ana\u{200D}", String(repeating: "ä", count: 100),
    ])
    func names(_ name: String) {
        #expect(refusal(of: name) == nil)
    }

    @Test("what would write into official mail, or hide, does not", arguments: [
        "Name\n\nIhr Konto", "Name\rX", "Name\u{2028}X", "Name\u{2029}X", "Name\u{0085}X", "Name\u{202E}X", "Name\u{2066}X", "A https://evil.example", "Tab\tX",
        "a" + String(repeating: "\u{0301}", count: 400),
    ])
    func others(_ name: String) {
        #expect(refusal(of: name) == .unreadable)
    }

    @Test("missing and too long are told apart")
    func limits() {
        #expect(refusal(of: "") == .missing)
        #expect(refusal(of: String(repeating: "a", count: 101)) == .tooLong(maximum: 100))
    }
}
