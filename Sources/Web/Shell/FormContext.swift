import AwardStore
import Awards
import Foundation
import Hummingbird

extension PageContext {
    var form: FormFields { app.form }

    /// A path parameter as an identifier; anything that is none is a page that does not exist.
    func identifier<Subject>(_ name: String) throws -> Identifier<Subject> {
        guard let text = parameters.get(name), let id = Identifier<Subject>(text) else { throw PageNotFound() }
        return id
    }

    /// A path parameter as decoded text.
    func text(_ name: String) throws -> String {
        guard let raw = parameters.get(name), let text = raw.removingPercentEncoding else { throw PageNotFound() }
        return text
    }
}

/// There is no such page, or none that this person may know of.
struct PageNotFound: Error {}

/// What was asked for is now on another page.
struct Elsewhere: Error {
    let location: String

    init(_ location: String) {
        self.location = location
    }
}

/// A form that no page of ours has sent: without operation id or with a broken revision.
struct FormUnreadable: Error {}

extension FormFields {
    /// The operation a form carries, bound to the person and to everything the form says.
    func operation(of person: SignedIn) throws -> AwardStore.Operation {
        guard let id = UUID(uuidString: self["operation"]) else { throw FormUnreadable() }
        var content: [UInt8] = []
        for field in fields where field.name != "operation" && field.name != "csrf" {
            content.append(contentsOf: "\(field.name.utf8.count):\(field.name)=\(field.value.utf8.count):\(field.value)".utf8)
        }
        return AwardStore.Operation(id: id, account: person.account, requestHash: Token.sha256(content))
    }

    /// The revision the form was rendered from.
    func revision() throws -> Int {
        guard let revision = Int(self["revision"]), revision >= 0 else { throw FormUnreadable() }
        return revision
    }
}

/// The hidden fields every form that changes something carries: a fresh operation id, and the revision shown.
struct FormHidden: ViewModel {
    let csrf: String
    let operation: String
    let revision: Int

    init(_ context: some PageContext, revision: Int = 0) {
        csrf = context.app.csrfToken
        operation = UUID().uuidString.lowercased()
        self.revision = revision
    }

    /// The same form again after a refusal: still the operation it was.
    init(_ context: some PageContext, repeating form: FormFields, revision: Int) {
        csrf = context.app.csrfToken
        operation = UUID().uuidString.lowercased()
        self.revision = Int(form["revision"]) ?? revision
    }
}
