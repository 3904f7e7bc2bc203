/// Lets a few tests at a time have databases. Tests run all at once, and a server has only a hundred connections.
actor TestPlaces {
    static let shared = TestPlaces(10)
    /// A test that has a place may take a second database without queueing behind those who wait for it.
    @TaskLocal private static var hasPlace = false

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private init(_ places: Int) {
        free = places
    }

    nonisolated func withPlace<Result>(_ body: () async throws -> Result) async throws -> Result {
        if Self.hasPlace { return try await body() }
        await enter()
        do {
            let result = try await Self.$hasPlace.withValue(true) { try await body() }
            await leave()
            return result
        } catch {
            await leave()
            throw error
        }
    }

    private func enter() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Hands the place to the one who waits longest.
    private func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
