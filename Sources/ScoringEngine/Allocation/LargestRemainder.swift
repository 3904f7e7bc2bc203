/// Shares whole units in proportion to weights: everyone gets the whole part of their quota `total · wᵢ / Σw`, and the units
/// left over go one each to the largest remainders, exactly equal remainders in the order given (Hamilton's method).
///
/// - Parameters:
///   - total: 0 or more.
///   - weights: each more than 0, at least one.
/// - Returns: the units, and whether each got one of those left over.
func largestRemainder(_ total: Int, weights: [Int64]) -> [(units: Int, gotLeftover: Bool)] {
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    let quotas = weights.map { (Int128(total) * Int128($0)).quotientAndRemainder(dividingBy: sum) }
    var shares = quotas.map { (units: Int($0.quotient), gotLeftover: false) }
    let left = total - shares.reduce(0) { $0 + $1.units }
    let byRemainder = quotas.indices.sorted { (-quotas[$0].remainder, $0) < (-quotas[$1].remainder, $1) }
    for index in byRemainder.prefix(left) {
        shares[index].units += 1
        shares[index].gotLeftover = true
    }
    return shares
}
