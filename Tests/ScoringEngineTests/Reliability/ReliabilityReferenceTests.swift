import Foundation
import ScoringEngine
import Testing

@Suite("Published reliability examples, through the JSON door")
struct ReliabilityReferenceTests {
    private func numbers(_ document: String) throws -> [String: Any] {
        let output = door("reliability", document)
        return try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(output)")
    }

    private func near(_ member: Any?, _ expected: Double, within tolerance: Double) -> Bool {
        guard let number = member as? Double else { return false }
        return abs(number - expected) <= tolerance
    }

    @Test("six targets and four judges (Shrout and Fleiss 1979, Table 4)")
    func intraclass() throws {
        let answer = try numbers(
            #"{"ratings": [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]}"#)
        let icc = try #require(answer["icc"] as? [String: Any])
        let published = ["ICC1_1": 0.165742, "ICC2_1": 0.289764, "ICC3_1": 0.714841, "ICC1_k": 0.442797, "ICC2_k": 0.620051, "ICC3_k": 0.909316]
        for (name, value) in published { #expect(near(icc[name], value, within: 1e-6), "\(name)") }
    }

    @Test("four observers and twelve units with gaps; the last unit has one value (Krippendorff 2011, C and D)")
    func alphaWithGaps() throws {
        let answer = try numbers(
            """
            {"ratings": [[1, 1, null, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4],
                         [1, 1, 2, 1], [2, 2, 2, 2], [null, 5, 5, 5], [null, null, 1, 1], [null, 3, null, null]], "level": "ordinal"}
            """)
        let alpha = try #require(answer["krippendorffAlpha"] as? [String: Any])
        for (level, value) in ["nominal": 0.743421, "ordinal": 0.815388, "interval": 0.849107, "ratio": 0.797403] {
            #expect(near(alpha[level], value, within: 1e-6), "\(level)")
        }
        #expect(near(answer["alpha"], 0.815388, within: 1e-6))
        #expect(answer["reasons"] as? [String: String] == ["icc": "missingValues", "kendallW": "missingValues", "fleissKappa": "missingValues"])
    }

    @Test("binary values of two observers (Krippendorff 2011, A)")
    func binary() throws {
        let answer = try numbers(
            #"{"ratings": [[0, 1], [1, 1], [0, 1], [0, 0], [0, 0], [0, 1], [0, 0], [0, 0], [1, 0], [0, 0]]}"#)
        let alpha = try #require(answer["krippendorffAlpha"] as? [String: Any])
        #expect(near(alpha["nominal"], 0.095, within: 0.0005))
    }

    @Test("twenty subjects and three raters, with and without the correction for ties (R package irr, data anxiety)")
    func concordance() throws {
        let answer = try numbers(
            """
            {"ratings": [[3, 3, 2], [3, 6, 1], [3, 4, 4], [4, 6, 4], [5, 2, 3], [5, 4, 2], [2, 2, 1], [3, 4, 6], [5, 3, 1], [2, 3, 1],
                         [2, 2, 1], [6, 3, 2], [1, 3, 3], [5, 3, 3], [2, 2, 1], [2, 2, 1], [1, 1, 3], [2, 3, 3], [4, 3, 2], [3, 4, 2]]}
            """)
        let kendall = try #require(answer["kendallW"] as? [String: Any])
        #expect(near(kendall["W"], 0.540, within: 0.0005))
        #expect(near(kendall["WUncorrected"], 0.502, within: 0.0005))
        #expect(near(kendall["chiSquare"], 30.8, within: 0.05))
        #expect(near(kendall["p"], 0.0429, within: 0.00005))
        #expect(kendall["df"] as? Int == 19)
    }

    @Test("ten subjects, fourteen raters, five categories as counts (Fleiss 1971's measure, the example in Wikipedia)")
    func kappa() throws {
        let answer = try numbers(
            """
            {"counts": [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
                        [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]}
            """)
        #expect(near(answer["fleissKappa"], 0.20993, within: 0.000005))
        // krippendorff 0.9, from value_counts.
        let alpha = try #require(answer["krippendorffAlpha"] as? [String: Any])
        #expect(near(alpha["nominal"], 0.2155740565, within: 1e-9))
    }

    @Test("the contract's example (krippendorff 0.9)")
    func contract() throws {
        let answer = try numbers(#"{"ratings": [[9,2,5,8],[6,1,null,2]], "level": "interval"}"#)
        let alpha = try #require(answer["krippendorffAlpha"] as? [String: Any])
        let expected = ["nominal": -0.05, "ordinal": 0.1116883116883, "interval": 0.1201923076923, "ratio": 0.0473904398295]
        for (level, value) in expected { #expect(near(alpha[level], value, within: 1e-12), "\(level)") }
        #expect(near(answer["alpha"], 0.1201923076923, within: 1e-12))
    }

    @Test("the worked example of alpha from lists of values, by hand")
    func valuesOfUnits() throws {
        // Of the six pairable ratings 1 occurs twice, 2 once and 3 three times; one pair differs, 2 and 3.
        let alpha = try krippendorffAlpha(units: [[1, 1], [2, 3], [3, 3], [5]])
        #expect(agree(alpha.nominal, .value(6.0 / 11), within: 1e-15))
        #expect(agree(alpha.ordinal, .value(7.0 / 9), within: 1e-15))
        #expect(agree(alpha.interval, .value(24.0 / 29), within: 1e-15))
        #expect(agree(alpha.ratio, .value(0.8914354644149578), within: 1e-15))
    }

    @Test("full agreement gives these bytes; the probability is e⁻² = 0.13533528323661269…")
    func fullAgreement() throws {
        let output = door("reliability", #"{"ratings": [[1, 1], [2, 2], [3, 3]], "level": "nominal"}"#)
        let digits = try #require(output.split(separator: #""p":"#).last?.prefix { $0 != "}" })
        #expect(abs((Double(digits) ?? 0) - 0.13533528323661269) < 1e-15)
        #expect(
            output == #"{"icc":{"ICC1_1":1.0,"ICC2_1":1.0,"ICC3_1":1.0,"ICC1_k":1.0,"ICC2_k":1.0,"ICC3_k":1.0},"#
                + #""krippendorffAlpha":{"nominal":1.0,"ordinal":1.0,"interval":1.0,"ratio":1.0},"#
                + #""kendallW":{"W":1.0,"WUncorrected":1.0,"chiSquare":4.0,"df":2,"p":\#(digits)},"fleissKappa":1.0,"#
                + #""alpha":1.0,"reasons":{}}"# + "\n")
    }

    @Test("where nothing is defined the shape stays and each null has its reason")
    func nothingDefined() {
        #expect(
            door("reliability", #"{"ratings": [[1, 2, null]], "level": "ratio"}"#)
                == #"{"icc":null,"krippendorffAlpha":{"nominal":null,"ordinal":null,"interval":null,"ratio":null},"#
                + #""kendallW":null,"fleissKappa":null,"alpha":null,"reasons":{"icc":"oneEntry","krippendorffAlpha.nominal":"oneEntry","#
                + #""krippendorffAlpha.ordinal":"oneEntry","krippendorffAlpha.interval":"oneEntry","krippendorffAlpha.ratio":"oneEntry","#
                + #""kendallW":"oneEntry","fleissKappa":"oneEntry","alpha":"oneEntry"}}"# + "\n")
    }
}
