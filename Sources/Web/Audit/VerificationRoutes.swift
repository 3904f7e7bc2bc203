import AwardStore
import Awards
import HTTPTypes
import Hummingbird
import NIOCore

/// What outsiders need to check a result: the bundle, a verifier of its own, the public key and the newest checkpoint.
struct VerificationRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.get("/ergebnisse/verify.py") { _, _ in
            Response.download(String(decoding: PackageResources.verify_py, as: UTF8.self), type: "text/x-python; charset=utf-8", name: "verify.py")
        }
        router.get("/ergebnisse/schluessel.txt") { [services] _, _ in Response.text(services.recordKey.description + "\n") }
        router.get("/ergebnisse/pruefpunkt.txt", use: newest)
        router.get("/ergebnisse/{round}/bundle.json", use: bundle)
    }

    private func newest(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let note = try await services.store(context).publicCheckpoint() else { throw PageNotFound() }
        return .text(note)
    }

    private func bundle(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.text("round")
        do {
            guard let bundle = try await services.store(context).resultBundle(slug: slug) else { throw PageNotFound() }
            return .download(bundle, type: "application/json; charset=utf-8", name: "bundle.json")
        } catch is BundleMissing {
            throw PageNotFound()
        }
    }
}

extension Response {
    fileprivate static func text(_ text: String) -> Response {
        Response(status: .ok, headers: [.contentType: "text/plain; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
