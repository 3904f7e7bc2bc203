import CLibPQ

/// Asks the server to stop what a connection is doing.
///
/// Sendable because libpq allows `PQcancel` from any thread: the handle is a copy of the connection's address.
final class CancelHandle: @unchecked Sendable {
    private let handle: OpaquePointer

    init?(connection: OpaquePointer) {
        guard let handle = PQgetCancel(connection) else { return nil }
        self.handle = handle
    }

    deinit {
        PQfreeCancel(handle)
    }

    /// Returns after the server took note. There is no answer worth having: the statement itself says how it ended.
    func requestCancellation() {
        var reason = [CChar](repeating: 0, count: 256)
        _ = PQcancel(handle, &reason, Int32(reason.count))
    }
}
