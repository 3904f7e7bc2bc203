/// Something wrong in a round's rules: where, what, and what to do about it.
public struct RuleProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// Path into the round file, for example `tracks[1].populationFrom`.
    public let path: String
    /// German, one sentence or two: what is wrong and what to do.
    public let message: String

    public init(path: String, message: String) {
        self.path = path
        self.message = message
    }

    public var description: String {
        "\(path): \(message)"
    }
}
