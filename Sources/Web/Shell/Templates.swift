import Foundation
import Logging
import Mustache

/// The mustache templates, parsed once at start.
public struct Templates: Sendable {
    private let library: MustacheLibrary
    private let strict: Bool

    /// - Parameter strict: a key that no model has is an error instead of an empty text; for tests.
    /// - Throws: a parser error that names the template.
    public init(strict: Bool = false) throws {
        var library = MustacheLibrary()
        for (name, text) in Templates.sources {
            try library.register(text, named: name)
        }
        self.library = library
        self.strict = strict
    }

    func render(_ name: String, _ screen: Screen) throws -> String {
        let report = StrictReport()
        let model: any MustacheParent = strict ? StrictModel(screen, in: report) : screen
        guard let html = library.render(model, withTemplate: name) else { throw TemplateProblem(template: name, keys: []) }
        let unknown = report.unknownKeys
        guard unknown.isEmpty else { throw TemplateProblem(template: name, keys: unknown) }
        return html
    }
}

/// A template that does not exist, or keys its model lacks.
struct TemplateProblem: Error {
    let template: String
    let keys: [String]
}

/// Collects keys that were asked for and found nowhere.
final class StrictReport: @unchecked Sendable {
    private let lock = NSLock()
    private var keys: Set<String> = []

    func unknown(_ key: String) {
        _ = lock.withLock { keys.insert(key) }
    }

    var unknownKeys: [String] {
        lock.withLock { keys.sorted() }
    }
}

/// Wraps a page's outermost model. Mustache asks the innermost model first and the outermost last, so a key that not
/// even this one has is a key nobody has.
struct StrictModel: MustacheParent {
    private let wrapped: any MustacheParent
    private let report: StrictReport

    init(_ wrapped: any MustacheParent, in report: StrictReport) {
        self.wrapped = wrapped
        self.report = report
    }

    func child(named name: String) -> Any? {
        let child = wrapped.child(named: name)
        if child == nil { report.unknown(name) }
        return child
    }
}
