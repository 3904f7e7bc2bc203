public import Foundation

/// The time in which a round takes entries. Compared with the database's clock at the request's first statement.
public struct EntryWindow: Sendable, Equatable {
    public enum Phase: Sendable, Equatable {
        case beforeCall
        case open
        case afterDeadline
        case roundClosed
    }

    public let roundState: Round.State
    public let opens: Date
    /// The first moment that is too late.
    public let deadline: Date

    public init(roundState: Round.State, opens: Date, deadline: Date) {
        self.roundState = roundState
        self.opens = opens
        self.deadline = deadline
    }

    public func phase(at moment: Date) -> Phase {
        guard roundState == .open else { return .roundClosed }
        guard moment >= opens else { return .beforeCall }
        return moment < deadline ? .open : .afterDeadline
    }

    /// - Throws: `.roundNotOpen`, `.callNotOpened`, `.deadlinePassed`.
    public func require(openAt moment: Date) throws(EntryRefusal) {
        switch phase(at: moment) {
        case .open: return
        case .beforeCall: throw .callNotOpened
        case .afterDeadline: throw .deadlinePassed
        case .roundClosed: throw .roundNotOpen
        }
    }
}
