import Awards
import Foundation

/// When the acts of a demo round happen, and under which ids: always the same, so that a load that was cut off goes on
/// where it stopped, by the outcome protocol.
struct DemoSteps: Sendable {
    let round: LoadedRound
    let staff: Account.ID
    /// The database's clock when the load began; staff and jurors act then.
    let now: Date

    /// Entries are made in time, whenever the demo is loaded.
    var writing: Date { Self.writing(from: round.callOpensUTC, until: round.entryDeadlineUTC, at: now) }

    /// Now, but not before the call and at the latest a day before the deadline.
    static func writing(from opening: Date, until deadline: Date, at now: Date) -> Date {
        max(opening, min(now, deadline.addingTimeInterval(-86_400)))
    }

    func staff(at moment: Date) -> Caller { Caller(account: staff, requestedAt: moment) }

    /// The operation of one act.
    func operation(_ act: String..., by account: Account.ID) -> Operation {
        let hash = Token.sha256("lorbeer-demo/\(round.slug)/\(act.joined(separator: "/"))".utf8)
        return Operation(id: Self.identifier(hash), account: account, requestHash: hash)
    }

    /// A UUID of version 8 from the first sixteen bytes.
    private static func identifier(_ hash: [UInt8]) -> UUID {
        var bytes = Array(hash.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
