internal import Dispatch

/// Runs the parts 0 ..< count, in parallel where there is more than one core. Each part writes memory of its own.
func inParallel(_ count: Int, _ part: @Sendable (Int) -> Void) {
    if count < 2 || Parts.areOneByOne {
        for index in 0..<count { part(index) }
    } else {
        DispatchQueue.concurrentPerform(iterations: count, execute: part)
    }
}

/// Work in parts that know their number.
enum Parts {
    /// Set where a test compares one thread with many.
    @TaskLocal static var areOneByOne = false

    /// The values of the parts, in order.
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
