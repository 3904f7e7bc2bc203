import Hummingbird
import SourceReading
import Testing

@testable import Web

@Suite("Templates and view models belong together")
struct TemplateTests {
    private static let files = SourceTree.files(in: "Sources/Web/Templates", ending: ".mustache")
    private static let sources = SourceTree.swift(in: "Sources/Web")

    @Test("the list of templates is the folder, in order, with its texts")
    func complete() {
        let listed = Templates.sources.map { [$0.name, $0.text] }
        #expect(listed == Self.files.map { [String($0.name.dropLast(".mustache".count)), $0.text] }.sorted { $0[0] < $1[0] })
        #expect(listed.count > 20)
    }

    @Test("every key a template asks for is a stored property of some view model")
    func asked() {
        let properties = Set(Self.sources.flatMap(TemplateKeys.properties).map(\.name))
        let answered = properties.union(Self.sources.flatMap(TemplateKeys.answered))
        for file in Self.files {
            #expect(TemplateKeys.keys(in: file.text).subtracting(answered).sorted() == [], "\(file.name)")
        }
    }

    @Test("every stored property of a view model is asked for by some template")
    func used() {
        let keys = Self.files.reduce(into: Set<String>()) { $0.formUnion(TemplateKeys.keys(in: $1.text)) }
        let unused = Set(Self.sources.flatMap(TemplateKeys.properties)).filter { !keys.contains($0.name) }
        #expect(unused.map { "\($0.model).\($0.name)" }.sorted() == [])
    }

    @Test("every template is rendered by a handler or included by another")
    func rendered() {
        let named = Set(Self.sources.filter { !$0.path.hasSuffix("TemplateSources.swift") }.flatMap(\.literals).map(\.plain))
        let included = Self.files.reduce(into: Set<String>()) { $0.formUnion(TemplateKeys.partials(in: $1.text)) }
        #expect(Templates.sources.map(\.name).filter { !named.contains($0) && !included.contains($0) } == [])
    }

    @Test("every included template exists: mustache renders a missing one as nothing")
    func included() {
        let names = Set(Templates.sources.map(\.name))
        for file in Self.files {
            #expect(TemplateKeys.partials(in: file.text).subtracting(names).sorted() == [], "\(file.name)")
        }
    }

    @Test("keys are read from every kind of tag")
    func keys() {
        let template = "{{<layout}}{{$content}}{{a}} {{#b}}{{.}}{{/b}}{{^empty(c)}}{{> part}}{{{d}}}{{/empty(c)}}{{! no}}{{#first()}}x{{/first()}}{{/content}}{{/layout}}"
        #expect(TemplateKeys.keys(in: template) == ["a", "b", "c", "d"])
        #expect(TemplateKeys.partials(in: template) == ["layout", "part"])
    }

    @Test("stored properties are read, others are not")
    func properties() {
        let source = SwiftSource(
            """
            struct Row: ViewModel, Equatable {
                struct Cell: ViewModel { let text: String }
                static let limit = 3
                let cells: [Cell]
                var note: String?
                private let rows: [Int]
                var computed: String { note ?? "" }
                init() { let local = 1 }
            }
            struct Other { let name: String }
            """)
        #expect(TemplateKeys.properties(in: source).map { "\($0.model).\($0.name)" }.sorted() == ["Cell.text", "Row.cells", "Row.note"])
    }

    @Test("keys answered by hand are read")
    func answered() {
        let source = SwiftSource(
            """
            extension Row {
                func child(named name: String) -> Any? {
                    switch name {
                    case "cells", "rows": shown(cells)
                    default: nil
                    }
                }
            }
            """)
        #expect(TemplateKeys.answered(in: source) == ["cells", "rows"])
        #expect(TemplateKeys.answered(in: SwiftSource("switch a { case \"b\": 1 }")) == [])
    }
}
