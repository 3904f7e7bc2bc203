/// One row of a result. Valid as long as it is held; it holds its whole result.
public struct Row {
    let result: QueryResult
    let index: Int

    /// The value of the named column.
    ///
    /// - Throws: ``DatabaseError`` of kind `decoding` when there is no such column, or more than one, or when its
    ///   type or value does not fit.
    public func callAsFunction<Value: PostgresDecodable>(_ column: String) throws -> Value {
        try Value.decode(postgres: try cell(column))
    }

    private func cell(_ column: String) throws -> Cell {
        guard let position = result.columns.firstIndex(of: column) else {
            throw DatabaseError(.decoding, "the result has no such column", column: column)
        }
        guard result.columns.lastIndex(of: column) == position else {
            throw DatabaseError(.decoding, "the result has this column more than once", column: column)
        }
        return result.cell(row: index, column: position)
    }
}
