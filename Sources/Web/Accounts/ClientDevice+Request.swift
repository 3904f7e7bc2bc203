import AwardStore
import Foundation
import HTTPTypes
import Hummingbird

extension Services {
    /// - Parameter peer: the other end of the connection.
    func device(of request: Request, from peer: String) -> ClientDevice {
        let forwarded = trustsProxy ? request.headers[.xForwardedFor]?.split(separator: ",").last.map { String($0).trimmed } : nil
        let token = request.cookies[AccountCookie.device.name(secure: secureCookies)]?.value
        return ClientDevice(
            place: Self.prefix(of: forwarded ?? peer), token: token.flatMap { $0.utf8.count == 43 ? $0 : nil },
            words: DeviceWords.describe(request.headers[.userAgent] ?? "")
        )
    }

    /// An IPv4 address whole; of an IPv6 address the first 64 bits, which one subscriber has for themselves.
    static func prefix(of address: String) -> String {
        guard address.contains(":") else { return address }
        let halves = address.split(separator: ":", omittingEmptySubsequences: false)
        guard let gap = address.range(of: "::") else { return halves.prefix(4).joined(separator: ":") }
        let head = address[..<gap.lowerBound].split(separator: ":")
        let tail = address[gap.upperBound...].split(separator: ":")
        let whole = head + Array(repeating: "0", count: max(0, 8 - head.count - tail.count)) + tail
        return whole.prefix(4).joined(separator: ":")
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
}

/// What a browser says about itself, in as few words as a person needs to know their own device again.
enum DeviceWords {
    // In this order: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Chromium", "Chromium"), ("Safari", "Safari"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]

    static func describe(_ agent: String) -> String {
        let browser = browsers.first { agent.contains($0.0) }?.1 ?? "Unbekannter Browser"
        guard let system = systems.first(where: { agent.contains($0.0) })?.1 else { return browser }
        return "\(browser) unter \(system)"
    }
}
