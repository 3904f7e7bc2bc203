// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "lorbeer", path: "..")],
    targets: [
        .executableTarget(
            name: "Properties",
            dependencies: [.product(name: "ScoringEngine", package: "lorbeer")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "EngineBench",
            dependencies: [.product(name: "ScoringEngine", package: "lorbeer")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "RankCoverage",
            dependencies: [.product(name: "ScoringEngine", package: "lorbeer")],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
