import AwardStore
import HTTPTypes
import Hummingbird

/// Finds out who asks. Static files and health checks are not asked for.
struct SessionMiddleware: RouterMiddleware {
    typealias Context = AppContext

    let services: Services

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard !Self.anonymous(request.uri.path) else { return try await next(request, context) }
        var context = context
        context.path = request.uri.string
        context.permissions = services.permissions
        let cookies = request.cookies
        let name = SessionCookie.name(secure: services.secureCookies)
        if let token = cookies[name]?.value, token.utf8.count <= 128 {
            context.signedIn = try await services.gate.signedIn(token: token)
            context.sessionToken = context.signedIn == nil ? nil : token
        }
        context.device = services.device(of: request, from: context.peer)
        let visit = VisitCookie.name(secure: services.secureCookies)
        let known = cookies[visit]?.value
        context.visitToken = known.flatMap { $0.utf8.count == 43 ? $0 : nil } ?? Token.random()
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = try ErrorPages(services: services).response(to: error, context: context)
        }
        if context.signedIn == nil, known != context.visitToken, response.showsSignIn {
            response.setCookie(VisitCookie.make(context.visitToken, secure: services.secureCookies))
        }
        return response
    }

    private static func anonymous(_ path: String) -> Bool {
        path.hasPrefix("/static/") || path == "/healthz" || path == "/readyz"
    }
}

extension Response {
    /// The visit cookie is set only where an anonymous form needs it.
    fileprivate var showsSignIn: Bool { headers[.signInShown] != nil }
}

extension HTTPField.Name {
    /// Set on pages with a form for the public; harmless to send.
    static let signInShown = HTTPField.Name("Lorbeer-Sign-In")!
}

enum SessionCookie {
    static func name(secure: Bool) -> String {
        secure ? "__Host-lorbeer" : "lorbeer-entwicklung"
    }

    static func make(_ token: String, secure: Bool) -> Cookie {
        Cookie(name: name(secure: secure), value: token, path: "/", secure: secure, httpOnly: true, sameSite: .lax)
    }

    static func expired(secure: Bool) -> Cookie {
        Cookie(name: name(secure: secure), value: "", maxAge: 0, path: "/", secure: secure, httpOnly: true, sameSite: .lax)
    }
}

/// Ties an anonymous form to the browser it was rendered for.
enum VisitCookie {
    static func name(secure: Bool) -> String {
        secure ? "__Host-besuch" : "lorbeer-besuch"
    }

    static func make(_ token: String, secure: Bool) -> Cookie {
        Cookie(name: name(secure: secure), value: token, path: "/", secure: secure, httpOnly: true, sameSite: .lax)
    }
}
