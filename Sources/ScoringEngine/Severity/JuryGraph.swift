/// Who read what: the sheets as edges between entries and jurors, on small integers, laid out for sums over either side.
///
/// Sheets are kept in the order of entries and, within an entry, of jurors. Every list of scores that goes with a graph has that
/// order; ``SeverityCells`` brings it about.
public struct JuryGraph: Sendable, Hashable {
    public let entryCount: Int
    public let jurorCount: Int
    /// By sheet: its entry and its juror.
    public let entryOfSheet: [Int32]
    public let jurorOfSheet: [Int32]
    /// Entry e has the sheets `firstSheet[e] ..< firstSheet[e + 1]`.
    public let firstSheet: [Int32]
    /// By juror: the number of sheets.
    public let sheetsOfJuror: [Int32]
    /// The number of connected components; scores of entries in different ones have no common measure.
    public let componentCount: Int
    /// By entry and by juror: the component, numbered in the order of their lowest entries.
    public let componentOfEntry: [Int32]
    public let componentOfJuror: [Int32]

    public var sheetCount: Int { entryOfSheet.count }
    public var isConnected: Bool { componentCount == 1 }

    /// What is left for the noise once every entry and juror has taken its part: sheets − entries − jurors + components.
    public var residualDegrees: Int { sheetCount - entryCount - jurorCount + componentCount }

    /// By entry: the number of sheets.
    public func sheetsOfEntry(_ entry: Int) -> Int {
        Int(firstSheet[entry + 1] - firstSheet[entry])
    }

    /// - Precondition: sheets in the order of entries, then jurors; no pair twice; every entry and every juror has a sheet.
    init(entryCount: Int, jurorCount: Int, entryOfSheet: [Int32], jurorOfSheet: [Int32]) {
        self.entryCount = entryCount
        self.jurorCount = jurorCount
        self.entryOfSheet = entryOfSheet
        self.jurorOfSheet = jurorOfSheet
        var firstSheet = [Int32](repeating: 0, count: entryCount + 1)
        var sheetsOfJuror = [Int32](repeating: 0, count: jurorCount)
        for sheet in entryOfSheet.indices {
            firstSheet[Int(entryOfSheet[sheet]) + 1] += 1
            sheetsOfJuror[Int(jurorOfSheet[sheet])] += 1
        }
        for entry in 0..<entryCount {
            precondition(firstSheet[entry + 1] > 0, "every entry has a sheet")
            firstSheet[entry + 1] += firstSheet[entry]
        }
        precondition(sheetsOfJuror.allSatisfy { $0 > 0 }, "every juror has a sheet")
        self.firstSheet = firstSheet
        self.sheetsOfJuror = sheetsOfJuror

        let components = Self.components(jurorCount, firstSheet, jurorOfSheet)
        componentOfEntry = components.ofEntry
        componentOfJuror = components.ofJuror
        componentCount = components.count
    }

    private static func components(
        _ jurorCount: Int, _ firstSheet: [Int32], _ jurorOfSheet: [Int32]
    ) -> (ofEntry: [Int32], ofJuror: [Int32], count: Int) {
        let entryCount = firstSheet.count - 1
        var sets = DisjointSets(count: jurorCount)
        for entry in 0..<entryCount {
            // Most juries hang together long before the last entry.
            if sets.count == 1 { break }
            let first = Int(firstSheet[entry])
            for sheet in first..<Int(firstSheet[entry + 1]) { sets.unite(Int(jurorOfSheet[first]), Int(jurorOfSheet[sheet])) }
        }
        var numberOfRoot = [Int32](repeating: -1, count: jurorCount)
        var count: Int32 = 0
        let ofEntry = (0..<entryCount).map { entry -> Int32 in
            let root = sets.root(Int(jurorOfSheet[Int(firstSheet[entry])]))
            if numberOfRoot[root] < 0 {
                numberOfRoot[root] = count
                count += 1
            }
            return numberOfRoot[root]
        }
        return (ofEntry, (0..<jurorCount).map { numberOfRoot[sets.root($0)] }, Int(count))
    }
}

/// Sets that only ever grow together (paths halved; the lower index is the root, whatever the order of unions).
struct DisjointSets {
    private var parent: [Int32]
    /// The number of sets.
    private(set) var count: Int

    init(count: Int) {
        parent = Array(0..<Int32(count))
        self.count = count
    }

    mutating func unite(_ first: Int, _ second: Int) {
        let (a, b) = (root(first), root(second))
        guard a != b else { return }
        parent[max(a, b)] = Int32(min(a, b))
        count -= 1
    }

    mutating func root(_ element: Int) -> Int {
        var element = element
        while Int(parent[element]) != element {
            parent[element] = parent[Int(parent[element])]
            element = Int(parent[element])
        }
        return element
    }
}
