/// Numbers texts in the order they first come, so that what follows works on small integers.
///
/// Two spellings that differ only in Unicode normalisation ("é" as one or two scalars) look the same to people; they are
/// reported rather than silently taken for one or for two.
struct NameTable: Sendable {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]
    /// The number given last: sheets often come entry by entry, and comparing is faster than hashing.
    private var last: Int?

    enum Found {
        case number(Int, isNew: Bool)
        case lookalike(of: String)
    }

    mutating func number(of name: String) -> Found {
        if let known = last.flatMap({ names[$0] == name ? $0 : nil }) ?? numbers[name] {
            last = known
            return sameBytes(names[known], name) ? .number(known, isNew: false) : .lookalike(of: names[known])
        }
        numbers[name] = names.count
        names.append(name)
        last = names.count - 1
        return .number(names.count - 1, isNew: true)
    }

    /// The number of a name that was noted before, in the same spelling.
    func known(_ name: String) -> Int? {
        guard let known = numbers[name], sameBytes(names[known], name) else { return nil }
        return known
    }

    /// Notes `name` and says whether it differs from all before, in looks too.
    mutating func isNew(_ name: String) -> Bool {
        if case .number(_, isNew: true) = number(of: name) { return true }
        return false
    }

    /// The number of an identifier, or nil after a problem was noted. What is wrong with the text itself is noted where it first comes.
    mutating func identifier(_ name: String, at path: @autoclosure () -> String, _ problems: inout ProblemList) -> Int? {
        let known = names.count
        let number = number(of: name, at: path(), &problems)
        if names.count > known { problems.check(identifier: name, at: path()) }
        return number
    }

    /// The number of `name`, or nil after a problem was noted.
    mutating func number(of name: String, at path: @autoclosure () -> String, _ problems: inout ProblemList) -> Int? {
        switch number(of: name) {
        case .number(let number, _):
            return number
        case .lookalike:
            problems.add(path(), .duplicate, "\(quoted(name)) occurs in two spellings that look alike (Unicode normalisation)")
            return nil
        }
    }
}

/// The order of identifiers: by their UTF-8 bytes, which is the same on every machine and with every Unicode version.
func precedesByBytes(_ left: String, _ right: String) -> Bool {
    let precedes = left.utf8.withContiguousStorageIfAvailable { left in
        right.utf8.withContiguousStorageIfAvailable { right in left.lexicographicallyPrecedes(right) }
    }
    // Only a bridged string has no storage of its own.
    return (precedes ?? nil) ?? left.utf8.lexicographicallyPrecedes(right.utf8)
}

func sameBytes(_ left: String, _ right: String) -> Bool {
    let same = left.utf8.withContiguousStorageIfAvailable { left in
        right.utf8.withContiguousStorageIfAvailable { right in left.elementsEqual(right) }
    }
    return (same ?? nil) ?? left.utf8.elementsEqual(right.utf8)
}
