/// Numbers texts in the order they first come, so that what follows works on small integers.
///
/// Two spellings that differ only in Unicode normalisation ("é" as one or two scalars) look the same to people; they are
/// reported rather than silently taken for one or for two.
struct NameTable {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    enum Found {
        case number(Int, isNew: Bool)
        case lookalike(of: String)
    }

    mutating func number(of name: String) -> Found {
        if let known = numbers[name] {
            let same = names[known].utf8.elementsEqual(name.utf8)
            return same ? .number(known, isNew: false) : .lookalike(of: names[known])
        }
        numbers[name] = names.count
        names.append(name)
        return .number(names.count - 1, isNew: true)
    }

    /// Notes `name` and says whether it differs from all before, in looks too.
    mutating func isNew(_ name: String) -> Bool {
        if case .number(_, isNew: true) = number(of: name) { return true }
        return false
    }

    /// The number of a name that was noted before, byte for byte.
    func known(_ name: String) -> Int? {
        guard let number = numbers[name], names[number].utf8.elementsEqual(name.utf8) else { return nil }
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
    left.utf8.lexicographicallyPrecedes(right.utf8)
}
