/// Ratings of which only those remain that can be compared inside their unit (an entry), each as the number of its value.
///
/// Few values (a scale's steps) are told apart by a small table; only many, or ones that crowd it, need sorting.
struct CodedUnits {
    /// The different values, rising.
    let values: [Double]
    /// How often each value occurs.
    let counts: [Int]
    /// The numbers of the values, unit after unit, rising inside each.
    private let codes: [Int32]
    /// Where each unit of at least two ratings begins in `codes`, and the end of the last.
    private let bounds: [Int32]

    /// - Parameter units: finite values.
    init(_ units: [[Double]]) {
        var flat: [Double] = []
        var bounds: [Int32] = [0]
        flat.reserveCapacity(units.reduce(0) { $0 + ($1.count > 1 ? $1.count : 0) })
        bounds.reserveCapacity(units.count + 1)
        for unit in units where unit.count > 1 {
            flat.append(contentsOf: unit)
            bounds.append(Int32(flat.count))
        }
        let coding = FewValues.coding(of: flat) ?? Self.sortedCoding(of: flat)
        var codes = coding.codes
        var counts = [Int](repeating: 0, count: coding.values.count)
        for code in codes { counts[Int(code)] += 1 }
        codes.withUnsafeMutableBufferPointer { codes in
            for index in 1..<bounds.count { sortUnit(&codes, Int(bounds[index - 1]), Int(bounds[index])) }
        }
        values = coding.values
        self.counts = counts
        self.codes = codes
        self.bounds = bounds
    }

    /// The number of ratings in all units.
    var total: Int { codes.count }
    /// The number of units with at least two ratings.
    var unitCount: Int { bounds.count - 1 }

    /// Equal values in one unit.
    struct Run {
        let code: Int
        var count: Int
    }

    /// Calls `body` with each unit's size and its different values, rising.
    func forEachUnit(_ body: (_ size: Int, _ runs: [Run]) -> Void) {
        var runs: [Run] = []
        for index in 0..<unitCount {
            let (start, end) = (Int(bounds[index]), Int(bounds[index + 1]))
            runs.removeAll(keepingCapacity: true)
            for position in start..<end {
                let code = Int(codes[position])
                if let last = runs.last, last.code == code {
                    runs[runs.count - 1].count += 1
                } else {
                    runs.append(Run(code: code, count: 1))
                }
            }
            body(end - start, runs)
        }
    }

    private static func sortedCoding(of flat: [Double]) -> (values: [Double], codes: [Int32]) {
        var values = flat.sorted()
        var kept = 0
        for index in values.indices where index == 0 || values[index] != values[kept - 1] {
            values[kept] = values[index]
            kept += 1
        }
        values.removeLast(values.count - kept)
        return (values, flat.map { Int32(position(of: $0, in: values)) })
    }

    private static func position(of value: Double, in values: [Double]) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Most units are a handful of ratings, for which insertion beats the general sort.
private func sortUnit(_ codes: inout UnsafeMutableBufferPointer<Int32>, _ start: Int, _ end: Int) {
    guard end - start <= 24 else {
        codes[start..<end].sort()
        return
    }
    for index in (start + 1)..<end {
        let code = codes[index]
        var place = index
        while place > start, codes[place - 1] > code {
            codes[place] = codes[place - 1]
            place -= 1
        }
        codes[place] = code
    }
}
