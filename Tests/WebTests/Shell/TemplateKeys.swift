import SourceReading

/// The keys templates ask for, and those view models have: both read from the sources, because a key that no test
/// renders would otherwise stay unseen.
enum TemplateKeys {
    /// The keys of `{{key}}`, `{{#key}}`, `{{^empty(key)}}` and the like.
    static func keys(in template: String) -> Set<String> {
        Set(
            template.matches(of: /\{\{([^{}]*)\}\}/).compactMap { match in
                let tag = match.1.drop { $0 == " " }
                guard let first = tag.first, !"/$<>!=%".contains(first) else { return nil }
                var key = "#^&".contains(first) ? tag.dropFirst() : tag
                while let opening = key.firstIndex(of: "(") { key = key[key.index(after: opening)...] }
                let name = String(key.filter { $0 != ")" && $0 != " " })
                return name.isEmpty || name == "." ? nil : name
            })
    }

    /// The templates a template includes or extends.
    static func partials(in template: String) -> Set<String> {
        Set(template.matches(of: /\{\{[><] ?([a-z-]+) ?\}\}/).map { String($0.1) })
    }

    struct Property: Hashable {
        let model: String
        let name: String
    }

    /// The stored properties of every view model of a file, and the keys a hand-written `child(named:)` answers.
    static func properties(in source: SwiftSource) -> Set<Property> {
        Set(models(in: source).flatMap { model in
            stored(in: source, from: model.opening).map { Property(model: model.name, name: $0) }
        })
    }

    /// The keys of `case "key":` where a file writes `child(named:)` by hand.
    static func answered(in source: SwiftSource) -> Set<String> {
        guard !source.offsets(of: "child(named").isEmpty else { return [] }
        return Set(source.literals.filter { source.isCase(at: $0.offset) }.map(\.plain))
    }

    private static func models(in source: SwiftSource) -> [(name: String, opening: Int)] {
        source.offsets(of: "struct").compactMap { offset in
            guard let opening = source.code[offset...].firstIndex(of: UInt8(ascii: "{")) else { return nil }
            let head = source.text(offset + 6..<opening).split(separator: ":", maxSplits: 1)
            guard head.count == 2, head[1].split(whereSeparator: { !$0.isLetter }).contains("ViewModel") else { return nil }
            return (head[0].filter { $0 != " " }, opening)
        }
    }

    /// Stored properties directly inside the braces that open at `opening`.
    private static func stored(in source: SwiftSource, from opening: Int) -> [String] {
        let end = source.closing(opening)
        var names: [String] = []
        var at = opening + 1
        while at < end {
            let line = source.code[at..<end].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "{") }
            if let name = storedName(String(decoding: line, as: UTF8.self)), source.code[line.endIndex] != UInt8(ascii: "{") { names.append(name) }
            at = line.endIndex
            at = source.code[at] == UInt8(ascii: "{") ? source.closing(at) + 1 : at + 1
        }
        return names
    }

    private static func storedName(_ line: String) -> String? {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(where: { $0 == "let" || $0 == "var" }), words.count > keyword + 1,
            !words[..<keyword].contains("static"), !words[..<keyword].contains("private")
        else { return nil }
        return String(words[keyword + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
}

extension SwiftSource {
    fileprivate func isCase(at offset: Int) -> Bool {
        let line = code[..<offset].reversed().prefix { $0 != UInt8(ascii: "\n") }.reversed()
        return String(decoding: line, as: UTF8.self).split(separator: " ").first == "case"
    }
}
