/// What `NOTIFY` sent, or the word that listening (again) began.
public struct Notification: Sendable, Hashable {
    public let channel: String
    /// Empty for a start.
    public let payload: String
    /// Listening began here. What was sent before, while no connection stood, is lost: load again what depends on it.
    public let isStart: Bool
}
