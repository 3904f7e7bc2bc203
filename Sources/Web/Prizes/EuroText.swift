/// An amount of money as people type it: "70.000,00", "70000", "70000,5 €".
enum EuroText {
    /// Cents, or nil for anything that is not clearly an amount: a lone point could mean thousands or cents, so points
    /// only group thousands and the comma alone begins the cents.
    static func cents(_ text: String) -> Int? {
        let plain = text.filter { !$0.isWhitespace && $0 != "€" }
        let halves = plain.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        guard let euros = halves.first.flatMap(whole) else { return nil }
        guard halves.count == 2 else { return euros * 100 }
        let cents = halves[1]
        guard (1...2).contains(cents.count), let value = digits(cents) else { return nil }
        return euros * 100 + (cents.count == 1 ? value * 10 : value)
    }

    /// Whole euros up to a thousand million.
    private static func whole(_ text: Substring) -> Int? {
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = groups.first, !first.isEmpty else { return nil }
        if groups.count > 1 {
            guard first.count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        }
        let joined = groups.joined()
        guard joined.count <= 10, let value = digits(joined[...]), value <= 1_000_000_000 else { return nil }
        return value
    }

    private static func digits(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }
}
