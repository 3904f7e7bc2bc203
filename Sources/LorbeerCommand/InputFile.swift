import AwardStore
import Foundation

/// A file named on the command line.
struct InputFile {
    let path: String
    /// Without its folders, as problems name it.
    var name: String { URL(fileURLWithPath: path).lastPathComponent }

    /// - Throws: ``CommandFailure`` where it can't be read.
    func bytes() throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(description: "Die Datei \(path) lässt sich nicht lesen. Bitte prüfen Sie Namen und Zugriffsrechte.")
        }
        return [UInt8](data)
    }

    /// - Throws: ``CommandFailure`` where it can't be read or is no UTF-8.
    func text() throws -> String {
        guard let text = String(validating: try bytes(), as: UTF8.self) else {
            throw CommandFailure(description: "Die Datei \(path) ist kein Text in UTF-8. Bitte speichern Sie sie in dieser Kodierung.")
        }
        return text
    }
}
