import Foundation

/// The files of the repository's `Seeds` folder.
enum SeedFiles {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let rounds = [2017, 2019, 2021, 2023, 2025].map { "Rounds/hdfh-\($0).yaml" } + ["Demo/demo-2025.yaml", "Demo/demo-2027.yaml"]
    static let decisions = [2017, 2019, 2021, 2023].map { "Rounds/hdfh-\($0).decision.yaml" }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: "Seeds").appending(path: path), encoding: .utf8)
    }

    static func name(_ path: String) -> String {
        String(path.split(separator: "/").last ?? "")
    }
}
