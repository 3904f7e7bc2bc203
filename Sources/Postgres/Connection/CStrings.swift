/// Strings as a C array of C strings, in one allocation.
enum CStrings {
    /// The array ends with a null pointer, and a `nil` string is one too. No string may contain a NUL byte.
    static func with<Result>(
        _ strings: [String?],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>) throws -> Result
    ) rethrows -> Result {
        var bytes: [UInt8] = []
        var offsets: [Int?] = []
        offsets.reserveCapacity(strings.count)
        for string in strings {
            guard let string else {
                offsets.append(nil)
                continue
            }
            offsets.append(bytes.count)
            bytes.append(contentsOf: string.utf8)
            bytes.append(0)
        }
        return try bytes.withUnsafeBytes { raw in
            let start = raw.bindMemory(to: CChar.self).baseAddress
            var pointers: [UnsafePointer<CChar>?] = offsets.map { offset in
                offset.flatMap { distance in start.map { $0 + distance } }
            }
            pointers.append(nil)
            return try pointers.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { preconditionFailure("the array holds at least its end") }
                return try body(base)
            }
        }
    }
}
