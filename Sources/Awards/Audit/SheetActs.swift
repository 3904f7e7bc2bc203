public import ScoringEngine

/// A score sheet with what opens the hash that its last act holds.
public struct CommittedSheet: Equatable, Sendable {
    public let assignment: Assignment.ID
    /// What stands for the juror, 64 hexadecimal digits.
    public let juror: String
    public let entry: Entry.ID
    /// Code of the entry's size class.
    public let track: String
    public let state: ScoreSheet.State
    public let marks: [String: Mark]
    /// nil where the hash stays closed, because the sheet doesn't count.
    public let salt: RecordHash?

    public init(
        assignment: Assignment.ID, juror: String, entry: Entry.ID, track: String, state: ScoreSheet.State, marks: [String: Mark], salt: RecordHash?
    ) {
        self.assignment = assignment
        self.juror = juror
        self.entry = entry
        self.track = track
        self.state = state
        self.marks = marks
        self.salt = salt
    }

    /// Everything on the sheet but the comment, as it is hashed.
    public var content: String {
        CanonicalJSON.object([
            "entry": .string(entry.description), "juror": .string(juror), "points": .object(marks.mapValues { .string($0.documentText) }),
            "state": .string(state.rawValue),
        ]).text
    }

    public var hash: RecordHash? { salt.map { .salted($0.bytes, Self.purpose, content) } }

    /// The name of the hash in an act, and the purpose under which it is salted.
    public static let purpose = "sheet"
}

/// What the record says of a round's sheets: how each was left by its juror, and whether a conflict closes it.
public struct SheetActs: Sendable {
    /// Each leaves the sheet in a state that its hash holds.
    public static let ofSheets = ["sheetSaved", "sheetFinalised", "sheetAbstained", "sheetReopened"]
    /// Each settles whether the juror may judge the entry. The first two are said once, and first.
    public static let ofStandings = ["noConflictDeclared", "suggestionDenied", "conflictDeclared", "conflictRecorded", "biasDecided"]
    /// The outcome of `biasDecided`: 1 is biased.
    public static let biased = "biased"

    private struct Last {
        let action: String
        let hash: RecordHash?
    }

    private var sheets: [Assignment.ID: Last] = [:]
    private var barred: [Assignment.ID: Bool] = [:]
    /// Assignments about which "no conflict" was said although something had been said before: only a decision takes that back.
    private(set) var unsaid: Set<Assignment.ID> = []

    public init() {}

    /// Acts come in their order.
    public mutating func take(_ action: String, about assignment: Assignment.ID, facts: CanonicalJSON) {
        if Self.ofSheets.contains(action) {
            sheets[assignment] = Last(action: action, hash: facts[CommittedSheet.purpose]?.string.flatMap { RecordHash($0) })
        } else if action == "biasDecided" {
            barred[assignment] = facts[Self.biased]?.integer != 0
        } else if Self.ofStandings.contains(action) {
            if Self.ofStandings.prefix(2).contains(action), barred[assignment] != nil { unsaid.insert(assignment) }
            barred[assignment] = action != "noConflictDeclared"
        }
    }

    /// The assignments whose sheet is not what its last act left, that are missing although they were finished, or about which
    /// something was unsaid.
    /// - Parameters:
    ///   - listed: all sheets of the round's admitted entries; each once.
    ///   - exclusion: what the exclusion of a juror covers by the round's rules.
    public func faults(in listed: [CommittedSheet], exclusion: ExclusionScope) -> [Assignment.ID] {
        var faults = unsaid
        var seen: Set<Assignment.ID> = []
        var closed: Set<[String]> = []
        for sheet in listed where barred[sheet.assignment] == true { closed.insert([sheet.juror, sheet.track]) }
        for sheet in listed {
            let withClass = exclusion == .track && closed.contains([sheet.juror, sheet.track])
            if !holds(sheet, withClass: withClass) || !seen.insert(sheet.assignment).inserted { faults.insert(sheet.assignment) }
        }
        let finished = sheets.filter { $0.value.action == "sheetFinalised" || $0.value.action == "sheetAbstained" }.keys
        faults.formUnion(finished.filter { !seen.contains($0) })
        return faults.sorted { $0.description < $1.description }
    }

    /// Where no ranking is shown: the assignments whose sheet was finished and is not closed by a conflict, or about which
    /// something was unsaid.
    var unranked: [Assignment.ID] {
        let counted = sheets.filter { $0.value.action == "sheetFinalised" && barred[$0.key] == false }.keys
        return unsaid.union(counted).sorted { $0.description < $1.description }
    }

    private func holds(_ sheet: CommittedSheet, withClass: Bool) -> Bool {
        let last = sheets[sheet.assignment]
        let isOpened = sheet.salt == nil || sheet.hash == last?.hash
        switch sheet.state {
        case .recused: return barred[sheet.assignment] == true || withClass
        case .final: return last?.action == "sheetFinalised" && sheet.salt != nil && isOpened && barred[sheet.assignment] == false
        case .abstained: return last?.action == "sheetAbstained" && isOpened && barred[sheet.assignment] == false
        case .draft, .notStarted: return last.map { isOpened && ["sheetSaved", "sheetReopened"].contains($0.action) } ?? true
        }
    }
}
