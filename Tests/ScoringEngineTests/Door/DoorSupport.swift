import ScoringEngine

/// The answer as text: the output, or the refusal's lines each after an exclamation mark.
func door(_ operation: String, _ document: String) -> String {
    switch EngineDoor.run(operation: operation, input: Array(document.utf8)) {
    case .output(let bytes): String(decoding: bytes, as: UTF8.self)
    case .refused(let lines): lines.map { "! " + $0 }.joined(separator: "\n")
    case .infeasible(let lines): lines.map { "- " + $0 }.joined(separator: "\n")
    }
}
