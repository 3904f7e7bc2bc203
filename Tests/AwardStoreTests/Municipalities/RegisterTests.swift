import AwardStore
import Awards
import Foundation
import Testing

@Suite("Reading registers of municipalities")
struct RegisterTests {
    private func read(_ text: String, date: CalendarDay? = nil) throws -> Register {
        try Register.read(Array(text.utf8), name: "register.txt", populationDate: date)
    }

    @Test("the fixed-width register gives Gemeinden, and counties with the sum of theirs")
    func fixedWidth() throws {
        let register = try read(try SampleRegister.fixedWidth())
        #expect(register.format == .gv100ad)
        #expect(register.municipalities == 6 && register.counties == 3 && register.population == 678_614)
        #expect(register.populationDate?.description == "2019-12-31" && register.populationDateIsDerived)
        let byKey = Dictionary(uniqueKeysWithValues: register.bodies.map { ($0.key, $0) })
        #expect(byKey["99001"]?.population == 38_412 + 7_850 + 12)
        #expect(byKey["99001"]?.kind == .landkreis && byKey["99001"]?.name.display == "Landkreis Musterland")
        #expect(byKey["99003"]?.name.display == "Kreis Probenheide")
        #expect(byKey["99011"] == nil, "a kreisfreie Stadt is stored once, as a Gemeinde")
        #expect(byKey["99011000"]?.name.designation == "Landeshauptstadt")
        #expect(register.bodies.count == 8)
    }

    @Test("an older register in ISO 8859-1 with CR LF reads the same")
    func latin1() throws {
        let text = try SampleRegister.fixedWidth()
        let bytes = try #require(text.replacing("\n", with: "\r\n").data(using: .isoLatin1))
        #expect(try Register.read([UInt8](bytes), name: "r.asc").bodies == (try read(text)).bodies)
    }

    @Test("figures of a register between two years are those of the December before", arguments: [
        ("20191231", "2019-12-31"), ("20231130", "2022-12-31"), ("20200101", "2019-12-31"), ("20180930", "2017-12-31"),
    ])
    func populationDate(stand: String, date: String) throws {
        let text = try SampleRegister.fixedWidth().replacing("20191231", with: stand)
        #expect(try read(text).populationDate?.description == date)
        let told = try #require(CalendarDay("2016-12-31"))
        #expect(try read(text, date: told).populationDate == told)
    }

    @Test("the CSV extract reads, whatever separates fields and thousands", arguments: [
        SampleRegister.extract, "\u{FEFF}" + SampleRegister.extract, SampleRegister.extract.replacing("38 412", with: "38\u{A0}412"),
        SampleRegister.extract.replacing("Muster, Stadt", with: "Muster@ Stadt").replacing("stadt, Landes", with: "stadt@ Landes")
            .replacing(",", with: ";").replacing("@", with: ",").replacing("38 412", with: "38.412"),
    ])
    func extract(text: String) throws {
        let register = try read(text)
        #expect(register.format == .extract)
        #expect(register.municipalities == 3 && register.counties == 2 && register.population == 658_602)
        #expect(register.populationDate?.description == "2019-12-31" && !register.populationDateIsDerived)
        #expect(register.bodies.map(\.key) == ["99001001", "99001002", "99011000", "99001"])
        #expect(register.bodies.map(\.population) == [38_412, 7_850, 612_340, 46_262])
    }

    @Test("an extract without a date wants to be told one")
    func undated() throws {
        let text = SampleRegister.extract.replacing("31.12.2019", with: "Jahresende")
        let problems = try #require(throws: FileProblems.self) { try read(text) }
        #expect(problems.lines.count == 1 && problems.lines[0].contains("--population-date"))
        #expect(try read(text, date: try #require(CalendarDay("2019-12-31"))).municipalities == 3)
    }

    @Test("our own CSV keeps its names")
    func reference() throws {
        let register = try read(SampleRegister.reference)
        #expect(register.format == .reference && register.municipalities == 1 && register.counties == 1)
        #expect(register.bodies.first?.name == MunicipalityName(display: "Musterstadt", designation: "Stadt", article: "die"))
    }

    /// Changes to the fixed-width sample, the line, and what is said about it.
    static let fixedWidthMistakes = [
        ("60201912319900100250", "70201912319900100250", 7, "Satzart"),
        ("60201912319900100250", "60201912309900100250", 7, "Gebietsstand"),
        ("0000000785000000003901", "000000078S000000003901", 7, "Einwohnerzahl"),
        ("Beispielhausen ", "Beispielhausen", 7, "219 statt 220"),
        ("60201912319900100250", "602019123199001A0250", 7, "8 Ziffern"),
        ("60201912319900100250", "60201912319900100100", 7, "mehrfach"),
        ("60201912319900100250", "60201912319900900250", 7, "fehlt davor der Satz ihres Kreises 99009"),
        ("Beispielhausen", "              ", 7, "Name"),
        ("                       64    ", "                       99    ", 7, "Textkennzeichen"),
    ]

    @Test("a malformed line is refused by its number", arguments: fixedWidthMistakes)
    func malformed(old: String, new: String, line: Int, message: String) throws {
        let text = try SampleRegister.fixedWidth()
        try #require(text.contains(old))
        let problems = try #require(throws: FileProblems.self) { try read(text.replacing(old, with: new, maxReplacements: 1)) }
        #expect(problems.problems.first?.line == line && problems.problems.first?.message.contains(message) == true, "\(problems)")
    }

    @Test("a register that breaks off is refused")
    func brokenOff() throws {
        let lines = try SampleRegister.fixedWidth().split(separator: "\n")
        let midLine = lines.dropLast().joined(separator: "\n") + "\n" + lines[12].prefix(140)
        #expect(try #require(throws: FileProblems.self) { try read(midLine) }.problems.map(\.line) == [12, 13])
        let afterCounty = lines.dropLast().joined(separator: "\n")
        let problems = try #require(throws: FileProblems.self) { try read(afterCounty) }
        #expect(problems.problems.map(\.line) == [12] && problems.lines[0].contains("keine Gemeinden"))
    }

    @Test("malformed CSV is refused by line", arguments: [
        (SampleRegister.extract, " 7 850", " 7 8x0", 6, "Einwohnerzahl"),
        (SampleRegister.extract, "60,64,", "61,64,", 6, "Satzart"),
        (SampleRegister.extract, "\"Musterstadt an der Muster, Stadt\"", "\"Musterstadt\"an der Muster, Stadt", 5, "Anführungszeichen"),
        (SampleRegister.reference, "2019-12-31", "31.12.2019", 2, "nicht lesbar"),
        (SampleRegister.reference, "landkreis,99001", "kreis,99001", 3, "Art"),
        (SampleRegister.reference, ",die,", ",den,", 2, "Artikel"),
        (SampleRegister.reference, ",article,", ",artikel,", 1, "Spalten"),
    ])
    func malformedCSV(text: String, old: String, new: String, line: Int, message: String) throws {
        try #require(text.contains(old))
        let problems = try #require(throws: FileProblems.self) { try read(text.replacing(old, with: new, maxReplacements: 1)) }
        #expect(problems.problems.contains { $0.line == line && $0.message.contains(message) }, "\(problems)")
    }

    @Test("what is no register at all says so", arguments: ["", "Hallo", "a,b,c\n1,2,3", "{\"a\": 1}"])
    func somethingElse(text: String) throws {
        #expect(throws: FileProblems.self) { try read(text) }
    }

    @Test("a file full of mistakes tells twenty of them")
    func many() throws {
        let line = "60" + String(repeating: "x", count: 218)
        let head = try SampleRegister.fixedWidth().split(separator: "\n")[0]
        let text = ([String(head)] + Array(repeating: line, count: 500)).joined(separator: "\n")
        #expect(try #require(throws: FileProblems.self) { try read(text) }.problems.count == 20)
    }
}
