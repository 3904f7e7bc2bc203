import Testing

@testable import Web

@Suite("Reading sent forms")
struct FormFieldsTests {
    @Test("fields come decoded, in order, and may repeat")
    func decoding() throws {
        let form = try #require(FormFields(urlEncoded: "a=1+2&b=%C3%BC%26&a=3&leer=&ohne".utf8))
        #expect(form["a"] == "1 2")
        #expect(form.all("a") == ["1 2", "3"])
        #expect(form["b"] == "ü&")
        #expect(form.has("leer") && form.has("ohne") && form["ohne"] == "")
        #expect(!form.has("fehlt") && form["fehlt"] == "")
    }

    @Test("line ends of any system count as one character")
    func lineEnds() throws {
        let form = try #require(FormFields(urlEncoded: "t=a%0D%0Ab%0Dc%0Ad".utf8))
        #expect(form["t"] == "a\nb\nc\nd")
    }

    @Test("broken encodings are refused", arguments: ["a=%", "a=%2", "a=%GG", "a=%FF", "a=%C3", "a=%00", "%80=1"])
    func broken(body: String) {
        #expect(FormFields(urlEncoded: body.utf8) == nil)
    }

    @Test("more fields than any page has are refused")
    func tooMany() {
        #expect(FormFields(urlEncoded: Array(repeating: "a=1", count: 2_001).joined(separator: "&").utf8) == nil)
    }

    @Test("characters piled up from any number of code points are no text; families and accents are")
    func piles() throws {
        let family = "👩🏽‍👩🏽‍👧🏽‍👦🏽 Nguyễn Thị Ngọc"
        #expect(FormFields(urlEncoded: "a=\(Self.encoded(family))".utf8)?["a"] == family)
        let pile = "a" + String(repeating: "\u{0301}", count: 17)
        #expect(pile.count == 1 && FormFields(urlEncoded: "a=\(Self.encoded(pile))".utf8) == nil)
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
