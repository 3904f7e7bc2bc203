import Awards

/// GV100AD: 220 characters a line. Offsets count characters from 0: Satzart 0–2, Gebietsstand 2–10, key 10–18, name
/// 22–72, Textkennzeichen 122–124, and in a Gemeinde's record the population 139–150. From Destatis's record
/// description, checked against the registers of 30.09.2018 and 30.11.2023.
enum FixedWidthRegister {
    static func recognises(_ line: Substring) -> Bool {
        line.prefixMatch(of: /(?:10|20|30|40|50|60)[0-9]{8}/) != nil
    }

    static let knownTypes: Set<String> = ["10", "20", "30", "40", "50", "60"]
}

extension RegisterReader {
    mutating func fixedWidth(_ lines: [Substring]) throws(FileProblems) -> Register {
        let standText = lines.first { FixedWidthRegister.recognises($0) }?.dropFirst(2).prefix(8) ?? ""
        let stand = Self.day(compact: standText)
        let date = populationDate ?? stand.map(Self.populationDate(ofStand:))
        let source = "Statistisches Bundesamt, Gemeindeverzeichnis GV100AD, Gebietsstand \(stand?.description ?? "")"
        if stand == nil { problem(1, "Den Gebietsstand „\(standText)“ gibt es nicht.") }
        for (index, line) in lines.enumerated() where !isFull {
            fixedWidthRecord(line, number: index + 1, stand: standText, date: date, source: source)
        }
        return try register(.gv100ad, date: date, isDerived: populationDate == nil, source: source)
    }

    private mutating func fixedWidthRecord(_ line: Substring, number: Int, stand: Substring, date: CalendarDay?, source: String) {
        let characters = Array(line.unicodeScalars)
        let record = { (from: Int, to: Int) -> String in
            var text = String.UnicodeScalarView()
            text.append(contentsOf: characters[min(from, characters.count)..<min(to, characters.count)])
            return String(text).trimmingBlanks
        }
        let type = record(0, 2)
        guard FixedWidthRegister.knownTypes.contains(type) else {
            return problem(number, "Die Satzart „\(type)“ gibt es nicht (10, 20, 30, 40, 50, 60).")
        }
        guard characters.count == 220 else {
            return problem(number, "Die Zeile hat \(characters.count) statt 220 Zeichen.")
        }
        guard record(2, 10) == stand else {
            return problem(number, "Der Gebietsstand „\(record(2, 10))“ ist ein anderer als am Anfang der Datei („\(stand)“).")
        }
        guard type == "40" || type == "60" else { return }
        guard let textCode = Int(record(122, 124)) else {
            return problem(number, "Das Textkennzeichen „\(record(122, 124))“ ist keine Zahl.")
        }
        if type == "40" { return county(key: record(10, 18), name: record(22, 72), textCode: textCode, line: number) }
        let figure = record(139, 150)
        guard let population = Self.number(figure), let date else {
            return problem(number, "Die Einwohnerzahl „\(figure)“ ist keine Zahl.")
        }
        gemeinde(key: record(10, 18), name: record(22, 72), textCode: textCode, population: population, date: date, source: source, line: number)
    }

    /// The register of 31 December has that day's population; those of other days still have the December's before.
    static func populationDate(ofStand stand: CalendarDay) -> CalendarDay {
        guard (stand.month, stand.day) != (12, 31) else { return stand }
        return CalendarDay(year: stand.year - 1, month: 12, day: 31) ?? stand
    }

    private static func day(compact text: Substring) -> CalendarDay? {
        guard text.count == 8 else { return nil }
        return CalendarDay("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
    }

    /// Digits only, at most what a municipality can have.
    static func number(_ text: String) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int(text), number <= 100_000_000
        else { return nil }
        return number
    }
}

extension String {
    var trimmingBlanks: String {
        guard let first = firstIndex(where: { $0 != " " }), let last = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[first...last])
    }
}
