/// Where a value stands in the document; turned into text only where there is a problem to tell.
///
/// The parts of one array or object share their parent's node, so that a place costs memory once for each of these and
/// not for each value.
struct JSONPath: Sendable {
    final class Node: Sendable {
        let path: JSONPath

        init(_ path: JSONPath) {
            self.path = path
        }
    }

    private enum Step {
        case root
        case key(String)
        case index(Int)
    }

    private let parent: Node?
    private let step: Step

    static let root = JSONPath(parent: nil, step: .root)

    static func key(_ parent: JSONPath, _ key: String) -> JSONPath { .key(Node(parent), key) }
    static func index(_ parent: JSONPath, _ index: Int) -> JSONPath { .index(Node(parent), index) }
    static func key(_ parent: Node, _ key: String) -> JSONPath { JSONPath(parent: parent, step: .key(key)) }
    static func index(_ parent: Node, _ index: Int) -> JSONPath { JSONPath(parent: parent, step: .index(index)) }

    var text: String {
        let before = parent?.path.text ?? ""
        return switch step {
        case .root: "$"
        case .key(let key): before + pathKey(key)
        case .index(let index): before + "[\(index)]"
        }
    }
}

/// A value with its place.
struct JSONField {
    let value: JSONValue
    let path: JSONPath

    /// The members by key, after noting keys that are not in `known`; nil after noting that this is no object.
    func object(known: [String], _ problems: inout ProblemList) -> JSONFields? {
        guard case .object(let members) = value else { return wrong("an object", &problems) }
        for member in members where !known.contains(member.key) {
            let message = "unknown key; known here: \(known.joined(separator: ", "))"
            problems.add(JSONPath.key(path, member.key).text, .unknownKey, message)
        }
        return JSONFields(members: members, path: JSONPath.Node(path))
    }

    /// The members of an object whose keys are free.
    func dictionary(_ problems: inout ProblemList) -> JSONMembers? {
        guard case .object(let members) = value else { return wrong("an object", &problems) }
        return JSONMembers(members: members, path: JSONPath.Node(path))
    }

    func array(_ problems: inout ProblemList) -> JSONElements? {
        guard case .array(let elements) = value else { return wrong("an array", &problems) }
        return JSONElements(elements: elements, path: JSONPath.Node(path))
    }

    func string(_ problems: inout ProblemList) -> String? {
        guard case .string(let text) = value else { return wrong("a string", &problems) }
        return text
    }

    /// A decimal with at most six decimals, as a number or as a string.
    func decimal(_ problems: inout ProblemList) -> FixedPoint? {
        let text: String
        switch value {
        case .number(let digits), .string(let digits): text = digits
        default: return wrong("a decimal number, or one written as a string", &problems)
        }
        guard let decimal = FixedPoint(text) else {
            let rule = "must be a decimal with at most 6 decimals and without exponent, like 7.5"
            problems.add(path.text, .invalidNumber, "\(rule), but is \(quoted(text))")
            return nil
        }
        return decimal
    }

    func integer(_ problems: inout ProblemList) -> Int? {
        guard case .number(let digits) = value else { return wrong("a whole number", &problems) }
        guard let integer = Int(digits) else {
            problems.add(path.text, .invalidNumber, "must be a whole number, but is \(quoted(digits))")
            return nil
        }
        return integer
    }

    /// A finite binary64, as the nearest one to the digits in the document.
    func double(_ problems: inout ProblemList) -> Double? {
        guard case .number(let digits) = value else { return wrong("a number", &problems) }
        guard let number = Double(digits), number.isFinite else {
            problems.add(path.text, .invalidNumber, "must be a number of at most about ±1.8e308, but is \(quoted(digits))")
            return nil
        }
        return number
    }

    func bool(_ problems: inout ProblemList) -> Bool? {
        guard case .bool(let value) = value else { return wrong("true or false", &problems) }
        return value
    }

    /// A string that is one of an enumeration's names.
    func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type, _ problems: inout ProblemList) -> Choice?
    where Choice.RawValue == String {
        guard let text = string(&problems) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            problems.add(path.text, .unknownValue, "must be one of \(names), but is \(quoted(text))")
            return nil
        }
        return choice
    }

    private func wrong<Wanted>(_ wanted: String, _ problems: inout ProblemList) -> Wanted? {
        problems.add(path.text, .wrongType, "must be \(wanted), but is \(value.kind)")
        return nil
    }
}

/// The elements of an array, each with its place.
struct JSONElements: RandomAccessCollection {
    fileprivate let elements: [JSONValue]
    fileprivate let path: JSONPath.Node

    var startIndex: Int { 0 }
    var endIndex: Int { elements.count }

    subscript(index: Int) -> JSONField {
        JSONField(value: elements[index], path: .index(path, index))
    }
}

/// The members of an object whose keys are free, in the order of the document.
struct JSONMembers: RandomAccessCollection {
    fileprivate let members: [JSONMember]
    fileprivate let path: JSONPath.Node

    var startIndex: Int { 0 }
    var endIndex: Int { members.count }

    subscript(index: Int) -> (key: String, field: JSONField) {
        let member = members[index]
        return (member.key, JSONField(value: member.value, path: .key(path, member.key)))
    }
}

/// The members of an object.
struct JSONFields {
    fileprivate let members: [JSONMember]
    fileprivate let path: JSONPath.Node

    func optional(_ key: String) -> JSONField? {
        guard let member = members.first(where: { $0.key == key }) else { return nil }
        return JSONField(value: member.value, path: .key(path, key))
    }

    func required(_ key: String, _ problems: inout ProblemList) -> JSONField? {
        if let field = optional(key) { return field }
        problems.add(JSONPath.key(path, key).text, .missingKey, "is missing")
        return nil
    }
}

/// All elements, or nil where one could not be read; the problems of all are noted.
func readAll<Element>(
    _ fields: JSONElements, _ problems: inout ProblemList, _ read: (JSONField, inout ProblemList) -> Element?
) -> [Element]? {
    var elements: [Element] = []
    elements.reserveCapacity(fields.count)
    for field in fields {
        if let element = read(field, &problems) { elements.append(element) }
    }
    return elements.count == fields.count ? elements : nil
}
