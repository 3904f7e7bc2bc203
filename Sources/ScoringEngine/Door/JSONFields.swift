/// Where a value stands in the document; turned into text only where there is a problem to tell.
indirect enum JSONPath {
    case root
    case key(JSONPath, String)
    case index(JSONPath, Int)

    var text: String {
        switch self {
        case .root: "$"
        case .key(let parent, let key): parent.text + pathKey(key)
        case .index(let parent, let index): parent.text + "[\(index)]"
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
        return JSONFields(members: members, path: path)
    }

    /// The members of an object whose keys are free.
    func dictionary(_ problems: inout ProblemList) -> [(key: String, field: JSONField)]? {
        guard case .object(let members) = value else { return wrong("an object", &problems) }
        return members.map { ($0.key, JSONField(value: $0.value, path: .key(path, $0.key))) }
    }

    func array(_ problems: inout ProblemList) -> [JSONField]? {
        guard case .array(let elements) = value else { return wrong("an array", &problems) }
        return elements.enumerated().map { JSONField(value: $1, path: .index(path, $0)) }
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

/// The members of an object.
struct JSONFields {
    let members: [JSONMember]
    let path: JSONPath

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
    _ fields: [JSONField], _ problems: inout ProblemList, _ read: (JSONField, inout ProblemList) -> Element?
) -> [Element]? {
    var elements: [Element] = []
    elements.reserveCapacity(fields.count)
    for field in fields {
        if let element = read(field, &problems) { elements.append(element) }
    }
    return elements.count == fields.count ? elements : nil
}
