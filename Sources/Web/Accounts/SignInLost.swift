import Hummingbird

/// A form arrived after its session had ended. Its text is kept: the person signs in again and sends it on.
struct SignInLost: Error {
    let path: String
    let form: FormFields

    /// Forms of the public (signing in itself) need no session.
    static func concerns(_ request: Request) -> Bool {
        let path = request.uri.path
        return path != "/abmelden" && !["/anmelden", "/einladung/", "/passwort-vergessen", "/passwort-neu/"].contains { path.hasPrefix($0) }
    }
}
