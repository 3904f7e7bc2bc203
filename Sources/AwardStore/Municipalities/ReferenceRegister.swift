import Awards

/// Lorbeer's own CSV: names, article and designation given, each row with its own date and source.
enum ReferenceRegister {
    static let columns = [
        "kind", "key", "official_name", "display_name", "article", "designation", "land", "population", "population_date", "source", "note",
    ]

    static func recognises(_ line: Substring, delimiter: Character) -> Bool {
        RegisterText.fields(line, delimiter: delimiter)?.starts(with: columns.prefix(3)) ?? false
    }
}

extension RegisterReader {
    mutating func reference(_ lines: [Substring], delimiter: Character) throws(FileProblems) -> Register {
        if let head = lines.first, RegisterText.fields(head, delimiter: delimiter) != ReferenceRegister.columns {
            problem(1, "Die Spalten müssen heißen: \(ReferenceRegister.columns.joined(separator: ",")).")
        }
        var dates: Set<CalendarDay> = []
        for (index, line) in lines.enumerated().dropFirst() where !isFull {
            if let body = referenceRecord(RegisterText.fields(line, delimiter: delimiter), number: index + 1) {
                dates.insert(body.populationDate)
                self.body(body)
            }
        }
        return try register(.reference, date: dates.count == 1 ? dates.first : nil, isDerived: false, source: "")
    }

    private mutating func referenceRecord(_ row: [String]?, number: Int) -> RegisterBody? {
        guard let row, row.count == ReferenceRegister.columns.count else {
            problem(number, "Die Zeile hat \(row?.count ?? 0) statt \(ReferenceRegister.columns.count) Spalten, oder ihre Anführungszeichen gehen nicht auf.")
            return nil
        }
        guard let kind = Municipality.Kind(rawValue: row[0]) else {
            problem(number, "Die Art „\(row[0])“ gibt es nicht (gemeinde, landkreis).")
            return nil
        }
        guard ["der", "die", "das"].contains(row[4]), !row[3].isEmpty, !row[5].isEmpty, !row[9].isEmpty, row[1].hasPrefix(row[6]), row[6].count == 2 else {
            problem(number, "Anzeigename, Artikel (der, die, das), Bezeichnung, Land (die ersten zwei Ziffern des Schlüssels) oder Quelle fehlen oder passen nicht.")
            return nil
        }
        guard let population = Self.number(row[7]), let date = CalendarDay(row[8]) else {
            problem(number, "Die Einwohnerzahl „\(row[7])“ oder ihr Tag „\(row[8])“ ist nicht lesbar (JJJJ-MM-TT).")
            return nil
        }
        return RegisterBody(
            kind: kind, key: row[1], officialName: row[2], name: MunicipalityName(display: row[3], designation: row[5], article: row[4]),
            population: population, populationDate: date, source: row[9], line: number
        )
    }
}
