#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Wakes a thread that waits for a socket.
final class WakePipe: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
            }
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        if readEnd >= 0 { close(readEnd) }
        if writeEnd >= 0 { close(writeEnd) }
    }

    func ring() {
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    /// Returns when the pipe was rung, `descriptor` is readable or the time is over; -1 is without limit.
    func wait(besides descriptor: Int32?, milliseconds: Int32) {
        var descriptors = [
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        // Without a pipe (no descriptor was left) the waits must end by themselves; poll ignores a descriptor of -1.
        _ = poll(&descriptors, 2, readEnd < 0 && milliseconds < 0 ? 1000 : milliseconds)
    }
}
