public import Foundation

/// Some acts are asked for again even where somebody is signed in: an open desk must not be enough to change who may do what,
/// or where money goes.
public enum StepUp {
    /// How long a confirmation holds, in minutes.
    public static let minutes = 10

    /// Whether the person has proved within the last ten minutes that it is them.
    /// - Parameter requestedAt: the database's clock at the beginning of the request.
    public static func holds(confirmedAt: Date, requestedAt: Date) -> Bool {
        requestedAt < confirmedAt.addingTimeInterval(TimeInterval(minutes * 60))
    }
}
