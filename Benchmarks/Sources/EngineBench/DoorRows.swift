import ScoringEngine

/// The JSON door by itself: what a document of a large jury costs from bytes to bytes.
let doorRows: [Row] = [
    Row(name: "rankDocument", size: "L") { try answer("rank", rankDocumentLarge) },
    Row(name: "rankDocument", size: "1M") { try answer("rank", rankDocumentMillion) },
]

private let rankDocumentLarge = rankDocument(entries: 10_000, jurors: 1_000, sheets: 30_000)
private let rankDocumentMillion = rankDocument(entries: 100_000, jurors: 1_000, sheets: 1_000_000)

/// The length of the answer and a sum of its bytes, or the refusal as an error.
func answer(_ operation: String, _ document: [UInt8]) throws -> String {
    switch EngineDoor.run(operation: operation, input: document) {
    case .output(let bytes): return "\(bytes.count):\(bytes.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) })"
    case .refused(let lines), .infeasible(let lines): throw BenchFailure(lines.prefix(3).joined(separator: "\n"))
    }
}

/// A rank document with five criteria, each sheet of another juror.
private func rankDocument(entries: Int, jurors: Int, sheets: Int) -> [UInt8] {
    var random = SeededGenerator(seed: 7)
    let criteria = (1...5).map { #"{"id":"c\#($0)","weight":"\#($0)","scale":{"min":"0","max":"10","step":"0.5"}}"# }
    var text = #"{"rubric":{"criteria":[\#(criteria.joined(separator: ","))],"notApplicable":"renormalise"},"#
    text += #""aggregation":{"method":"mean"},"ties":["median","countback","criterion:c5"],"sheets":["#
    let perEntry = sheets / entries
    for number in 0..<sheets {
        let entry = number / perEntry
        let juror = (entry * 7 + number % perEntry * 101) % jurors
        let points = (1...5).map { #""c\#($0)":"\#(Double(random.below(21)) / 2)""# }.joined(separator: ",")
        text += #"\#(number > 0 ? "," : ""){"juror":"j\#(juror)","entry":"e\#(entry)","state":"final","points":{\#(points)}}"#
    }
    return Array((text + "]}").utf8)
}
