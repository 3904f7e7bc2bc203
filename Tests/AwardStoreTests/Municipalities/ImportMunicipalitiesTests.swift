@testable import AwardStore
import Awards
import Foundation
import Postgres
import Testing
import TestSupport

@Suite("Importing municipalities")
struct ImportMunicipalitiesTests {
    private func register(_ text: String) throws -> Register {
        try Register.read(Array(text.utf8), name: "r.txt")
    }

    @Test("a second run changes nothing and leaves no event")
    func twice() async throws {
        try await TestStore.withStore { store in
            try await SampleRegister.addLand(store)
            let register = try register(try SampleRegister.fixedWidth())
            let first = try await store.importMunicipalities(register, file: "r.txt", by: nil)
            #expect(first == .init(added: 8, changed: 0, unchanged: 0))
            let second = try await store.importMunicipalities(register, file: "r.txt", by: nil)
            #expect(second == .init(added: 0, changed: 0, unchanged: 8))
            let events = try await store.database.read { session in
                try session.value("SELECT count(*) FROM event WHERE action = 'municipalitiesImported'") as Int
            }
            #expect(events == 1)
        }
    }

    @Test("a new name replaces the old one; a new figure stands beside the old one of another date and replaces that of the same")
    func updates() async throws {
        try await TestStore.withStore { store in
            try await SampleRegister.addLand(store)
            let text = try SampleRegister.fixedWidth()
            _ = try await store.importMunicipalities(try register(text), file: "r.txt", by: nil)
            let renamed = text.replacing("Beispielhausen ", with: "Beispielheim   ").replacing("0000000785000000003901", with: "0000000785100000003901")
            #expect(try await store.importMunicipalities(try register(renamed), file: "r.txt", by: nil) == .init(added: 0, changed: 2, unchanged: 6))
            let later = renamed.replacing("20191231", with: "20201231")
            #expect(try await store.importMunicipalities(try register(later), file: "r.txt", by: nil) == .init(added: 0, changed: 8, unchanged: 0))
            let figures = try await store.database.read { session in
                try session.rows(
                    """
                    SELECT m.display_name, p.population_date::text AS day, p.population FROM municipality m
                    JOIN municipality_population p ON p.municipality_id = m.id WHERE m.key = '99001002' ORDER BY p.population_date
                    """
                ) { row in "\(try row("display_name") as String) \(try row("day") as String) \(try row("population") as Int)" }
            }
            #expect(figures == ["Beispielheim 2019-12-31 7851", "Beispielheim 2020-12-31 7851"])
        }
    }

    @Test("a register of an unknown Land is refused as a whole")
    func unknownLand() async throws {
        try await TestStore.withStore { store in
            let register = try register(try SampleRegister.fixedWidth())
            await #expect(throws: LaenderUnknown(codes: ["99"])) { try await store.importMunicipalities(register, file: "r.txt", by: nil) }
            let stored = try await store.database.read { session in try session.value("SELECT count(*) FROM municipality") as Int }
            #expect(stored == 0)
        }
    }

    @Test("the laureates' municipalities come with Lorbeer and are seeded once")
    func seed() async throws {
        try await TestStore.withStore { store in
            #expect(try await store.seed() == .init(added: 46, changed: 0, unchanged: 0))
            #expect(try await store.seed() == .init(added: 0, changed: 0, unchanged: 46))
            let laender = try await store.database.read { session in try session.value("SELECT count(*) FROM land") as Int }
            #expect(laender == 16)
        }
    }

    @Test("the real register of 31.12.2019 has 11,004 Gemeinden, 401 counties and 83,166,711 inhabitants", .enabled(if: RealRegister.exists))
    func realRegister() async throws {
        let bytes = [UInt8](try Data(contentsOf: RealRegister.file))
        let register = try Register.read(bytes, name: RealRegister.file.lastPathComponent)
        #expect(register.municipalities == 11_004 && register.counties == 401 && register.population == 83_166_711)
        try await TestStore.withStore { store in
            let first = try await store.importMunicipalities(register, file: "r.txt", by: nil)
            #expect(first.added == register.bodies.count)
            #expect(try await store.importMunicipalities(register, file: "r.txt", by: nil).unchanged == register.bodies.count)
        }
    }
}

/// The official register beside the repository, where somebody has put it.
enum RealRegister {
    static let file = SeedFiles.root.deletingLastPathComponent().appending(path: "shared/data/GV100AD_311219.txt")
    static var exists: Bool { FileManager.default.fileExists(atPath: file.path) }
}
