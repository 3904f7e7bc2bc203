import AwardStore
import HTTPTypes
import Hummingbird
import NIOCore

/// The form came from another site, or without the token of this session.
struct ForgedForm: Error {}

/// The form is larger than any page of ours sends.
struct FormTooLarge: Error {}

/// The body is no form.
struct FormUnsupported: Error {}

/// The client sent its form too slowly.
struct FormTooSlow: Error {}

/// Runs the work, but not for longer than allowed: an idle timeout alone lets a client that sends a byte a second live.
func withDeadline<Value: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw FormTooSlow()
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw CancellationError() }
        return value
    }
}

/// Reads the form of every request that may change something and refuses what another site has sent.
///
/// A browser names the origin of a form in `Sec-Fetch-Site` or `Origin`; where it does, it has to be ours. The token of
/// the session (for the public, of the visit) has to be in the form in any case.
struct FormMiddleware: RouterMiddleware {
    typealias Context = AppContext

    static let maximumBytes = 1024 * 1024

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get, request.method != .head else { return try await next(request, context) }
        try refuseOtherSites(request)
        var context = context
        context.form = try await form(of: request)
        if context.signedIn == nil, SignInLost.concerns(request) { throw SignInLost(path: context.path, form: context.form) }
        guard Token.matches(context.form["csrf"], context.csrfToken) else { throw ForgedForm() }
        return try await next(request, context)
    }

    private func refuseOtherSites(_ request: Request) throws {
        if let site = request.headers[.secFetchSite] {
            guard site == "same-origin" else { throw ForgedForm() }
        } else if let origin = request.headers[.origin] {
            guard let host = request.head.authority, origin.hasSuffix("://" + host) else { throw ForgedForm() }
        }
    }

    private func form(of request: Request) async throws -> FormFields {
        if let type = request.headers[.contentType], !type.lowercased().hasPrefix("application/x-www-form-urlencoded") {
            throw FormUnsupported()
        }
        let body = request.body
        let bytes = try await withDeadline(.seconds(30)) {
            do {
                return try await body.collect(upTo: Self.maximumBytes)
            } catch is NIOTooManyBytesError {
                throw FormTooLarge()
            }
        }
        guard let form = FormFields(urlEncoded: bytes.readableBytesView) else { throw FormUnreadable() }
        return form
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
