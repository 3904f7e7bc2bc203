import ScoringEngine

/// Checks a published round against itself, its key, and what was published before. Needs nothing but the bundle.
public struct BundleVerification {
    private let bundle: ResultBundle
    private var report = VerificationReport()
    private var events: [PublishedEvent] = []

    /// - Parameters:
    ///   - key: the verification key known from elsewhere; nil takes the bundle's own.
    ///   - previous: an earlier bundle or checkpoint of the same record.
    public static func report(on bytes: [UInt8], key: String? = nil, previous: [UInt8]? = nil) -> VerificationReport {
        do throws(VerificationReport.Problem) {
            var verification = BundleVerification(bundle: try ResultBundle(bytes))
            verification.run(expected: key, previous: previous)
            return verification.report
        } catch {
            var report = VerificationReport()
            report.add(.file, [error])
            return report
        }
    }

    private init(bundle: ResultBundle) {
        self.bundle = bundle
    }

    private mutating func run(expected: String?, previous: [UInt8]?) {
        report.add(.file, [])
        guard let key = RecordKey(bundle.key) else {
            report.add(.key, [.otherKey])
            return
        }
        report.add(.key, expected?.utf8.elementsEqual(bundle.key.utf8) ?? true ? [] : [.otherKey])
        checkCheckpoint(key)
        checkChain()
        checkEvents()
        checkData()
        if let previous { report.add(.previous, Self.problems(with: previous, key: key, chain: bundle.chain)) }
    }

    private mutating func checkCheckpoint(_ key: RecordKey) {
        do throws(Checkpoint.Problem) {
            let checkpoint = try Checkpoint(note: bundle.checkpoint, key: key)
            report.add(.checkpoint, count: checkpoint.size, [])
            let problems: [VerificationReport.Problem]
            if checkpoint.size != bundle.chain.count {
                problems = [.sizeDiffers(checkpoint: checkpoint.size, chain: bundle.chain.count)]
            } else {
                problems = MerkleTree(events: bundle.chain).root == checkpoint.root ? [] : [.rootDiffers]
            }
            report.add(.tree, count: bundle.chain.count, problems)
        } catch {
            report.add(.checkpoint, [.checkpoint(error)])
        }
    }

    private mutating func checkChain() {
        var problems: [VerificationReport.Problem] = []
        for (place, body) in bundle.bodies.enumerated() {
            guard let event = PublishedEvent(body), bundle.chain.indices.contains(event.seq - 1) else {
                problems.append(.eventUnreadable(place: place + 1))
                continue
            }
            let before = event.seq > 1 ? bundle.chain[event.seq - 2] : .zero
            if before.followed(by: body) != bundle.chain[event.seq - 1] { problems.append(.eventBroken(seq: event.seq)) }
            events.append(event)
        }
        report.add(.chain, count: bundle.bodies.count, problems)
    }

    private mutating func checkEvents() {
        var problems: [VerificationReport.Problem] = []
        for (before, event) in zip(events, events.dropFirst()) where event.seq <= before.seq || event.at < before.at {
            problems.append(.eventsOutOfOrder(seq: event.seq))
        }
        problems += events.filter { $0.round != bundle.round }.map { .eventOfOtherRound(seq: $0.seq) }
        let stated = events.last { $0.action == "resultPublished" }?.facts["events"]?.integer
        if stated != events.count { problems.append(.eventCountDiffers(stated: stated, found: events.count)) }
        report.add(.events, count: events.count, problems)
    }

    private mutating func checkData() {
        let data = BundleData(bundle: bundle, events: events)
        report.add(.rules, data.rulesProblems())
        report.add(.entries, count: data.entries.count, data.entryProblems())
        report.add(.sheets, count: data.sheetCount, data.sheetProblems())
        if bundle.json["ranking"] != .null || data.event("rankingFrozen") != nil {
            report.add(.ranking, count: data.ranking?.tracks.reduce(0) { $0 + $1.input.input.sheets.count }, data.rankingProblems())
        }
        report.add(.decision, data.decisionProblems())
        report.add(.allocation, count: data.allocation?.awards.count, data.allocationProblems())
        report.add(.publication, data.publicationProblems())
    }

    /// What an earlier bundle or checkpoint says against a chain.
    static func problems(with previous: [UInt8], key: RecordKey, chain: [RecordHash]) -> [VerificationReport.Problem] {
        let note = (try? ResultBundle(previous))?.checkpoint ?? String(decoding: previous, as: UTF8.self)
        do throws(Checkpoint.Problem) {
            let earlier = try Checkpoint(note: note, key: key)
            guard earlier.size <= chain.count else { return [.rolledBack(earlier: earlier.size, now: chain.count)] }
            let root = MerkleTree(events: Array(chain.prefix(earlier.size))).root
            return root == earlier.root ? [] : [.forked(size: earlier.size)]
        } catch {
            return [.checkpoint(error)]
        }
    }
}
