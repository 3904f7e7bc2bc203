@testable import Awards
import Testing

@Suite("What looks alike and is written differently is not the same")
struct PlainBytesTests {
    @Test("canonical values are compared by bytes, where Swift's strings compare what they show")
    func bytes() {
        let (composed, decomposed) = ("\u{e9}", "e\u{301}")
        #expect(composed == decomposed)
        #expect(CanonicalJSON.string(composed) != .string(decomposed))
        #expect(CanonicalJSON.object([composed: .null]) != .object([decomposed: .null]))
    }

    @Test("a part says nothing that its value doesn't make again")
    func exact() throws {
        struct Part: Codable { let a: Int }
        #expect(try CanonicalJSON.read(Array(#"{"a":1}"#.utf8)).exactly(Part.self) != nil)
        #expect(try CanonicalJSON.read(Array(#"{"a":1,"b":2}"#.utf8)).exactly(Part.self) == nil)
    }

    @Test("codes, names, jurors and ids have one spelling", arguments: ["juror-1", "juror-12"])
    func spelled(juror: String) {
        #expect(PlainText.isJuror(juror))
        for other in ["juror-0", "juror-01", "juror-+1", "juror-", "Juror-1", "juror-١"] { #expect(!PlainText.isJuror(other), "\(other)") }
        // The sign for Kelvin equals a K for Swift.
        #expect("\u{212a}" == "K" && !PlainText.isCode("\u{212a}") && PlainText.isCode("K") && !PlainText.isCode("1a") && !PlainText.isCode(""))
        #expect(!PlainText.isUUID("00000000-0000-4000-8000-00000000000A") && PlainText.isUUID("00000000-0000-4000-8000-00000000000a"))
        #expect(PlainText.isTime("2027-01-31T09:05:00.123456Z") && !PlainText.isTime("2027-01-31T09:05:00.123456z"))
    }
}
