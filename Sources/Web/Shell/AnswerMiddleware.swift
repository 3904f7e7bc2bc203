import AwardStore
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The outermost layer: whatever happens inside, an answer leaves with the security headers.
struct AnswerMiddleware: RouterMiddleware {
    typealias Context = AppContext

    let services: Services

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = answer(to: error, request: request, context: context)
        }
        for (name, value) in Self.headers { response.headers[name] = value }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        if services.secureCookies { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        response.headers[.signInShown] = nil
        return response
    }

    private func answer(to error: any Error, request: Request, context: AppContext) -> Response {
        var context = context
        context.path = request.uri.string
        do {
            return try ErrorPages(services: services).response(to: error, context: context)
        } catch {
            context.logger.error("error page failed")
            return Response(
                status: .internalServerError, headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: "Das hat nicht funktioniert. Bitte versuchen Sie es noch einmal."))
            )
        }
    }

    private static let headers: [(HTTPField.Name, String)] = [
        (
            .contentSecurityPolicy,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'"
        ),
        (.xContentTypeOptions, "nosniff"),
        (HTTPField.Name("Referrer-Policy")!, "same-origin"),
        (HTTPField.Name("Cross-Origin-Opener-Policy")!, "same-origin"),
        (HTTPField.Name("Cross-Origin-Resource-Policy")!, "same-origin"),
        (HTTPField.Name("Permissions-Policy")!, "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        (HTTPField.Name("X-Frame-Options")!, "DENY"),
    ]
}
