import ScoringEngine

/// The data of a bundle beside the events that fixed them.
struct BundleData {
    typealias Problem = VerificationReport.Problem

    private let json: CanonicalJSON
    private let events: [PublishedEvent]
    private let rulesVersion: Int?
    private let rules: RoundRules?
    let entries: [PublicEntry]
    let ranking: PublicRanking?
    private let decision: PublicDecision?
    let allocation: PublicAllocation?

    init(bundle: ResultBundle, events: [PublishedEvent]) {
        json = bundle.json
        self.events = events
        rulesVersion = json["rules"]?["version"]?.integer
        rules = json["rules"]?["rules"]?.exactly(RoundRules.self).flatMap { $0.hasPlainCodes ? $0 : nil }
        entries = Self.part(json["entries"], except: ["municipality"]) ?? []
        ranking = Self.part(json["ranking"], except: ["lotSeed"])
        decision = Self.part(json["decision"])
        allocation = Self.part(json["allocation"])
    }

    private static func part<Part: Codable>(_ json: CanonicalJSON?, except: Set<String> = []) -> Part? {
        guard let json, json.isPlain(except: except) else { return nil }
        return json.exactly()
    }

    func event(_ action: String) -> PublishedEvent? {
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
        guard let listed = json["entries"]?.array, listed.count == entries.count, entries.allSatisfy(\.isWellFormed) else { return [.unreadable("entries")] }
        var acts = EntryActs()
        for event in events {
            if let entry = event.subject.flatMap({ Entry.ID($0) }) { acts.take(event.action, about: entry, facts: event.facts) }
        }
        return problems(json["entries"], in: "resultPublished", as: "entries") + acts.faults(in: entries).map { .entryUnlinked($0.description) }
    }

    var sheetCount: Int? { ranking?.tracks.reduce(0) { $0 + $1.openings.count } }

    func sheetProblems() -> [Problem] {
        guard let rules else { return [.unreadable("rules")] }
        var acts = SheetActs()
        for event in events {
            if let assignment = event.subject.flatMap({ Assignment.ID($0) }) { acts.take(event.action, about: assignment, facts: event.facts) }
        }
        guard json["ranking"] != .null else {
            return acts.unranked.map { .sheetUnlinked($0.description) }
        }
        guard let ranking, ranking.isWellFormed, let sheets = ranking.committed else { return [.unreadable("ranking")] }
        return acts.faults(in: sheets, exclusion: rules.exclusion).map { .sheetUnlinked($0.description) }
    }

    func rankingProblems() -> [Problem] {
        guard let ranking, let rules else { return [.unreadable("ranking")] }
        var problems = self.problems(json["ranking"], in: "rankingFrozen", as: "ranking", after: "scoringClosed")
        if ranking.rulesVersion != rulesVersion { problems.append(.versionDiffers) }
        if ranking.tracks.map(\.track) != rules.tracks.map(\.code) { problems.append(.otherTracks) }
        let tracks = Dictionary(entries.map { ($0.entry.description, $0.track) }) { first, _ in first }
        for track in ranking.tracks {
            let input = track.input.input
            let expected = RankInput(
                rubric: rules.rubric.engineRubric, aggregation: rules.rubric.aggregation, ties: rules.ranking.ties,
                lotSeed: rules.ranking.lotSeed, ranking: rules.ranking.style, sheets: input.sheets
            )
            if (try? CanonicalJSON(encoding: RankDocument(expected))) != (try? CanonicalJSON(encoding: track.input)) {
                problems.append(.otherRules(track: track.track))
            }
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
        guard let decision, let rules else { return [.unreadable("decision")] }
        let after = ranking == nil ? "scoringClosed" : "rankingFrozen"
        var problems = self.problems(json["decision"], in: "decisionRecorded", as: "decision", subject: decision.id.description, after: after)
        let placed = decision.places.map(\.track)
        if placed != rules.tracks.map(\.code).filter(placed.contains) { problems.append(.otherTracks) }
        let admitted = Dictionary(entries.map { ($0.entry, $0.track) }) { first, _ in first }
        let facts = DecidingPlaces.Facts(state: .scoringClosed, admitted: admitted, frozen: ranking == nil ? nil : [:], hasScores: ranking != nil)
        return problems + DecidingPlaces.refusals(decision.planned, rules: rules, facts: facts).map { .notDecidable($0) }
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

extension RoundRules {
    /// Whether every code is ASCII and stands once, so that equal codes are equal bytes.
    fileprivate var hasPlainCodes: Bool {
        [tracks.map(\.code), rubric.criteria.map(\.code), prizes.special.map(\.code)].allSatisfy { codes in
            codes.allSatisfy(PlainText.isCode) && Set(codes).count == codes.count
        }
    }
}

extension PublicRanking {
    /// Whether jurors, sizes of lists and spellings are as a frozen ranking has them.
    fileprivate var isWellFormed: Bool {
        jurors.allSatisfy(RecordHash.isOne) && Set(jurors).count == jurors.count
            && tracks.allSatisfy { $0.input.input.sheets.allSatisfy { PlainText.isJuror($0.juror) && PlainText.isUUID($0.entry) } }
    }
}
