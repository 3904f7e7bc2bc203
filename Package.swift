// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "lorbeer",
    products: [
        .executable(name: "lorbeer", targets: ["LorbeerCommand"]),
        .library(name: "ScoringEngine", targets: ["ScoringEngine"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

        .target(
            name: "ScoringEngine",
            dependencies: [.product(name: "BigInt", package: "BigInt")],
            swiftSettings: strict
        ),
        .target(name: "Awards", dependencies: ["ScoringEngine", "CSodium"], swiftSettings: strict),
        .target(
            name: "Postgres",
            dependencies: [
                "CLibPQ",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Schema",
            path: "Schema",
            resources: [
                .embedInCode("Migrations"),
                .embedInCode("Views"),
                .embedInCode("Invariants"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Seeds",
            path: "Seeds",
            exclude: ["Rounds"],
            resources: [.embedInCode("Reference"), .embedInCode("Demo")],
            swiftSettings: strict
        ),
        .target(
            name: "AwardStore",
            dependencies: [
                "Awards", "ScoringEngine", "Postgres", "Schema", "Seeds", "CSodium",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "SwiftCSV", package: "SwiftCSV"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Web",
            dependencies: [
                "Awards", "AwardStore", "CQREncode", "ScoringEngine", "Postgres",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Static")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "LorbeerCommand",
            dependencies: [
                "Awards", "AwardStore", "Postgres", "ScoringEngine", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),

        .target(
            name: "TestSupport",
            dependencies: ["AwardStore", "Awards", "Postgres", "Schema", .product(name: "Logging", package: "swift-log")],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        .testTarget(name: "ScoringEngineTests", dependencies: ["ScoringEngine"], swiftSettings: strict),
        .testTarget(name: "AwardsTests", dependencies: ["Awards", "ScoringEngine"], swiftSettings: strict),
        .testTarget(
            name: "PostgresTests",
            dependencies: ["Postgres", "TestSupport", .product(name: "Logging", package: "swift-log")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "AwardStoreTests",
            dependencies: ["AwardStore", "Awards", "Postgres", "Schema", "ScoringEngine", "SourceReading", "TestSupport"],
            exclude: ["Municipalities/gv100ad-synthetic.txt"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "AwardStore", "Awards", "Postgres", "ScoringEngine", "SourceReading", "TestSupport",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: strict
        ),
        .target(name: "SourceReading", path: "Tests/SourceReading", swiftSettings: strict),
        .testTarget(name: "TidyTests", dependencies: ["SourceReading"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
