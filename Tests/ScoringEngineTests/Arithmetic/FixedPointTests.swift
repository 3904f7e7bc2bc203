import ScoringEngine
import Testing

@Suite("Fixed-point decimals")
struct FixedPointTests {
    @Test(
        "a decimal is read exactly and written as short as possible",
        arguments: [
            ("7.5", 7_500_000, "7.5"), ("4", 4_000_000, "4"), ("-1", -1_000_000, "-1"), ("0.000001", 1, "0.000001"),
            ("7.50", 7_500_000, "7.5"), ("-0.25", -250_000, "-0.25"), ("0", 0, "0"), ("-0", 0, "0"),
            ("9223372036854.775807", Int64.max, "9223372036854.775807"),
            ("-9223372036854.775808", Int64.min, "-9223372036854.775808"),
        ])
    func readsExactly(text: String, micros: Int64, canonical: String) throws {
        let value = try #require(FixedPoint(text))
        #expect(value.micros == micros)
        #expect(value.description == canonical)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", " ", " 7", "7 ", "+7", "07", "-", ".5", "5.", "7,5", "1e2", "0x1", "1.2345678", "7.5000000", "NaN", "٧", "1_0", "--1",
            "1.-5", "9223372036854.775808", "-9223372036854.775809", "99999999999999999999",
        ])
    func refuses(text: String) {
        #expect(FixedPoint(text) == nil)
    }

    @Test("values compare by size")
    func compares() throws {
        let texts = ["-10", "-9.5", "0", "0.000001", "7.1", "7.11", "10"]
        let values = try texts.map { try #require(FixedPoint($0)) }
        #expect(values.shuffled().sorted() == values)
    }
}
