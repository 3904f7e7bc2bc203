import SourceReading

/// Something the compiler allows and we don't, and what to write instead.
struct BannedCall {
    let text: String
    let instead: String
    /// Path prefixes it is banned under.
    var places = ["Sources/", "Schema/", "Tests/"]
    /// Path prefixes where it is right, with the reason.
    var allowed: [String: String] = [:]

    /// Where binary64 is right.
    private static let statistics = [
        "Sources/ScoringEngine/Door/", "Sources/ScoringEngine/Numerics/", "Sources/ScoringEngine/Severity/",
        "Sources/ScoringEngine/Reliability/", "Sources/ScoringEngine/Uncertainty/", "Sources/ScoringEngine/Assignment/",
        "Sources/ScoringEngine/Ranking/CorrectedScores", "Sources/AwardStore/Analysis/", "Sources/Web/Analysis/",
    ]

    static let all = [
        BannedCall(text: "try!", instead: "throw, or #require in a test"),
        BannedCall(text: "as!", instead: "as? with a refusal, or a type that needs no cast"),
        BannedCall(text: "fatalError", instead: "an error, or precondition with a sentence for a programmer's mistake"),
        BannedCall(
            text: "print", instead: "the logger",
            allowed: ["Sources/LorbeerCommand/": "a command answers on standard output"]
        ),
        BannedCall(text: "debugPrint", instead: "the logger"),
        BannedCall(text: "NSLog", instead: "the logger"),
        BannedCall(text: "Date()", instead: "caller.requestedAt: deadlines are judged by the database's clock"),
        BannedCall(text: "Date.now", instead: "caller.requestedAt: deadlines are judged by the database's clock"),
        BannedCall(text: "Locale.current", instead: "a fixed locale: the same input gives the same bytes", places: ["Sources/"]),
        BannedCall(text: "TimeZone.current", instead: "the round's time zone", places: ["Sources/"]),
        BannedCall(text: "Calendar.current", instead: "a calendar with the round's time zone", places: ["Sources/"]),
        BannedCall(
            text: "Double", instead: "FixedPoint, Decimal or integer cents",
            places: ["Sources/ScoringEngine/", "Sources/Awards/", "Sources/AwardStore/", "Sources/Web/"],
            allowed: Dictionary(uniqueKeysWithValues: statistics.map { ($0, "statistics, which advise and never pay") })
        ),
        BannedCall(
            text: "Float", instead: "FixedPoint, Decimal or integer cents",
            places: ["Sources/ScoringEngine/", "Sources/Awards/", "Sources/AwardStore/", "Sources/Web/"]
        ),
        BannedCall(
            text: "SystemRandomNumberGenerator", instead: "a seeded generator",
            places: ["Sources/ScoringEngine/", "Sources/Awards/"]
        ),
        BannedCall(text: ".random", instead: "a seeded generator", places: ["Sources/ScoringEngine/", "Sources/Awards/"]),
        BannedCall(text: ".shuffled()", instead: "a seeded generator", places: ["Sources/ScoringEngine/", "Sources/Awards/"]),
        BannedCall(text: "hashValue", instead: "a comparison: hashes differ from run to run", places: ["Sources/"]),
        BannedCall(
            text: "sleep", instead: "waiting for the event itself", places: ["Tests/"],
            allowed: [
                "Tests/PostgresTests/": "time limits of the pool and the cluster are what is tested",
                "Tests/TestSupport/": "waits for the throw-away cluster",
            ]
        ),
    ]

    static func violations(in source: SwiftSource) -> [String] {
        all.filter { call in
            call.places.contains { source.path.hasPrefix($0) } && !call.allowed.keys.contains { source.path.hasPrefix($0) }
        }.flatMap { call in
            source.offsets(of: call.text).map { "\(source.path):\(source.line(at: $0)) \(call.text): write \(call.instead)" }
        }
    }
}
