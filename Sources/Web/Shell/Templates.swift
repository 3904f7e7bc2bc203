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
        let model: any MustacheParent = strict ? StrictModel(screen, in: report, isRoot: true) : screen
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

/// Wraps a model so that a key unknown even to the outermost one is reported. Mustache asks the innermost model first
/// and the root last.
struct StrictModel: MustacheParent {
    private let wrapped: any MustacheParent
    private let report: StrictReport
    private let isRoot: Bool

    init(_ wrapped: any MustacheParent, in report: StrictReport, isRoot: Bool) {
        self.wrapped = wrapped
        self.report = report
        self.isRoot = isRoot
    }

    func child(named name: String) -> Any? {
        guard let child = wrapped.child(named: name) else {
            if isRoot { report.unknown(name) }
            return nil
        }
        return wrap(child)
    }

    private func wrap(_ value: Any) -> Any {
        if let model = value as? any ViewModel { return StrictModel(model, in: report, isRoot: false) }
        if let list = value as? [any ViewModel] { return list.map { StrictModel($0, in: report, isRoot: false) } }
        return value
    }
}
