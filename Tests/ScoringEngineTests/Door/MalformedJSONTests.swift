import ScoringEngine
import Testing

@Suite("Malformed JSON is refused, never read in some way")
struct MalformedJSONTests {
    private func refusal(_ bytes: [UInt8]) -> [String] {
        guard case .refused(let lines) = EngineDoor.run(operation: "rank", input: bytes) else { return [] }
        return lines
    }

    @Test(
        "broken documents",
        arguments: [
            ("", "$: the document ends where a value is expected (byte 0)"),
            ("{", "$: a key in quotation marks is expected (byte 1)"),
            ("{}x", "$: there is something after the end of the document (byte 2)"),
            ("{} {}", "$: there is something after the end of the document (byte 3)"),
            ("{\"a\"}", "$: a colon is expected after the key \"a\" (byte 4)"),
            ("{\"a\":1,}", "$: a key in quotation marks is expected (byte 7)"),
            ("{\"a\":[1,]}", "$.a[1]: a value is expected (byte 8)"),
            ("{\"a\":[1 2]}", "$.a: a comma or the array's end is expected after element 0 (byte 8)"),
            ("{\"a\":1 \"b\":2}", "$: a comma or the object's end is expected after the member \"a\" (byte 7)"),
            ("{a:1}", "$: a key in quotation marks is expected (byte 1)"),
            ("{'a':1}", "$: a key in quotation marks is expected (byte 1)"),
            ("{\"a\":1,\"b\":2,\"a\":3}", "$: the key \"a\" is repeated (byte 16)"),
            ("{\"x\":{\"a\":1,\"\\u0061\":3}}", "$.x: the key \"a\" is repeated (byte 20)"),
            ("[NaN]", "$[0]: NaN is not a number in JSON (byte 1)"),
            ("{\"a\":[0,-Infinity]}", "$.a[1]: a digit is expected in the number (byte 9)"),
            ("[Infinity]", "$[0]: Infinity is not a number in JSON (byte 1)"),
            ("[01]", "$[0]: a number must not begin with a zero (byte 3)"),
            ("[1.]", "$[0]: a digit is expected after the decimal point (byte 3)"),
            ("[.5]", "$[0]: a value is expected (byte 1)"),
            ("[+1]", "$[0]: a value is expected (byte 1)"),
            ("[1e]", "$[0]: a digit is expected in the exponent (byte 3)"),
            ("[tru]", "$[0]: a value is expected (byte 1)"),
            ("[True]", "$[0]: a value is expected (byte 1)"),
            ("[\"a", "$[0]: the document ends inside a string (byte 3)"),
            ("[\"a\\", "$[0]: the document ends inside a string (byte 4)"),
            ("[\"\n\"]", "$[0]: a control character in a string must be written as an escape (byte 2)"),
            ("[\"\\x41\"]", "$[0]: an unknown escape in a string (byte 4)"),
            ("[\"\\u00g0\"]", "$[0]: four hexadecimal digits are expected after \\u (byte 6)"),
            ("[\"\\ud800\"]", "$[0]: a lone surrogate in a string (byte 8)"),
            ("[\"\\udc00\\ud800\"]", "$[0]: a lone surrogate in a string (byte 8)"),
            ("[\"\\ud800\\u0041\"]", "$[0]: a lone surrogate in a string (byte 14)"),
            ("// comment\n{}", "$: a value is expected (byte 0)"),
            ("\u{feff}{}", "$: a value is expected (byte 0)"),
        ])
    func broken(document: String, line: String) {
        #expect(refusal(Array(document.utf8)) == [line])
    }

    @Test(
        "bytes that are not UTF-8: stray continuation, overlong, surrogate, cut off, beyond Unicode",
        arguments: [[0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0xf5, 0x80, 0x80, 0x80], [0xff]] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        let document = Array("{\"lotSeed\":\"a".utf8) + bytes + Array("\"}".utf8)
        let end = 13 + bytes.count
        #expect(refusal(document) == ["$.lotSeed: a string is not valid UTF-8 (byte \(end))"])
    }

    @Test("sixty-four levels are read, one more is refused, and so are a million")
    func depth() {
        let deep = { (levels: Int) in
            [UInt8](repeating: UInt8(ascii: "["), count: levels) + [UInt8](repeating: UInt8(ascii: "]"), count: levels)
        }
        let place = "$" + String(repeating: "[0]", count: 64)
        #expect(refusal(deep(64)) == ["$: must be an object, but is an array"])
        #expect(refusal(deep(65)) == ["\(place): nested deeper than 64 levels (byte 64)"])
        #expect(refusal(deep(1_000_000)) == ["\(place): nested deeper than 64 levels (byte 64)"])
    }

    @Test("a document of one byte more than is accepted is refused by its length alone")
    func tooLong() {
        let document = [UInt8](repeating: UInt8(ascii: " "), count: Limits.inputBytes + 1)
        #expect(refusal(document) == ["$: the document has more than 268435456 bytes, which is the most that is accepted"])
    }

    @Test("places are told through every level, whatever the keys are")
    func places() {
        let document = #"{"rubric": {"criteria": [{"id": "a", "weight": 1, "scale": {"min": 0, "max": 1, "step": 1}}]}, "aggregation": {"method": "mean"},"#
            + #" "sheets": [{"juror": "j", "entry": "e", "state": "final", "points": {"a": 1, "Preis 1": true}}]}"#
        #expect(
            refusal(Array(document.utf8)) == [
                #"$.sheets[0].points["Preis 1"]: must be a decimal number, or one written as a string, but is true or false"#
            ])
    }

    @Test("escapes and pairs of surrogates are read as the characters they stand for")
    func escapes() {
        let document = #"{"budgetCents": 1, "ladderCents": [1], "ties": "pooledSplit", "places": [["K\u00f6ln \ud83c\udfc6 \/ \"x\""]]}"#
        #expect(
            door("allocate", document)
                == #"{"awards":[{"entry":"Köln 🏆 / \"x\"","rank":1,"label":"1","cents":1}],"special":[],"totalCents":1,"#
                + #""unallocatedCents":0,"budgetCents":1}"# + "\n")
    }

    @Test("a repeated key among many is found")
    func manyKeys() {
        let keys = (0..<40).map { "\"k\($0)\":0" } + ["\"k30\":1"]
        #expect(refusal(Array("{\(keys.joined(separator: ","))}".utf8)).first?.hasPrefix("$: the key \"k30\" is repeated") == true)
    }

    @Test("no cut-off or damaged document crashes the door")
    func damage() {
        let document = Array(EngineDoorTests.rankDocument.utf8)
        for length in 0..<document.count {
            #expect(!refusal(Array(document.prefix(length))).isEmpty)
        }
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            var damaged = document
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let first = EngineDoor.run(operation: "rank", input: damaged)
            #expect(first == EngineDoor.run(operation: "rank", input: damaged))
        }
    }
}
