/// Tells a few different values apart without sorting them all.
///
/// A table of fixed size with short searches: an input made to crowd it costs no more than finding out.
struct FewValues {
    private static let slots = 1024
    private static let longestSearch = 16

    private var keys = [Double](repeating: .nan, count: slots)
    private var numbers = [Int32](repeating: 0, count: slots)
    private var values: [Double] = []

    /// The different values, rising, and for each of `flat` its place among them; nil where there are too many for the table.
    static func coding(of flat: [Double]) -> (values: [Double], codes: [Int32])? {
        var table = FewValues()
        var codes = [Int32](repeating: 0, count: flat.count)
        for (index, value) in flat.enumerated() {
            guard let number = table.number(of: value) else { return nil }
            codes[index] = number
        }
        let order = table.values.indices.sorted { table.values[$0] < table.values[$1] }
        var places = [Int32](repeating: 0, count: order.count)
        for (place, number) in order.enumerated() { places[number] = Int32(place) }
        for index in codes.indices { codes[index] = places[Int(codes[index])] }
        return (order.map { table.values[$0] }, codes)
    }

    /// The number of `value` in the order of arrival.
    private mutating func number(of value: Double) -> Int32? {
        // The high bits of the product depend on all bits of the value; adding 0 makes one zero of the two.
        var slot = Int((((value + 0).bitPattern &* 0x9e37_79b9_7f4a_7c15) >> 54))
        for _ in 0..<Self.longestSearch {
            if keys[slot] == value { return numbers[slot] }
            if keys[slot].isNaN {
                keys[slot] = value
                numbers[slot] = Int32(values.count)
                values.append(value)
                return numbers[slot]
            }
            slot = (slot + 1) & (Self.slots - 1)
        }
        return nil
    }
}
