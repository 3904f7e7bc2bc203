import ArgumentParser
import AwardStore
import Awards

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Imports reference data.", subcommands: [Municipalities.self]
    )

    struct Municipalities: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Imports municipalities and counties from GV100AD, from Destatis's CSV extract, or from Lorbeer's own CSV."
        )

        @Argument(help: "The register file.")
        var file: String

        @Option(help: "The date of the population figures, YYYY-MM-DD, where the file does not say.")
        var populationDate: String?

        func run() async throws {
            let date = try populationDate.map { text in
                guard let day = CalendarDay(text) else { throw ValidationError("\(text) ist kein Tag wie 2019-12-31.") }
                return day
            }
            let input = InputFile(path: file)
            Terminal.note("\(input.name) wird gelesen …")
            do {
                let register = try Register.read(try input.bytes(), name: input.name, populationDate: date)
                Terminal.note(register.summary)
                Terminal.note("Abgleich mit der Datenbank …")
                let imported = try await withStore { store in
                    try await store.migrate()
                    return try await store.importMunicipalities(register, file: input.name, by: nil)
                }
                Terminal.output(register.counts)
                Terminal.output(imported.sentence)
            } catch let problems as FileProblems {
                for line in problems.lines { Terminal.note(line) }
                throw CommandFailure(description: "Die Datei wurde nicht übernommen; gespeichert ist nichts davon.")
            } catch let unknown as LaenderUnknown {
                throw CommandFailure(description: "Das Land \(unknown.codes.joined(separator: ", ")) ist nicht bekannt. Gespeichert wurde nichts.")
            }
        }
    }
}

struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "Stores the Länder and the laureates' municipalities that come with Lorbeer."
    )

    func run() async throws {
        let imported = try await withStore { store in
            try await store.migrate()
            return try await store.seed()
        }
        Terminal.output(imported.sentence)
    }
}

extension Register {
    /// Format and date, for the progress.
    fileprivate var summary: String {
        let derived = populationDateIsDerived ? ", nach dem Gebietsstand" : ""
        return "Format: \(format.rawValue). Einwohnerzahlen vom \(populationDate?.description ?? "jeweils genannten Tag")\(derived)."
    }

    fileprivate var counts: String {
        "\(municipalities.grouped) Gemeinden, \(counties.grouped) Kreise, \(population.grouped) Einwohner*innen"
    }
}

extension ImportedRegister {
    fileprivate var sentence: String {
        added + changed == 0
            ? "Nichts geändert: Alle \(unchanged.grouped) Einträge waren schon so gespeichert."
            : "\(added.grouped) neu, \(changed.grouped) geändert, \(unchanged.grouped) unverändert"
    }
}

extension Int {
    /// German grouping: 83.166.711.
    var grouped: String { String(euroTextDigits) }

    private var euroTextDigits: Substring {
        (self * 100).euroText.prefix { $0 != "," }
    }
}
