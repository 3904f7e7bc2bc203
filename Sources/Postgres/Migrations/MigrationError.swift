/// Why a database cannot be brought up to date. `description` is meant for the operator.
public enum MigrationError: Error, Equatable {
    /// The list is not numbered `m0001_`, `m0002_`, … without gaps.
    case misnumbered(name: String, expectedPrefix: String)
    /// An applied migration's text is no longer what was applied.
    case changed(name: String)
    /// The database lacks a migration that precedes one it has, or has another one in its place.
    case gap(expected: String, applied: String)
    /// The database has migrations this program does not know.
    case databaseIsNewer(unknown: [String])
    /// A migration's SQL failed; it was rolled back, the ones before it stay.
    case failed(name: String, reason: String)
}

extension MigrationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .misnumbered(let name, let expectedPrefix):
            "migration \(name) must be called \(expectedPrefix)…: migrations are numbered from 1 without gaps"
        case .changed(let name):
            "migration \(name) was changed after it was applied: undo the change and write a new migration instead"
        case .gap(let expected, let applied):
            "the database has migration \(applied) where this program expects \(expected): "
                + "it comes from another history"
        case .databaseIsNewer(let unknown):
            "the database is newer than this program, which does not know \(unknown.joined(separator: ", ")): "
                + "start the newer program"
        case .failed(let name, let reason):
            "\(name) failed and was rolled back: \(reason)"
        }
    }
}
