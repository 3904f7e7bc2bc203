/// Random numbers from a counter: Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3").
///
/// A draw is a function of seed, stream and index alone, so that draw 17 is the same whichever thread draws it, and no draw
/// depends on how many came before.
///
/// ```swift
/// let random = Philox(seed: 1)
/// let noise = random.normal(stream: 17, index: 3)
/// ```
struct Philox: Sendable {
    private let key: SIMD2<UInt32>

    init(seed: UInt64) {
        key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    }

    /// Four independent uniform 32-bit words for a 128-bit counter.
    func words(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
        var counter = counter
        var key = key
        for _ in 0..<10 {
            let left = UInt64(counter[0]) * 0xd251_1f53
            let right = UInt64(counter[2]) * 0xcd9e_8d57
            counter = SIMD4(
                UInt32(truncatingIfNeeded: right >> 32) ^ counter[1] ^ key[0], UInt32(truncatingIfNeeded: right),
                UInt32(truncatingIfNeeded: left >> 32) ^ counter[3] ^ key[1], UInt32(truncatingIfNeeded: left))
            key = SIMD2(key[0] &+ 0x9e37_79b9, key[1] &+ 0xbb67_ae85)
        }
        return counter
    }

    /// 64 uniform bits.
    func bits(stream: UInt64, index: UInt64) -> UInt64 {
        let words = words(block(stream, index >> 1))
        return index & 1 == 0 ? joined(words[0], words[1]) : joined(words[2], words[3])
    }

    /// Uniform on the middles of 2⁵² equal steps from 0 to 1: never 0, never 1.
    func uniform(stream: UInt64, index: UInt64) -> Double {
        unit(bits(stream: stream, index: index))
    }

    /// A standard normal number, by inversion of the distribution function.
    func normal(stream: UInt64, index: UInt64) -> Double {
        normalQuantile(uniform(stream: stream, index: index))
    }

    /// Fills `target` with the standard normal numbers of the indices 0, 1, 2 … of `stream`; the same as ``normal(stream:index:)``
    /// one by one, at a fraction of the work.
    func fillNormals(_ target: UnsafeMutableBufferPointer<Double>, stream: UInt64) {
        for pair in 0..<(target.count + 1) / 2 {
            let words = words(block(stream, UInt64(pair)))
            target[2 * pair] = unit(joined(words[0], words[1]))
            if 2 * pair + 1 < target.count { target[2 * pair + 1] = unit(joined(words[2], words[3])) }
        }
        replaceWithNormalQuantiles(target)
    }

    private func block(_ stream: UInt64, _ block: UInt64) -> SIMD4<UInt32> {
        SIMD4(
            UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
            UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
    }

    private func joined(_ low: UInt32, _ high: UInt32) -> UInt64 {
        UInt64(high) << 32 | UInt64(low)
    }

    private func unit(_ bits: UInt64) -> Double {
        (Double(bits >> 12) + 0.5) * 0x1p-52
    }
}
