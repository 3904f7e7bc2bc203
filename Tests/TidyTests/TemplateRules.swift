import Foundation
import SourceReading

/// What the content security policy, the data protection promise and swift-mustache demand of templates and static files.
enum TemplateRules {
    private static let banned: [(text: String, reason: String)] = [
        (" style=", "inline styles are refused by the content security policy"),
        ("<style", "inline styles are refused by the content security policy"),
        ("<script>", "inline scripts are refused by the content security policy"),
        ("javascript:", "inline scripts are refused by the content security policy"),
        ("{{{", "text is shown escaped, always"),
        ("{{&", "text is shown escaped, always"),
        ("http://", "no other host is ever contacted"),
        ("https://", "no other host is ever contacted"),
        ("=\"//", "no other host is ever contacted"),
        ("url(//", "no other host is ever contacted"),
        ("@import", "one style sheet, from this host"),
    ]
    private static let names = ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"]

    static func violations(in file: SourceFile) -> [String] {
        var found = file.lines.enumerated().flatMap { index, line in
            problems(in: String(line), ofTemplate: file.path.hasSuffix(".mustache")).map { "\(file.path):\(index + 1) \($0)" }
        }
        if file.path.hasSuffix(".mustache") { found += forms(in: file) }
        return found
    }

    private static func problems(in line: String, ofTemplate: Bool) -> [String] {
        let text = names.reduce(line.lowercased()) { $0.replacing($1, with: "") }
        var found = banned.filter { text.contains($0.text) }.map { "\($0.text): \($0.reason)" }
        guard ofTemplate else { return found }
        if text.contains(/\son[a-z]+\s*=/) { found.append("an event attribute: inline scripts are refused by the content security policy") }
        if text.contains(/^\s+\{\{>/) { found.append("an indented partial: its indentation would enter the text of form fields") }
        return found
    }

    /// Every form that changes something carries the session's token.
    private static func forms(in file: SourceFile) -> [String] {
        file.text.components(separatedBy: "<form").dropFirst().enumerated().compactMap { index, rest in
            let form = rest.components(separatedBy: "</form>")[0]
            guard form.prefix(while: { $0 != ">" }).contains("method=\"post\"") else { return nil }
            return form.contains("{{> form-hidden}}") || form.contains("name=\"csrf\"")
                ? nil : "\(file.path) form \(index + 1) carries no token; add {{> form-hidden}}"
        }
    }
}
