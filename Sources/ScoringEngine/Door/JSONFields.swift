/// Where a value stands, or would stand, in the document.
struct JSONPath {
    fileprivate let document: JSONDocument
    fileprivate let index: Int
    fileprivate var missing: String?

    static func key(_ parent: JSONPath, _ key: String) -> JSONPath {
        JSONPath(document: parent.document, index: parent.index, missing: key)
    }

    /// Only asked for where there is a problem to tell.
    var text: String {
        document.place(of: index) + (missing.map(pathKey) ?? "")
    }
}

/// A value in a document.
struct JSONField {
    fileprivate let document: JSONDocument
    fileprivate let index: Int

    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    var path: JSONPath { JSONPath(document: document, index: index) }

    private var word: JSONDocument.Word { document.words[index] }

    var isNull: Bool { word.kind == .null }
    var isNumber: Bool { word.kind == .number }

    /// Whether this is the string `text`, which must be ASCII.
    func isText(_ text: String) -> Bool {
        document.isText(word, text)
    }

    /// The member of an object whose other keys aren't looked at yet; nil where there is none, or no object.
    func member(_ key: String) -> JSONField? {
        word.kind == .object ? JSONFields(field: self).optional(key) : nil
    }

    /// The members by key, after noting keys that are not in `known`; nil after noting that this is no object.
    func object(known: [String], _ problems: inout ProblemList) -> JSONFields? {
        guard word.kind == .object else { return wrong("an object", &problems) }
        let fields = JSONFields(field: self)
        fields.forEach { key, value in
            if !known.contains(where: { document.isText(document.words[key], $0) }) {
                let message = "unknown key; known here: \(known.joined(separator: ", "))"
                problems.add(document.place(of: value), .unknownKey, message)
            }
        }
        return fields
    }

    /// The members of an object whose keys are free.
    func dictionary(_ problems: inout ProblemList) -> [(key: String, field: JSONField)]? {
        guard word.kind == .object else { return wrong("an object", &problems) }
        var members: [(key: String, field: JSONField)] = []
        members.reserveCapacity(word.count)
        JSONFields(field: self).forEach { key, value in
            members.append((document.text(document.words[key]), JSONField(document: document, index: value)))
        }
        return members
    }

    func array(_ problems: inout ProblemList) -> JSONElements? {
        guard word.kind == .array else { return wrong("an array", &problems) }
        return JSONElements(document: document, index: index)
    }

    func string(_ problems: inout ProblemList) -> String? {
        guard word.kind == .text || word.kind == .escapedText else { return wrong("a string", &problems) }
        return document.text(word)
    }

    /// A decimal with at most six decimals, as a number or as a string.
    func decimal(_ problems: inout ProblemList) -> FixedPoint? {
        let decimal: FixedPoint?
        switch word.kind {
        case .number, .text: decimal = FixedPoint(ascii: document.slice(word))
        case .escapedText: decimal = FixedPoint(document.text(word))
        default: return wrong("a decimal number, or one written as a string", &problems)
        }
        guard let decimal else {
            let rule = "must be a decimal with at most 6 decimals and without exponent, like 7.5"
            problems.add(path.text, .invalidNumber, "\(rule), but is \(quoted(document.text(word)))")
            return nil
        }
        return decimal
    }

    func integer(_ problems: inout ProblemList) -> Int? {
        guard word.kind == .number else { return wrong("a whole number", &problems) }
        guard let integer = Int(document.text(word)) else {
            problems.add(path.text, .invalidNumber, "must be a whole number, but is \(quoted(document.text(word)))")
            return nil
        }
        return integer
    }

    /// A finite binary64, as the nearest one to the digits in the document.
    func double(_ problems: inout ProblemList) -> Double? {
        guard word.kind == .number else { return wrong("a number", &problems) }
        guard let number = Double(document.text(word)), number.isFinite else {
            let rule = "must be a number of at most about ±1.8e308"
            problems.add(path.text, .invalidNumber, "\(rule), but is \(quoted(document.text(word)))")
            return nil
        }
        return number
    }

    func bool(_ problems: inout ProblemList) -> Bool? {
        guard word.kind == .yes || word.kind == .no else { return wrong("true or false", &problems) }
        return word.kind == .yes
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
        problems.add(path.text, .wrongType, "must be \(wanted), but is \(word.kind.name)")
        return nil
    }
}

/// The elements of an array.
struct JSONElements: Sequence {
    fileprivate let document: JSONDocument
    fileprivate let index: Int

    var count: Int { document.words[index].count }
    var isEmpty: Bool { count == 0 }
    var underestimatedCount: Int { count }

    /// - Complexity: grows with `position`; for tuples of two or three.
    subscript(position: Int) -> JSONField {
        precondition(position >= 0 && position < count, "an element that the array has")
        var index = index + 1
        for _ in 0..<position { index += document.words[index].span }
        return JSONField(document: document, index: index)
    }

    func makeIterator() -> Iterator {
        Iterator(document: document, index: index + 1, end: index + document.words[index].span)
    }

    struct Iterator: IteratorProtocol {
        fileprivate let document: JSONDocument
        fileprivate var index: Int
        fileprivate let end: Int

        mutating func next() -> JSONField? {
            guard index < end else { return nil }
            defer { index += document.words[index].span }
            return JSONField(document: document, index: index)
        }
    }
}

/// The members of an object.
struct JSONFields {
    fileprivate let field: JSONField

    /// The word numbers of each key and value.
    fileprivate func forEach(_ body: (_ key: Int, _ value: Int) -> Void) {
        let words = field.document.words
        var key = field.index + 1
        for _ in 0..<words[field.index].count {
            body(key, key + 1)
            key += 1 + words[key + 1].span
        }
    }

    func optional(_ key: String) -> JSONField? {
        let document = field.document
        var index = field.index + 1
        for _ in 0..<document.words[field.index].count {
            if document.isText(document.words[index], key) { return JSONField(document: document, index: index + 1) }
            index += 1 + document.words[index + 1].span
        }
        return nil
    }

    func required(_ key: String, _ problems: inout ProblemList) -> JSONField? {
        if let field = optional(key) { return field }
        problems.add(JSONPath.key(field.path, key).text, .missingKey, "is missing")
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
