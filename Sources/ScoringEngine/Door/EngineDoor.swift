/// The engine's public door: one JSON document in, one out. The same bytes in give the same bytes out, on every machine.
public enum EngineDoor {
    public enum Answer: Sendable, Hashable {
        /// One JSON document and a line feed.
        case output([UInt8])
        /// One line for each problem, `$.path: message`.
        case refused(lines: [String])
        /// The input is in order but asks for what no answer can meet; one line for each reason a person can act on.
        case infeasible(lines: [String])
    }

    /// The operations there are.
    public static let operations = ["rank", "severity", "reliability", "uncertainty", "ordinal", "assign", "apportion", "allocate"]

    /// Runs one operation of the engine.
    public static func run(operation: String, input: [UInt8]) -> Answer {
        do throws(EngineProblems) {
            let output = try answer(operation, input)
            return .output(JSONWriter.line(output))
        } catch {
            let lines = error.problems.map(\.description)
            return error.problems.allSatisfy { $0.code == .infeasible } ? .infeasible(lines: lines) : .refused(lines: lines)
        }
    }

    /// - Throws: ``EngineProblems``; where a problem's code is ``EngineProblem/Code/infeasible`` all of them are.
    private static func answer(_ operation: String, _ input: [UInt8]) throws(EngineProblems) -> JSONValue {
        switch operation {
        case "rank": return try RankDoor.run(JSONReader.read(input))
        case "severity": return try SeverityDoor.run(JSONReader.read(input))
        case "reliability": return try ReliabilityDoor.run(JSONReader.read(input))
        case "uncertainty": return try UncertaintyDoor.run(JSONReader.read(input))
        case "ordinal": return try OrdinalDoor.run(JSONReader.read(input))
        case "assign": return try AssignDoor.run(JSONReader.read(input))
        case "apportion": return try ApportionDoor.run(JSONReader.read(input))
        case "allocate": return try AllocateDoor.run(JSONReader.read(input))
        default:
            let message = "unknown operation \(quoted(operation)); known: \(operations.joined(separator: ", "))"
            throw EngineProblems([EngineProblem(path: "$", code: .unknownOperation, message: message)])
        }
    }

    /// Runs an operation on what was decoded. Where the decoding found problems the operation's own checks still run, if
    /// enough was readable, so that one answer tells all.
    static func perform<Input, Output>(
        _ input: Input?, _ decoding: ProblemList, _ operation: (Input) throws(EngineProblems) -> Output
    ) throws(EngineProblems) -> Output {
        guard let input else { throw decoding.asError }
        guard !decoding.isEmpty else { return try operation(input) }
        var problems = decoding
        do throws(EngineProblems) {
            _ = try operation(input)
        } catch {
            problems.add(error)
        }
        throw problems.asError
    }
}
