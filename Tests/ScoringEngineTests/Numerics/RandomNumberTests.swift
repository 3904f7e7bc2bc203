import Testing

@testable import ScoringEngine

@Suite("Random numbers from counters")
struct RandomNumberTests {
    static let published: [(UInt64, SIMD4<UInt32>, SIMD4<UInt32>)] = [
        (0, SIMD4(0, 0, 0, 0), SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)),
        (0xffff_ffff_ffff_ffff, SIMD4(repeating: 0xffff_ffff), SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)),
        (
            0x299f_31d0_a409_3822, SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
            SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
        ),
    ]

    @Test("Philox4x32-10 gives the words its authors published (Random123, kat_vectors)", arguments: published)
    func knownAnswers(key: UInt64, counter: SIMD4<UInt32>, words: SIMD4<UInt32>) {
        #expect(Philox(seed: key).words(counter) == words)
    }

    @Test("a filled list holds the same numbers as single draws, of even and odd length")
    func filled() {
        let random = Philox(seed: 7)
        for count in [0, 1, 2, 9] {
            let filled = [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
                buffer.initialize(repeating: 0)
                random.fillNormals(UnsafeMutableBufferPointer(rebasing: buffer[..<count]), stream: 3)
                initialized = count
            }
            #expect(filled == (0..<UInt64(count)).map { random.normal(stream: 3, index: $0) })
        }
    }

    @Test("normal draws have the mean, variance and fourth moment of the normal distribution")
    func moments() {
        let random = Philox(seed: 20_250_814)
        let draws = (0..<40_000 as Range<UInt64>).map { random.normal(stream: 1, index: $0) }
        let count = Double(draws.count)
        #expect(abs(draws.reduce(0, +) / count) < 0.02)
        #expect(abs(draws.reduce(0) { $0 + $1 * $1 } / count - 1) < 0.03)
        #expect(abs(draws.reduce(0) { $0 + $1 * $1 * $1 * $1 } / count - 3) < 0.2)
    }

    @Test(
        "the normal quantile has its tabled values, to the last digits",
        arguments: [
            (0.25, -0.6744897501960817), (0.001, -3.090232306167813), (1e-20, -9.262340089798408), (0.975, 1.959963984540054),
            (0.5, 0),
        ])
    func quantile(p: Double, z: Double) {
        #expect(abs(normalQuantile(p) - z) <= 4e-16 * max(1, abs(z)) * 2)
    }
}
