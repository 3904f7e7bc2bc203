public import Awards

/// Municipalities and counties as a register file lists them.
public struct Register: Sendable, Equatable {
    public enum Format: String, Sendable {
        /// Destatis's fixed-width Gemeindeverzeichnis.
        case gv100ad = "GV100AD"
        /// Destatis's "Auszug aus dem Gemeindeverzeichnis" as CSV.
        case extract = "Auszug aus dem Gemeindeverzeichnis (CSV)"
        /// Our own CSV with derived names, as in `Seeds/Reference`.
        case reference = "Lorbeer-CSV"
    }

    public let format: Format
    /// What is stored, in the order of the keys within each kind.
    public let bodies: [RegisterBody]
    /// Records of Gemeinden (Satzart 60), gemeindefreie Gebiete included, as official statistics count them.
    public let municipalities: Int
    /// Records of counties (Satzart 40), kreisfreie Städte included, as official statistics count them.
    ///
    /// A kreisfreie Stadt has two records, as a county and as a Gemeinde, but is one body that may enter. It is stored
    /// once, as a Gemeinde; of kind `landkreis` are only Kreise, Landkreise and the Regionalverband.
    public let counties: Int
    /// The Gemeinden's inhabitants together.
    public let population: Int
    /// The date the figures belong to; nil where a reference file has several.
    public let populationDate: CalendarDay?
    /// Whether the date follows from a rule instead of standing in the file or being told.
    public let populationDateIsDerived: Bool
}

/// A body of a register that can be stored.
public struct RegisterBody: Sendable, Equatable {
    public let kind: Municipality.Kind
    public let key: String
    public let officialName: String
    public let name: MunicipalityName
    public let population: Int
    public let populationDate: CalendarDay
    public let source: String
    /// Where it stands in the file.
    public let line: Int

    /// The first two digits of the key.
    public var land: String { String(key.prefix(2)) }
}

extension Register {
    static let maximumBytes = 64 * 1024 * 1024
    static let maximumProblems = 20

    /// Reads a register of any of the three formats, told by its content; UTF-8 or, as before 2019, a Windows or ISO
    /// Latin encoding.
    /// - Parameter populationDate: what the figures' date is, where the file does not say or says otherwise.
    /// - Throws: ``FileProblems`` with at most twenty problems, each with its line.
    public static func read(_ bytes: [UInt8], name: String, populationDate: CalendarDay? = nil) throws(FileProblems) -> Register {
        guard bytes.count <= maximumBytes else {
            throw FileProblems(file: name, problems: [.init(line: 1, path: "", message: "Die Datei ist größer als 64 MB.")])
        }
        let lines = RegisterText.lines(of: bytes)
        var reader = RegisterReader(file: name, populationDate: populationDate)
        if lines.prefix(20).contains(where: FixedWidthRegister.recognises) {
            return try reader.fixedWidth(lines)
        }
        for delimiter: Character in [",", ";"] {
            guard let head = lines.first, ReferenceRegister.recognises(head, delimiter: delimiter) else { continue }
            return try reader.reference(lines, delimiter: delimiter)
        }
        let isSemicolon = lines.contains { $0.prefixMatch(of: /"?[1-6]0"?;/) != nil }
        return try reader.extract(lines, delimiter: isSemicolon ? ";" : ",")
    }
}
