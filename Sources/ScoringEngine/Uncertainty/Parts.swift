/// Work in parts that know their number, each writing memory of its own.
enum Parts {
    static func map<Value: Sendable>(_ count: Int, _ value: @Sendable (Int) -> Value) -> [Value] {
        var values = [Value?](repeating: nil, count: count)
        values.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            nonisolated(unsafe) let slots = base
            inParallel(count) { slots[$0] = value($0) }
        }
        return values.compactMap(\.self)
    }
}
