import CLibPQ

/// Owns one `PGresult`.
final class QueryResult {
    private let handle: OpaquePointer
    let rowCount: Int
    private(set) lazy var columns: [String] = (0..<PQnfields(handle)).map { String(cString: PQfname(handle, $0)) }

    init(_ handle: OpaquePointer) {
        self.handle = handle
        rowCount = Int(PQntuples(handle))
    }

    deinit {
        PQclear(handle)
    }

    var status: ExecStatusType { PQresultStatus(handle) }

    /// The tag of the finished command, such as `COMMIT` or `UPDATE 3`.
    var commandTag: String { String(cString: PQcmdStatus(handle)) }

    /// Rows the statement inserted, changed, deleted or returned; 0 for statements that do none of it.
    var affectedRows: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    func cell(row: Int, column: Int) -> Cell {
        let row = Int32(row)
        let index = Int32(column)
        var text: String?
        if PQgetisnull(handle, row, index) == 0, let bytes = PQgetvalue(handle, row, index) {
            let length = Int(PQgetlength(handle, row, index))
            text = bytes.withMemoryRebound(to: UInt8.self, capacity: length) {
                String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
            }
        }
        return Cell(column: columns[column], typeOID: PQftype(handle, index), text: text)
    }

    func field(_ code: Character) -> String? {
        guard let ascii = code.asciiValue, let text = PQresultErrorField(handle, Int32(ascii)) else { return nil }
        return String(cString: text)
    }

    /// What an error result says, sorted into what may be logged and what may not.
    func error(in sql: String?) -> DatabaseError {
        let state = field("C")
        var error = DatabaseError(.server, "the server refused a statement", sqlState: state)
        error.constraint = field("n")
        error.table = field("t")
        error.column = field("c")
        error.sourceFunction = field("R")
        error.isFatal = field("V") != "ERROR"
        let parts = [field("M"), field("D"), field("H"), field("W"), sql]
        error.detail = parts.compactMap { $0 }.joined(separator: " | ")
        return error
    }
}
