/// Collects problems while a check goes on, so that a person sees all of them at once.
struct ProblemList {
    /// A document of a million wrong sheets shall not answer with a million lines.
    static let limit = 1000

    private(set) var problems: [EngineProblem] = []
    private var omitted = 0

    var isEmpty: Bool { problems.isEmpty }

    /// The path is only built where there is a problem to tell.
    mutating func add(_ path: @autoclosure () -> String, _ code: EngineProblem.Code, _ message: @autoclosure () -> String) {
        guard problems.count < Self.limit else {
            omitted += 1
            return
        }
        problems.append(EngineProblem(path: path(), code: code, message: message()))
    }

    mutating func add(_ other: EngineProblems) {
        for problem in other.problems {
            add(problem.path, problem.code, problem.message)
        }
    }

    var asError: EngineProblems {
        guard omitted > 0 else { return EngineProblems(problems) }
        let rest = EngineProblem(path: "$", code: .tooMany, message: "\(omitted) more problems are not listed")
        return EngineProblems(problems + [rest])
    }

    func throwIfAny() throws(EngineProblems) {
        if !problems.isEmpty { throw asError }
    }
}

/// A text from the input in quotation marks, on one line and not longer than a message can bear.
func quoted(_ text: String) -> String {
    let limit = 80
    let scalars = text.unicodeScalars.prefix(limit)
    let shown = String(String.UnicodeScalarView(scalars))
    return JSONWriter.string(text.unicodeScalars.count > limit ? shown + "…" : shown)
}

/// A step into an object: `.weight`, or `["Bad Säckingen"]` where the key is not a plain name.
func pathKey(_ key: String) -> String {
    let plain = key.utf8.allSatisfy { byte in
        (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39) || byte == 0x5f
    }
    return plain && !key.isEmpty ? ".\(key)" : "[\(quoted(key))]"
}
