import SourceReading

/// Who may call what is decided by where a route is registered: a group whose context throws for anyone else.
enum RouteRules {
    static let contexts: [(prefix: String, contexts: [String])] = [
        ("/bewerbungen", ["ApplicantContext"]),
        ("/jury/vorsitz", ["ChairContext"]),
        ("/jury", ["JurorContext"]),
        ("/kommune", ["ApplicantContext"]),
        ("/konto/bestaetigen", ["EnrolmentContext"]),
        ("/konto/zweiter-faktor", ["EnrolmentContext"]),
        ("/konto", ["PersonContext"]),
        ("/verwaltung/konten", ["AccountsContext"]),
        ("/verwaltung/postausgang", ["AccountsContext"]),
        ("/verwaltung", ["StaffContext", "OfficialContext"]),
    ]
    /// Groups of people who read and change nothing.
    private static let readers = ["OfficialContext"]
    private static let verbs: Set<String> = ["get", "post", "put", "patch", "delete", "head", "on", "group"]

    static func violations(in source: SwiftSource) -> [String] {
        source.literals.compactMap { literal in
            guard let rule = contexts.first(where: { literal.plain == $0.prefix || literal.plain.hasPrefix($0.prefix + "/") }),
                let call = Call(in: source, firstArgument: literal.offset), verbs.contains(call.name)
            else { return nil }
            let found = context(of: call, in: source)
            let changes = call.name != "get" && call.name != "head" && call.name != "group"
            guard !rule.contexts.contains(found ?? "") || changes && readers.contains(found ?? "") else { return nil }
            return "\(source.path):\(source.line(at: literal.offset)) \(literal.plain) is registered with \(found ?? "no context"), "
                + "not \(rule.contexts.joined(separator: " or "))"
        }
    }

    /// A call `receiver.name(…)`, found from its opening parenthesis.
    private struct Call {
        let name: String
        /// The offset of the dot before the name.
        let dot: Int
        let arguments: String

        init?(in source: SwiftSource, firstArgument offset: Int) {
            let code = source.code
            guard let opening = code[..<offset].lastIndex(where: { !$0.isBlank }), code[opening] == UInt8(ascii: "(") else { return nil }
            self.init(in: source, opening: opening)
        }

        init?(in source: SwiftSource, opening: Int) {
            let code = source.code
            guard opening > 0, let dot = code[..<opening].lastIndex(where: { !$0.isNamePart }), code[dot] == UInt8(ascii: ".") else { return nil }
            name = source.text(dot + 1..<opening)
            self.dot = dot
            arguments = source.text(opening..<source.closing(opening))
        }
    }

    /// The context type of the group a call registers in: in the chain of calls before it, or where its receiver is made.
    private static func context(of call: Call, in source: SwiftSource) -> String? {
        if let context = contextType(in: call.arguments) { return context }
        guard let end = source.code[..<call.dot].lastIndex(where: { !$0.isBlank }) else { return nil }
        if source.code[end] == UInt8(ascii: ")") {
            let opening = source.opening(end)
            guard opening > 0, let before = Call(in: source, opening: opening) else { return nil }
            return context(of: before, in: source)
        }
        let start = (source.code[...end].lastIndex { !$0.isNamePart } ?? -1) + 1
        return declaredContext(of: source.text(start..<end + 1), before: start, in: source)
    }

    /// From `let staff = router.group(context: StaffContext.self)` or `_ staff: RouterGroup<StaffContext>`.
    private static func declaredContext(of name: String, before offset: Int, in source: SwiftSource) -> String? {
        let made = source.offsets(of: "let \(name) =") + source.offsets(of: "\(name):")
        guard let last = made.filter({ $0 < offset }).max() else { return nil }
        let line = source.code[last...].prefix { $0 != UInt8(ascii: "\n") }
        return contextType(in: String(decoding: line, as: UTF8.self))
    }

    private static func contextType(in text: String) -> String? {
        contexts.lazy.flatMap(\.contexts).first { text.contains("\($0).self") || text.contains("<\($0)>") }
    }

    /// Route structs that nobody adds to the router.
    static func unregistered(in sources: [SwiftSource], application: SwiftSource) -> [String] {
        let added = application.text(0..<application.code.count)
        return sources.flatMap { source in
            source.offsets(of: "struct").compactMap { offset -> String? in
                let name = String(decoding: source.code[(offset + 7)...].prefix { $0.isNamePart }, as: UTF8.self)
                guard name.hasSuffix("Routes"), !added.contains("\(name)(") && !added.contains("\(name).add") else { return nil }
                return "\(source.path): \(name) is not in WebApplication"
            }
        }
    }
}
