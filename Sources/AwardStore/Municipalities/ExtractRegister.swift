import Awards

/// Destatis's "Auszug" saved as CSV: Satzart, Textkennzeichen, Land, RB, Kreis, VB, Gem, Gemeindename, Fläche,
/// Bevölkerung … Rows before the first record are titles.
extension RegisterReader {
    mutating func extract(_ lines: [Substring], delimiter: Character) throws(FileProblems) -> Register {
        let rows = lines.map { RegisterText.fields($0, delimiter: delimiter) }
        let firstRecord = rows.firstIndex { ($0?.first).map(FixedWidthRegister.knownTypes.contains) ?? false }
        guard let firstRecord else {
            problem(1, "Das ist weder das Gemeindeverzeichnis (GV100AD) noch sein Auszug noch eine Lorbeer-CSV. Bitte prüfen Sie, ob es die richtige Datei ist.")
            return try register(.extract, date: nil, isDerived: false, source: "")
        }
        guard let date = populationDate ?? Self.date(inTitle: lines[..<firstRecord]) else {
            problem(1, "Zu welchem Tag die Einwohnerzahlen gehören, steht nicht in der Datei. Bitte nennen Sie ihn mit --population-date, zum Beispiel --population-date 2019-12-31.")
            return try register(.extract, date: nil, isDerived: false, source: "")
        }
        let source = "Statistisches Bundesamt, Auszug aus dem Gemeindeverzeichnis, Einwohnerzahl am \(date)"
        for index in firstRecord..<lines.count where !isFull {
            extractRecord(rows[index], number: index + 1, date: date, source: source)
        }
        return try register(.extract, date: date, isDerived: false, source: source)
    }

    private mutating func extractRecord(_ row: [String]?, number: Int, date: CalendarDay, source: String) {
        guard let row else { return problem(number, "Die Anführungszeichen in dieser Zeile gehen nicht auf.") }
        let fields = row.map { $0.trimmingBlanks }
        guard let type = fields.first, FixedWidthRegister.knownTypes.contains(type) else {
            return problem(number, "Die Satzart „\(fields.first ?? "")“ gibt es nicht (10, 20, 30, 40, 50, 60).")
        }
        guard type == "40" || type == "60" else { return }
        guard fields.count >= 10 else { return problem(number, "Die Zeile hat \(fields.count) statt mindestens 10 Spalten.") }
        guard let textCode = Int(fields[1]) else { return problem(number, "Das Textkennzeichen „\(fields[1])“ ist keine Zahl.") }
        let key = fields[2] + fields[3] + fields[4]
        if type == "40" { return county(key: key, name: fields[7], textCode: textCode, line: number) }
        let figure = fields[9].filter { ![" ", ".", "\u{A0}", "\u{202F}"].contains($0) }
        guard let population = Self.number(figure) else { return problem(number, "Die Einwohnerzahl „\(fields[9])“ ist keine Zahl.") }
        gemeinde(key: key + fields[6], name: fields[7], textCode: textCode, population: population, date: date, source: source, line: number)
    }

    /// The 31 December named in the title, where it is only one.
    private static func date(inTitle lines: ArraySlice<Substring>) -> CalendarDay? {
        let years = Set(lines.flatMap { line in line.matches(of: /31\.12\.([0-9]{4})/).map { String($0.1) } })
        guard years.count == 1, let year = years.first else { return nil }
        return CalendarDay("\(year)-12-31")
    }
}
