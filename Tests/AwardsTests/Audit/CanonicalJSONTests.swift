import Awards
import Foundation
import Testing

@Suite("The same content is the same bytes")
struct CanonicalJSONTests {
    @Test("keys are sorted by UTF-16 code units and texts have the shortest escapes (RFC 8785, sections 3.2.2.2 and 3.2.3)")
    func published() throws {
        let sorting = #"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#
        let sorted = try CanonicalJSON.read(Array(sorting.utf8)).text
        let order = ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"]
        let places = order.compactMap { sorted.range(of: $0)?.lowerBound }
        #expect(places.count == order.count && places == places.sorted())
        let escapes = try CanonicalJSON.read(Array(#"{ "string" : "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/" , "literals":[null,true,false] }"#.utf8))
        #expect(escapes.text == #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#)
    }

    @Test(
        "what two readers could read in two ways is refused",
        arguments: [
            #"{"a":1,"a":2}"#, "1.5", "1e3", "-0", "01", "9007199254740992", #""\ud800""#, #""\x""#, "\"\n\"", "[1,]", "{\"a\"}", "[1] 2", "", "nul", "[",
            String(repeating: "[", count: 100),
        ])
    func refused(text: String) {
        #expect(throws: CanonicalJSONProblem.self) { try CanonicalJSON.read(Array(text.utf8)) }
    }

    @Test("bytes that are no UTF-8 are refused")
    func encoding() {
        #expect(throws: CanonicalJSONProblem.self) { try CanonicalJSON.read([0x22, 0xff, 0x22]) }
    }

    @Test("reading its own text again makes the same value")
    func again() throws {
        let value = CanonicalJSON.object(["ü": .array([.integer(-7), .string("\u{1f600}\u{7f}\u{0}")]), "": .null, "b": .bool(true)])
        #expect(try CanonicalJSON.read(Array(value.text.utf8)) == value)
    }
}
