public import Awards
public import Foundation

/// Who asks, and when the request began by the database's clock: deadlines are judged by that moment and no other.
public struct Caller: Sendable, Equatable {
    public let account: Account.ID
    public let requestedAt: Date

    public init(account: Account.ID, requestedAt: Date) {
        self.account = account
        self.requestedAt = requestedAt
    }
}
