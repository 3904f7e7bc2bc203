public import Awards
import Postgres

/// An entry and its round, held until the end of the transaction.
struct LockedEntry {
    let head: EntryHead
    let round: LoadedRound

    var window: EntryWindow { round.entryWindow }
}

/// What a transaction is going to do to an entry.
enum EntryLock {
    /// Changes the texts of a draft.
    case writing
    /// Gives it a number of the round.
    case submitting
    /// Decides on it; nobody can be assigned meanwhile.
    case deciding
}

extension LoadedRound {
    public var entryWindow: EntryWindow {
        EntryWindow(roundState: state, opens: callOpensUTC, deadline: entryDeadlineUTC)
    }
}

extension Store {
    /// Holds the round first and the entry second.
    /// - Parameter member: who has to belong to the municipality; nil for staff.
    /// - Throws: `EntryRefusal.notVisible`.
    func lockedEntry(_ id: Entry.ID, member: Account.ID?, for lock: EntryLock, in session: Session) throws -> LockedEntry {
        let roundID = try session.first("SELECT round_id FROM entry WHERE id = \(id)") { row in try row("round_id") as Round.ID }
        guard let roundID else { throw EntryRefusal.notVisible }
        if let member {
            guard permissions.mayWorkOnEntry(isMember: try session.isMember(member, ofEntry: id)) else { throw EntryRefusal.notVisible }
        }
        if lock == .submitting {
            // The counter's own lock: taken at once, so that two submissions don't both share first and then wait for each other.
            try session.execute("SELECT FROM round WHERE id = \(roundID) FOR NO KEY UPDATE")
        }
        let round = try loadRound(roundID, lock: lock == .submitting ? .none : .shared, in: session)
        switch lock {
        case .writing: try session.execute("SELECT FROM entry WHERE id = \(id) FOR NO KEY UPDATE")
        case .submitting, .deciding: try session.execute("SELECT FROM entry WHERE id = \(id) FOR UPDATE")
        }
        guard let round, let head = try session.entryHeads([id]).first else { throw EntryRefusal.notVisible }
        return LockedEntry(head: head, round: round)
    }
}
