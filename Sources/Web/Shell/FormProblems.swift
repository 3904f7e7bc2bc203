/// What is wrong with a form, by field, in the form's order. All problems at once.
struct FormProblems: Error, Sendable, Equatable {
    struct Problem: Sendable, Equatable {
        let field: String
        let message: String
    }

    private(set) var problems: [Problem] = []

    init() {}

    /// One problem and no other.
    init(_ field: String, _ message: String) {
        add(field, message)
    }

    var isEmpty: Bool { problems.isEmpty }

    mutating func add(_ field: String, _ message: String) {
        problems.append(Problem(field: field, message: message))
    }

    /// The message at a field, or nil.
    subscript(_ field: String) -> String? {
        problems.first { $0.field == field }?.message
    }
}

/// One line of the list at the head of a page whose form was not accepted. Links to the element whose id is the
/// field's name.
struct ErrorItem: ViewModel {
    let href: String
    let message: String
}

extension FormProblems {
    /// The `errors` of a page; empty where there is nothing to say.
    var items: [ErrorItem] {
        problems.map { ErrorItem(href: "#" + $0.field, message: $0.message) }
    }
}
