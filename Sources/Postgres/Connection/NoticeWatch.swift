import CLibPQ

/// Listens to a connection's notices for the one that matters: a commit that did not wait for its standby.
///
/// PostgreSQL answers such a commit with success and only a notice beside it (`SyncRepWaitForLSN` in syncrep.c,
/// SQLSTATE 01000 after a cancellation, 57P01 at shutdown), but the commit may vanish in a failover.
final class NoticeWatch {
    private(set) var sawUnreplicatedCommit = false

    func reset() {
        sawUnreplicatedCommit = false
    }

    /// `watch` must outlive `connection`.
    static func install(_ watch: NoticeWatch, on connection: OpaquePointer) {
        PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context, let result else { return }
                Unmanaged<NoticeWatch>.fromOpaque(context).takeUnretainedValue().receive(result)
            },
            Unmanaged.passUnretained(watch).toOpaque()
        )
    }

    private func receive(_ result: OpaquePointer) {
        func field(_ code: Character) -> String? {
            guard let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else { return nil }
            return String(cString: text)
        }
        guard field("C") == "01000" || field("C") == "57P01" else { return }
        // The function's name is not translated; the message is the fallback where a server hides it.
        if field("R") == "SyncRepWaitForLSN" || field("M")?.contains("synchronous replication") == true {
            sawUnreplicatedCommit = true
        }
    }
}
