/// From where and with what a request comes.
public struct ClientDevice: Sendable {
    /// The IP address, IPv6 by its first 64 bits: what one subscriber has.
    public let place: String
    /// What the device was given when somebody signed in on it before.
    public let token: String?
    /// In coarse words, for the list of sign-ins: "Firefox unter Linux".
    public let words: String

    public init(place: String, token: String?, words: String) {
        self.place = place
        self.token = token
        self.words = words
    }
}
