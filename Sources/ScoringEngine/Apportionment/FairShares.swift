/// λ as a fraction.
struct FairShareFactor {
    let numerator: UInt64
    /// More than 0.
    let denominator: UInt64

    /// λ·w as whole part and remainder over the denominator. What a heavy weight would get without a maximum can be beyond any
    /// integer; a whole part that is above all units says as much.
    func share(of weight: UInt64) -> (whole: Int, remainder: UInt128) {
        let product = UInt128(weight) * UInt128(numerator)
        let (whole, remainder) = product.quotientAndRemainder(dividingBy: UInt128(denominator))
        return whole > UInt128(Limits.units) ? (Limits.units + 1, 0) : (Int(whole), remainder)
    }
}

extension ApportionProblem {
    /// λ with Σ mid(minimum, λ·wᵢ, maximum) = units.
    ///
    /// The sum rises with λ in straight pieces that end where a weight leaves the minimum or reaches the maximum, heavy ones
    /// first. So two indices into the weights, heaviest first, say which piece λ is in.
    func fairShareFactor() -> FairShareFactor {
        if minimum == 0, maximum >= units { return FairShareFactor(numerator: UInt64(units), denominator: total) }
        var factor = FairShareFactor(numerator: 0, denominator: 1)
        if units == minimum * weights.count { return factor }
        let heavyFirst = weights.sorted(by: >)
        var risen = 0
        var full = 0
        var weightBetween: UInt64 = 0
        while true {
            let rest = units - minimum * (heavyFirst.count - risen) - maximum * full
            let next = nextBreak(heavyFirst, risen: risen, full: full)
            if weightBetween > 0 {
                let here = FairShareFactor(numerator: UInt64(rest), denominator: weightBetween)
                guard let next, !isAtMost(here, next.factor) else { return here }
            } else if rest == 0 {
                return factor
            }
            guard let next else { return factor }
            factor = next.factor
            if next.isFull {
                weightBetween -= heavyFirst[full]
                full += 1
            } else {
                weightBetween += heavyFirst[risen]
                risen += 1
            }
        }
    }

    private func nextBreak(_ heavyFirst: [UInt64], risen: Int, full: Int) -> (factor: FairShareFactor, isFull: Bool)? {
        let rise = risen < heavyFirst.count ? FairShareFactor(numerator: UInt64(minimum), denominator: heavyFirst[risen]) : nil
        let fill = full < risen ? FairShareFactor(numerator: UInt64(maximum), denominator: heavyFirst[full]) : nil
        switch (rise, fill) {
        case (let rise?, let fill?): return isAtMost(rise, fill) ? (rise, false) : (fill, true)
        case (let rise?, nil): return (rise, false)
        case (nil, let fill?): return (fill, true)
        case (nil, nil): return nil
        }
    }

    private func isAtMost(_ left: FairShareFactor, _ right: FairShareFactor) -> Bool {
        UInt128(left.numerator) * UInt128(right.denominator) <= UInt128(right.numerator) * UInt128(left.denominator)
    }
}
