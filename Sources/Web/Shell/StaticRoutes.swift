import AwardStore
import HTTPTypes
import Hummingbird
import NIOCore

/// Style sheet, script and mark, from the binary.
struct StaticRoutes {
    private struct File {
        let type: String
        let bytes: [UInt8]
        let tag: String

        init(_ type: String, _ bytes: [UInt8]) {
            self.type = type
            self.bytes = bytes
            tag = "\"" + Token.sha256(bytes).prefix(12).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() + "\""
        }
    }

    private static let files: [String: File] = [
        "lorbeer.css": File("text/css; charset=utf-8", PackageResources.lorbeer_css),
        "lorbeer.js": File("text/javascript; charset=utf-8", PackageResources.lorbeer_js),
        "laurel.svg": File("image/svg+xml", PackageResources.laurel_svg),
    ]

    static func add(to router: some RouterMethods<AppContext>) {
        router.get("/static/{file}") { request, context in
            guard let file = files[try context.text("file")] else { throw PageNotFound() }
            let headers: HTTPFields = [.contentType: file.type, .eTag: file.tag, .cacheControl: "public, max-age=300"]
            if request.headers[.ifNoneMatch] == file.tag { return Response(status: .notModified, headers: headers) }
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
        }
        router.get("/favicon.ico") { _, _ in Response(status: .movedPermanently, headers: [.location: "/static/laurel.svg"]) }
    }
}
