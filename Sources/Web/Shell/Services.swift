public import AwardStore
import Awards
import Hummingbird
import HTTPTypes
public import Logging
import NIOCore

/// What the web needs from outside.
public struct Services: Sendable {
    /// At nobody's door; ``store(_:)`` says at whose.
    private let entrance: Store
    public let templates: Templates
    public let logger: Logger
    /// Behind TLS the session cookie is `__Host-` and Secure; on loopback a plain development name.
    public let secureCookies: Bool
    /// How links in mails begin, for example `https://lorbeer.example.org`. Never taken from a request: whoever sends it could
    /// point the link at a server of their own.
    public let origin: String
    /// Whether the last address of `X-Forwarded-For` is the client's, because a proxy of ours wrote it.
    public let trustsProxy: Bool

    public init(store: Store, templates: Templates, logger: Logger, secureCookies: Bool, origin: String, trustsProxy: Bool = false) {
        entrance = store
        self.templates = templates
        self.logger = logger
        self.secureCookies = secureCookies
        self.origin = origin
        self.trustsProxy = trustsProxy
    }

    /// The database as the person of this request may reach it.
    func store(_ context: some PageContext) -> Store {
        entrance.at(context.door, as: context.caller)
    }

    /// Where people sign in, before anybody knows who they are.
    var gate: Store { entrance.at(.gate) }

    /// Accounts and invitations, as the person of this request may see to them from another area.
    func gate(_ context: some PageContext) -> Store {
        entrance.at(.gate, as: context.caller)
    }

    /// What everybody may read, whoever asks.
    var open: Store { entrance.at(.public) }

    /// What checks this installation's checkpoints.
    var recordKey: RecordKey { entrance.recordKey }

    var permissions: Permissions { entrance.permissions }

    /// A page in its frame.
    func page(
        _ template: String, _ content: some ViewModel, _ page: Page, context: some PageContext,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let html = try templates.render(template, Screen(frame: Frame(page, context: context), content: content))
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }
}

extension Response {
    /// After a form: the browser fetches the next page with GET, so that reloading sends nothing twice.
    static func seeOther(_ location: String) -> Response {
        Response(status: .seeOther, headers: [.location: location])
    }

    static func json(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
