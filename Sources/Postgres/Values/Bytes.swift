/// A single byte is a smallint; `[UInt8]` is bytea, and `[[UInt8]]` an array of bytea.
extension UInt8: PostgresEncodable, PostgresDecodable {
    public var postgresText: String? { String(self) }

    public static func decode(postgres cell: Cell) throws -> UInt8 {
        guard let value = UInt8(try cell.text(for: UInt8.self, accepting: .int2)) else {
            throw cell.unrepresentable(as: UInt8.self)
        }
        return value
    }

    public static func postgresArrayText(_ elements: [UInt8]) -> String? {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 2 + 2 * elements.count) { out in
            out[0] = UInt8(ascii: "\\")
            out[1] = UInt8(ascii: "x")
            for (index, byte) in elements.enumerated() {
                out[2 + 2 * index] = digits[Int(byte >> 4)]
                out[3 + 2 * index] = digits[Int(byte & 15)]
            }
            return 2 + 2 * elements.count
        }
    }

    public static func decodeArray(postgres cell: Cell) throws -> [UInt8] {
        let text = try cell.text(for: [UInt8].self, accepting: .bytea)
        let digits = text.utf8.dropFirst(2)
        guard text.hasPrefix("\\x"), digits.count.isMultiple(of: 2) else {
            throw cell.unrepresentable(as: [UInt8].self)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            guard let value = nibble(digit) else { throw cell.unrepresentable(as: [UInt8].self) }
            if let upper = high {
                bytes.append(upper << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
