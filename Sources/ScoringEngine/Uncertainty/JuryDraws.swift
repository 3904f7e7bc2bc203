/// All draws of a jury's entry effects: the cells of the variances' posterior, each with its equations solved, and how they share the draws.
struct JuryDraws: Sendable {
    private let sources: [EffectDraws]
    /// At most ``EffectDraws/together`` draws of one source; the same cut for any number of threads.
    private let jobs: [(source: Int, draws: Range<Int>)]
    private let stream: Philox
    let count: Int

    var entryCount: Int { sources.first?.entryCount ?? 0 }

    init(_ design: CrossedDesign, _ scores: SeverityCells, draws: Int, seed: UInt64) {
        let cells = VariancePosterior(design, scores).cells(draws: draws)
        let solved = Parts.map(cells.count) { EffectDraws(design, cells[$0].shrinkage) }
        self.init(zip(solved, cells).compactMap { source, cell in source.map { ($0, cell.draws) } }, Philox(seed: seed))
    }

    private init(_ parts: [(source: EffectDraws, draws: Int)], _ stream: Philox) {
        sources = parts.map(\.source)
        self.stream = stream
        var jobs: [(source: Int, draws: Range<Int>)] = []
        var start = 0
        for (number, part) in parts.enumerated() {
            let end = start + part.draws
            for first in stride(from: start, to: end, by: EffectDraws.together) {
                jobs.append((number, first..<min(end, first + EffectDraws.together)))
            }
            start = end
        }
        self.jobs = jobs
        count = start
    }

    /// Calls `body` from many threads with draw number and effects; once for each draw that is needed.
    func forEach(
        centred: Bool, where isNeeded: @Sendable (Int) -> Bool = { _ in true },
        _ body: @Sendable (Int, UnsafeMutablePointer<Double>) -> Void
    ) {
        inParallel(jobs.count) { number in
            let draws = jobs[number].draws.filter(isNeeded)
            guard !draws.isEmpty else { return }
            sources[jobs[number].source].forEach(draws, stream, centred: centred, body)
        }
    }

    /// The same draws with every entry's effect fixed: they are the errors of estimates that nothing pulls towards the mean.
    func withEntriesFixed() -> JuryDraws? {
        let fixed = Parts.map(sources.count) { EffectDraws(fixing: sources[$0]) }.compactMap(\.self)
        return fixed.count == sources.count ? JuryDraws(self, fixed) : nil
    }

    private init(_ other: JuryDraws, _ sources: [EffectDraws]) {
        self.sources = sources
        jobs = other.jobs
        stream = other.stream
        count = other.count
    }

    /// For each entry the number of entries that are better with the confidence `level`, all conclusions together, counted up to
    /// `limit`.
    ///
    /// Estimates and their standard errors are those of the source with the most draws; that the draws differ in their variances
    /// makes the errors' tails as heavy as the variances are uncertain.
    func numbersBetter(upTo limit: Int, level: Double) -> [Int] {
        var shares = [Int](repeating: 0, count: sources.count)
        for job in jobs { shares[job.source] += job.draws.count }
        guard let most = shares.indices.max(by: { shares[$0] < shares[$1] }) else { return [] }
        let source = sources[most]
        let noise = source.quadratic / Double(source.design.sheets - 1)
        let confidence = RankConfidence(
            estimates: source.estimates(), .jury(source, noise: noise), draws: count, level: level
        ) { isNeeded, body in
            forEach(centred: true, where: isNeeded) { draw, effects in body(draw, UnsafePointer(effects)) }
        }
        return Parts.map(entryCount) { confidence.numberBetter(than: $0, upTo: limit) }
    }
}
