import ScoringEngine

/// The data of a bundle beside the events that fixed them.
struct BundleData {
    typealias Problem = VerificationReport.Problem

    private let json: CanonicalJSON
    private let events: [ResultBundle.Event]
    private let rulesVersion: Int?
    private let rules: RoundRules?
    let entries: [PublicEntry]
    let ranking: PublicRanking?
    private let decision: PublicDecision?
    let allocation: PublicAllocation?

    init(bundle: ResultBundle, events: [ResultBundle.Event]) {
        json = bundle.json
        self.events = events
        rulesVersion = bundle.json["rules"]?["version"]?.integer
        rules = try? bundle.json["rules"]?["rules"]?.decoded()
        entries = (try? bundle.json["entries"]?.decoded()) ?? []
        ranking = try? bundle.json["ranking"]?.decoded()
        decision = try? bundle.json["decision"]?.decoded()
        allocation = try? bundle.json["allocation"]?.decoded()
    }

    func event(_ action: String) -> ResultBundle.Event? {
        events.last { $0.action == action }
    }

    /// The last event of an action has to hold the hash of a part, and to stand after another.
    private func problems(_ part: CanonicalJSON?, in action: String, as name: String, subject: String? = nil, after earlier: String? = nil) -> [Problem] {
        guard let event = event(action) else { return [.eventMissing(action)] }
        guard let part, event.hash(name) == part.hash, subject == nil || event.subject == subject else { return [.hashDiffers(from: action)] }
        guard let earlier else { return [] }
        guard let before = self.event(earlier) else { return [.eventMissing(earlier)] }
        return before.seq < event.seq ? [] : [.eventsOutOfOrder(seq: event.seq)]
    }

    func rulesProblems() -> [Problem] {
        guard rules != nil, json["rules"]?.keys == ["version", "rules"] else { return [.unreadable("rules")] }
        guard let event = events.last(where: { ["roundImported", "rulesChanged"].contains($0.action) }) else { return [.eventMissing("roundImported")] }
        guard event.facts["version"]?.integer == rulesVersion else { return [.versionDiffers] }
        return event.hash("rules") == json["rules"]?["rules"]?.hash ? [] : [.hashDiffers(from: event.action)]
    }

    func entryProblems() -> [Problem] {
        guard let listed = json["entries"]?.array, listed.count == entries.count else { return [.unreadable("entries")] }
        var problems = self.problems(json["entries"], in: "resultPublished", as: "entries")
        for entry in entries {
            guard let handedIn = events.last(where: { ["entrySubmitted", "entryRecorded"].contains($0.action) && $0.subject == entry.entry.description })
            else {
                if entry.contentSalt != nil { problems.append(.contentUnlinked(entry: entry.municipality)) }
                continue
            }
            let salt = entry.contentSalt.flatMap { RecordHash($0) }
            let content = salt.map { RecordHash.salted($0.bytes, "content", entry.contentHash) }
            if content == nil || handedIn.hash("content") != content || handedIn.facts["number"]?.integer != entry.number {
                problems.append(.contentUnlinked(entry: entry.municipality))
            }
        }
        return problems
    }

    func rankingProblems() -> [Problem] {
        guard let ranking, let rules else { return [.unreadable("ranking")] }
        var problems = self.problems(json["ranking"], in: "rankingFrozen", as: "ranking", after: "scoringClosed")
        if ranking.rulesVersion != rulesVersion { problems.append(.versionDiffers) }
        let tracks = Dictionary(entries.map { ($0.entry.description, $0.track) }) { first, _ in first }
        for track in ranking.tracks {
            let input = track.input.input
            let expected = RankInput(
                rubric: rules.rubric.engineRubric, aggregation: rules.rubric.aggregation, ties: rules.ranking.ties,
                lotSeed: rules.ranking.lotSeed, ranking: rules.ranking.style, sheets: input.sheets
            )
            if input != expected { problems.append(.otherRules(track: track.track)) }
            problems += Set(input.sheets.map(\.entry)).sorted().filter { tracks[$0] != track.track }.map { .entryUnknown($0) }
            problems += recomputed(track)
        }
        return problems
    }

    private func recomputed(_ track: PublicRanking.Track) -> [Problem] {
        do throws(EngineProblems) {
            let lines = try rank(track.input.input).entries.map(PublicRanking.Line.init)
            guard lines.count == track.answer.count else { return [.rankingDiffers(track: track.track)] }
            return zip(lines, track.answer).filter { $0 != $1 }.map { .lineDiffers(track: track.track, entry: $1.entry) }
        } catch {
            return [.notComputable(error.problems.map(\.description).joined(separator: "; "))]
        }
    }

    func decisionProblems() -> [Problem] {
        guard let decision else { return [.unreadable("decision")] }
        let after = ranking == nil ? "scoringClosed" : "rankingFrozen"
        var problems = self.problems(json["decision"], in: "decisionRecorded", as: "decision", subject: decision.id.description, after: after)
        let tracks = Dictionary(entries.map { ($0.entry, $0.track) }) { first, _ in first }
        for places in decision.places {
            problems += places.groups.joined().filter { tracks[$0] != places.track }.map { .entryUnknown($0.description) }
        }
        problems += decision.special.flatMap(\.recipients).filter { tracks[$0.entry] == nil }.map { .entryUnknown($0.entry.description) }
        return problems
    }

    func allocationProblems() -> [Problem] {
        guard let allocation, let decision, let rules else { return [.unreadable("allocation")] }
        var problems = self.problems(
            json["allocation"], in: "prizesAllocated", as: "allocation", subject: allocation.id.description, after: "decisionRecorded"
        )
        if allocation.rulesVersion != rulesVersion { problems.append(.versionDiffers) }
        do throws(PrizeRefusal) {
            let prizes = try AllocatingPrizes.compute(decision.planned, rules: rules)
            let expected = PublicAllocation(id: allocation.id, decision: decision.id, rulesVersion: allocation.rulesVersion, prizes: prizes)
            if expected.awards != allocation.awards { problems.append(.awardsDiffer) }
            if expected != allocation, expected.awards == allocation.awards { problems.append(.sumDiffers) }
        } catch {
            problems.append(.notComputable("\(error)"))
        }
        return problems
    }

    /// The publication names every part once more.
    func publicationProblems() -> [Problem] {
        let publications = events.filter { $0.action == "resultPublished" }
        guard let publication = publications.last, publications.count == 1 else { return [.eventMissing("resultPublished")] }
        let parts = [
            ("rules", json["rules"]?["rules"]), ("entries", json["entries"]), ("ranking", json["ranking"]), ("decision", json["decision"]),
            ("allocation", json["allocation"]),
        ]
        let differing = parts.filter { name, part in
            part == .null ? publication.facts[name] != .null : publication.hash(name) != part?.hash
        }
        var problems: [Problem] = differing.isEmpty ? [] : [.hashDiffers(from: "resultPublished")]
        if publication.facts["version"]?.integer != rulesVersion { problems.append(.versionDiffers) }
        if let allocated = event("prizesAllocated"), allocated.seq > publication.seq { problems.append(.eventsOutOfOrder(seq: allocated.seq)) }
        return problems
    }
}
