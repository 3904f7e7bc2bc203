import Awards

/// Collects the records of a register whatever its format, and checks what holds for all of them.
struct RegisterReader {
    let file: String
    /// As told by the person who imports.
    let populationDate: CalendarDay?
    private(set) var problems: [FileProblems.Problem] = []
    private var bodies: [RegisterBody] = []
    private var seen: Set<String> = []
    private var counties: [County] = []
    /// By the county's key: how many Gemeinden it has, and their inhabitants.
    private var sums: [String: (members: Int, population: Int)] = [:]
    private var municipalities = 0

    private struct County {
        let key: String
        let officialName: String
        let textCode: Int
        let line: Int
    }

    init(file: String, populationDate: CalendarDay?) {
        self.file = file
        self.populationDate = populationDate
    }

    var isFull: Bool { problems.count >= Register.maximumProblems }

    mutating func problem(_ line: Int, _ message: String) {
        guard !isFull else { return }
        problems.append(FileProblems.Problem(line: line, path: "", message: message))
    }

    /// A county's record (Satzart 40). It has no figure of its own: the population is the sum of its Gemeinden.
    mutating func county(key: String, name: String, textCode: Int, line: Int) {
        guard isKey(key, digits: 5, line: line), isNew("Kreis", key, line: line), isName(name, line: line) else { return }
        guard (41...45).contains(textCode) else { return problem(line, "Das Textkennzeichen \(textCode) gibt es für einen Kreis nicht (41 bis 45).") }
        counties.append(County(key: key, officialName: name, textCode: textCode, line: line))
        sums[key] = (0, 0)
    }

    /// A Gemeinde's record (Satzart 60).
    mutating func gemeinde(key: String, name: String, textCode: Int, population: Int, date: CalendarDay, source: String, line: Int) {
        guard isKey(key, digits: 8, line: line), isNew("Gemeinde", key, line: line), isName(name, line: line) else { return }
        guard let derived = MunicipalityName(gemeinde: name, textCode: textCode) else {
            return problem(line, "Das Textkennzeichen \(textCode) gibt es für eine Gemeinde nicht (60 bis 67).")
        }
        let county = String(key.prefix(5))
        if let sum = sums[county] {
            sums[county] = (sum.members + 1, sum.population + population)
        } else if !(textCode == 66 && county.hasSuffix("000")) {
            // Waters shared by a whole Land, as 07000999, belong to no county.
            return problem(line, "Zu dieser Gemeinde fehlt davor der Satz ihres Kreises \(county). Ist die Datei vollständig?")
        }
        municipalities += 1
        bodies.append(
            RegisterBody(
                kind: .gemeinde, key: key, officialName: name, name: derived, population: population, populationDate: date, source: source, line: line
            )
        )
    }

    /// A body whose names are given instead of derived.
    mutating func body(_ body: RegisterBody) {
        guard isKey(body.key, digits: body.kind.keyDigits, line: body.line), isNew(body.kind.rawValue, body.key, line: body.line),
            isName(body.officialName, line: body.line)
        else { return }
        if body.kind == .gemeinde { municipalities += 1 }
        bodies.append(body)
    }

    /// - Throws: ``FileProblems`` where anything was wrong.
    mutating func register(_ format: Register.Format, date: CalendarDay?, isDerived: Bool, source: String) throws(FileProblems) -> Register {
        for county in counties {
            let sum = sums[county.key] ?? (0, 0)
            if sum.members == 0 { problem(county.line, "Zum Kreis \(county.key) stehen keine Gemeinden in der Datei. Ist sie vollständig?") }
            guard let date, let name = MunicipalityName(county: county.officialName, textCode: county.textCode) else { continue }
            bodies.append(
                RegisterBody(
                    kind: .landkreis, key: county.key, officialName: county.officialName, name: name, population: sum.population, populationDate: date,
                    source: source, line: county.line
                )
            )
        }
        if problems.isEmpty, bodies.isEmpty { problem(1, "In der Datei steht keine einzige Gemeinde.") }
        guard problems.isEmpty else {
            throw FileProblems(file: file, problems: problems.sorted { $0.line < $1.line })
        }
        return Register(
            format: format, bodies: bodies.sorted { ($0.kind.rawValue, $0.key) < ($1.kind.rawValue, $1.key) }, municipalities: municipalities,
            counties: format == .reference ? bodies.count { $0.kind == .landkreis } : counties.count,
            population: bodies.reduce(0) { $0 + ($1.kind == .gemeinde ? $1.population : 0) },
            populationDate: date, populationDateIsDerived: isDerived
        )
    }

    private mutating func isKey(_ key: String, digits: Int, line: Int) -> Bool {
        let fits = key.utf8.count == digits && key.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        if !fits { problem(line, "„\(key.prefix(20))“ ist kein Schlüssel mit \(digits) Ziffern.") }
        return fits
    }

    private mutating func isNew(_ kind: String, _ key: String, line: Int) -> Bool {
        let isNew = seen.insert(kind + key).inserted
        if !isNew { problem(line, "Der Schlüssel \(key) kommt mehrfach vor.") }
        return isNew
    }

    private mutating func isName(_ name: String, line: Int) -> Bool {
        let fits = !name.isEmpty && !name.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "\u{FFFD}" }
        if !fits { problem(line, "Der Name fehlt oder enthält unlesbare Zeichen.") }
        return fits
    }
}
