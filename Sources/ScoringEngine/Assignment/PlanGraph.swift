/// The graph of jurors and entries that the pairs of a plan make.
struct PlanGraph {
    /// The component of each juror and entry, numbered by first mention among entries; −1 for a juror without any.
    private(set) var ofJuror: [Int]
    private(set) var ofEntry: [Int]
    /// By component: jurors and entries in it.
    private(set) var sizes: [Int] = []

    init<Cost>(_ table: AssignTable, _ model: FlowModel<Cost>, _ state: FlowState<Cost>) {
        let jurors = table.jurorIDs.count
        var parent = Array(0..<jurors)
        func root(_ juror: Int) -> Int {
            var juror = juror
            while parent[juror] != juror {
                parent[juror] = parent[parent[juror]]
                juror = parent[juror]
            }
            return juror
        }
        ofJuror = Array(repeating: -1, count: jurors)
        ofEntry = Array(repeating: 0, count: table.entryIDs.count)
        var isUsed = Array(repeating: false, count: jurors)
        for entry in table.entryIDs.indices {
            var first: Int?
            func join(_ juror: Int32) {
                isUsed[Int(juror)] = true
                let here = root(Int(juror))
                if let first { parent[here] = root(first) } else { first = here }
            }
            for place in model.places(of: entry) { join(state.juror[place]) }
            for juror in table.fixed[entry] { join(juror) }
            ofEntry[entry] = first ?? 0
        }
        var number = Array(repeating: -1, count: jurors)
        for entry in table.entryIDs.indices {
            let top = root(ofEntry[entry])
            if number[top] < 0 {
                number[top] = sizes.count
                sizes.append(0)
            }
            ofEntry[entry] = number[top]
            sizes[number[top]] += 1
        }
        for juror in 0..<jurors where isUsed[juror] {
            ofJuror[juror] = number[root(juror)]
            sizes[ofJuror[juror]] += 1
        }
    }

    var isConnected: Bool { sizes.count <= 1 }
}

extension AssignTable {
    /// Whether no plan at all can be one connected graph, because there are fewer pairs than a tree needs, or because jurors and
    /// entries that may be paired already fall apart.
    var cannotConnect: Bool {
        let room = room
        let needed = jurorIDs.indices.filter { minLoad[$0] > 0 || fixed.juror.contains(Int32(truncatingIfNeeded: $0)) }.count
        var largest = room.sorted(by: >)[...]
        var open = totalReviews
        var fewest = 0
        while open > 0, let next = largest.popFirst() {
            open -= next
            fewest += 1
        }
        let jurors = max(needed, fewest, reviews.max() ?? 0)
        return totalReviews < entryIDs.count + jurors - 1 || openPairsFallApart(room)
    }

    /// Walks over all pairs without a conflict; every look either reaches someone new or meets a conflict.
    private func openPairsFallApart(_ room: [Int]) -> Bool {
        var ofJuror = [[Int32]](repeating: [], count: jurorIDs.count)
        for entry in entryIDs.indices {
            for juror in conflicts[entry] { ofJuror[Int(juror)].append(Int32(truncatingIfNeeded: entry)) }
        }
        var jurorsLeft = jurorIDs.indices.filter { room[$0] > 0 }.map { Int32(truncatingIfNeeded: $0) }
        var entriesLeft = entryIDs.indices.dropFirst().map { Int32(truncatingIfNeeded: $0) }
        var entriesToSee: [Int32] = [0]
        while let entry = entriesToSee.popLast() {
            let conflicts = conflicts[Int(entry)]
            let reached = jurorsLeft.filter { !conflicts.contains($0) }
            jurorsLeft.removeAll { !conflicts.contains($0) }
            for juror in reached {
                let conflicts = ofJuror[Int(juror)]
                entriesToSee += entriesLeft.filter { !conflicts.contains($0) }
                entriesLeft.removeAll { !conflicts.contains($0) }
            }
        }
        return !entriesLeft.isEmpty
    }
}
