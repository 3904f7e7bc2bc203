// Compiled together with the engine's own sources by run.py, so that every branch of the engine is watched.

/// One document for one operation: the first byte picks the operation, the rest is the document.
///
/// Whatever the bytes are, the door has to answer, twice the same: with a document that reads back, or with lines that name a place.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 0 else { return 0 }
    let operation = EngineDoor.operations[Int(data[0]) % EngineDoor.operations.count]
    let document = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    let answer = EngineDoor.run(operation: operation, input: document)
    switch answer {
    case .output(let bytes):
        precondition(bytes.last == UInt8(ascii: "\n") && bytes.filter { $0 == UInt8(ascii: "\n") }.count == 1, "the answer is one line")
        precondition((try? JSONReader.read(bytes)) != nil, "the answer is JSON")
    case .refused(let lines), .infeasible(let lines):
        precondition(!lines.isEmpty, "a refusal says why")
        for line in lines {
            precondition(line.hasPrefix("$") && line.contains(": "), "a problem names its place")
            precondition(!line.utf8.contains(UInt8(ascii: "\n")), "a problem is one line")
        }
    }
    precondition(EngineDoor.run(operation: operation, input: document) == answer, "the same bytes in, the same bytes out")
    return 0
}
