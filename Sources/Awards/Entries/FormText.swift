/// Text as it is stored and counted: line ends are a single LF, one for each line.
public enum FormText {
    public static func normalised(_ text: String) -> String {
        guard text.unicodeScalars.contains("\r") else { return text }
        var scalars = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                scalars.append("\n")
            } else if scalar != "\n" || !afterReturn {
                scalars.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        return String(scalars)
    }

    /// Nothing a reader could see.
    public static func isBlank(_ text: String) -> Bool {
        text.allSatisfy(\.isWhitespace)
    }

    /// Without blanks and line ends at either end.
    public static func trimmed(_ text: String) -> String {
        let start = normalised(text).drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Characters beyond the limit as a reader counts them; 0 within it.
    public static func excess(_ text: String, over maximum: Int) -> Int {
        max(0, normalised(text).count - maximum)
    }
}
