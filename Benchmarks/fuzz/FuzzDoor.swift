import ScoringEngine

/// libFuzzer's entry: the first byte chooses the operation, the rest is the document. Whatever the bytes, the door answers, twice
/// the same, with one line of output or with lines that say what is wrong.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDoor(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return -1 }
    let operation = EngineDoor.operations[Int(bytes[0]) % EngineDoor.operations.count]
    let document = Array(UnsafeBufferPointer(start: bytes + 1, count: count - 1))
    guard !hasManyDraws(document) else { return -1 }
    let answer = EngineDoor.run(operation: operation, input: document)
    precondition(EngineDoor.run(operation: operation, input: document) == answer, "the same bytes in, the same bytes out")
    switch answer {
    case .output(let line):
        precondition(line.last == 0x0a && line.dropLast().allSatisfy { $0 >= 0x20 }, "the answer is one line")
        precondition(String(validating: line, as: UTF8.self) != nil, "the answer is UTF-8")
    case .refused(let lines), .infeasible(let lines):
        precondition(!lines.isEmpty, "a refusal has a reason")
        for line in lines {
            precondition(line.utf8.first == UInt8(ascii: "$"), "a reason names its place")
            precondition(line.utf8.allSatisfy { $0 >= 0x20 }, "a reason is one line")
        }
    }
    return 0
}

/// A million draws are honest work, but no way to find faults. True where a number of more than three digits follows `"draws":`.
private func hasManyDraws(_ document: [UInt8]) -> Bool {
    let key = Array(#""draws""#.utf8)
    return document.indices.contains { start in
        guard document[start] == key[0], document[start...].starts(with: key) else { return false }
        let number = document[(start + key.count)...].drop { $0 <= 0x20 || $0 == UInt8(ascii: ":") }
        return number.prefix { (0x30...0x39).contains($0) }.count > 3
    }
}
