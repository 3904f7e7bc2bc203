import CQREncode

/// A QR code as one SVG path: dark modules as runs in a square of `size` units, four of them quiet on each side (ISO/IEC 18004).
struct QRCode {
    private static let quiet = 4

    let size: Int
    let path: String

    /// - Returns: nil for a text that fits in no code.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let modules = code.pointee.data else { return nil }
        func isDark(_ row: Int, _ column: Int) -> Bool { modules[row * width + column] & 1 == 1 }
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                guard isDark(row, column) else {
                    column += 1
                    continue
                }
                let start = column
                while column < width, isDark(row, column) { column += 1 }
                path += "M\(start + Self.quiet) \(row + Self.quiet)h\(column - start)v1h-\(column - start)z"
            }
        }
        self.path = path
        size = width + 2 * Self.quiet
    }
}
