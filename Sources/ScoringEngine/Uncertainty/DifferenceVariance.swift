/// The variance of the error in the difference of two estimates.
enum DifferenceVariance: Sendable {
    /// The errors are independent: the sum of the two variances.
    case independent(own: [Double])
    /// Entries of one jury, fixed, their errors correlated through the jurors:
    /// σ²·(1/nᵢ + 1/nⱼ + ‖mᵢ − mⱼ‖²), with m the mean of the entry's jurors' rows of L⁻ᵀ.
    case jury(EffectDraws, noise: Double)

    /// By entry: a part that is its own. The variance of a difference is at least the sum of two.
    var own: [Double] {
        switch self {
        case .independent(let own): own
        case .jury(let draws, let noise): (0..<draws.entryCount).map { noise / Double(draws.sheets(of: $0)) }
        }
    }

    func value(_ first: Int, _ second: Int) -> Double {
        switch self {
        case .independent(let own): own[first] + own[second]
        case .jury(let draws, let noise): noise * draws.differenceVariance(first, second)
        }
    }
}

extension EffectDraws {
    func sheets(of entry: Int) -> Int {
        design.entriesAreKept ? Int(design.keptSheets[entry]) : design.count(entry)
    }

    /// In units of the noise variance.
    func differenceVariance(_ first: Int, _ second: Int) -> Double {
        inverse.rows.withUnsafeBufferPointer { rows in
            guard let base = rows.baseAddress else { return 0 }
            if design.entriesAreKept {
                return squaredLength([(base + first * inverse.stride, 1), (base + second * inverse.stride, -1)])
            }
            let parts = [(first, 1.0), (second, -1.0)].flatMap { entry, sign in
                design.partners[design.starts[entry]..<design.starts[entry + 1]].map { partner in
                    (row: base + Int(partner) * inverse.stride, factor: sign / Double(design.count(entry)))
                }
            }
            return 1 / Double(design.count(first)) + 1 / Double(design.count(second)) + squaredLength(parts)
        }
    }

    /// Of a combination of rows, four columns at a time; rows are padded with zeros to whole tiles.
    private func squaredLength(_ parts: [(row: UnsafePointer<Double>, factor: Double)]) -> Double {
        var squares = SIMD4<Double>.zero
        parts.withUnsafeBufferPointer { parts in
            for column in stride(from: 0, to: inverse.stride, by: 4) {
                var sum = SIMD4<Double>.zero
                for (row, factor) in parts { sum += UnsafeRawPointer(row + column).loadUnaligned(as: SIMD4<Double>.self) * factor }
                squares += sum * sum
            }
        }
        return (squares[0] + squares[2]) + (squares[1] + squares[3])
    }
}
