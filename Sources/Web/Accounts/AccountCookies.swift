import Hummingbird

/// Cookies around signing in, each for one thing; HttpOnly, for this host and this site alone.
enum AccountCookie {
    /// A half sign-in: the password was right, the code is still to come.
    case challenge
    /// Tells a device on which somebody signed in before from a stranger's.
    case device

    func name(secure: Bool) -> String {
        switch self {
        case .challenge: secure ? "__Host-anmeldung" : "lorbeer-anmeldung"
        case .device: secure ? "__Host-geraet" : "lorbeer-geraet"
        }
    }

    private var maxAge: Int {
        switch self {
        case .challenge: 300
        case .device: 365 * 86_400
        }
    }

    func make(_ token: String, secure: Bool) -> Cookie {
        Cookie(name: name(secure: secure), value: token, maxAge: maxAge, path: "/", secure: secure, httpOnly: true, sameSite: .lax)
    }

    func expired(secure: Bool) -> Cookie {
        Cookie(name: name(secure: secure), value: "", maxAge: 0, path: "/", secure: secure, httpOnly: true, sameSite: .lax)
    }
}
