/// One thing that is wrong with an input, said so that a person can act on it.
public struct EngineProblem: Sendable, Hashable, CustomStringConvertible {
    /// What kind of problem it is, for programs; the message is for people.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case malformedJSON, unknownOperation, unsupported
        case wrongType, missingKey, unknownKey, invalidNumber, unknownValue
        case invalidText, duplicate, empty, tooMany, outOfRange, wrongCount
        case notPositive, emptyScale, stepDoesNotFit, offScale
        case unknownCriterion, missingCriterion, notApplicableRefused
        case trimTooLarge, missingLotSeed, unknownSheet, disconnected
        case risingLadder, aboveBudget, setCentsMismatch, missingReason, notUsed
        case belowMinimum, aboveMaximum, severalPrizes
        case unequalRows
        case infeasible
    }

    /// Where in the JSON document, for example `$.rubric.criteria[1].weight`. The Swift values have the same shape
    /// and order as the document, so the path fits them too.
    public let path: String
    public let code: Code
    /// One line of English.
    public let message: String

    public init(path: String, code: Code, message: String) {
        self.path = path
        self.code = code
        self.message = message
    }

    /// `$.rubric.criteria[1].weight: must be more than 0, but is 0`.
    public var description: String {
        "\(path): \(message)"
    }
}

/// Everything a check found wrong, in the order of the document; at least one problem.
public struct EngineProblems: Error, Sendable, Hashable, CustomStringConvertible {
    public let problems: [EngineProblem]

    public init(_ problems: [EngineProblem]) {
        self.problems = problems
    }

    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
