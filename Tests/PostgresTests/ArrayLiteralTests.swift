import Testing

@testable import Postgres

@Suite("Array literals")
struct ArrayLiteralTests {
    @Test(
        "elements survive being written and read",
        arguments: [
            [], ["a"], ["a", "b"], [""], [nil], ["NULL", nil, "null"], ["{", "}", ",", "\"", "\\", "a\\\"b"],
            [" lead", "trail ", "new\nline"], ["äöü €", "👩‍👩‍👧"], ["e\u{301}\""],
        ] as [[String?]]
    )
    func roundTrip(elements: [String?]) {
        #expect(ArrayLiteral.elements(of: ArrayLiteral.text(of: elements)) == elements)
    }

    @Test("the server's unquoted form is read too")
    func unquoted() {
        #expect(ArrayLiteral.elements(of: "{1,NULL,-3}") == ["1", nil, "-3"])
        #expect(ArrayLiteral.elements(of: "{t,f}") == ["t", "f"])
    }

    @Test(
        "what is no one-dimensional array is refused",
        arguments: [
            "", "{", "}", "1,2", "{1,2", "{1,}", "{,1}", "{{1},{2}}", "[0:1]={1,2}", "{\"a}", "{\"a\"b}", "{\"a\\}",
        ]
    )
    func malformed(text: String) {
        #expect(ArrayLiteral.elements(of: text) == nil)
    }
}
