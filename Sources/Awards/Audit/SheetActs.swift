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
    /// Each settles whether the juror may judge the entry.
    public static let ofStandings = ["noConflictDeclared", "conflictDeclared", "suggestionDenied", "conflictRecorded", "biasDecided"]
    /// The outcome of `biasDecided`: 1 is biased.
    public static let biased = "biased"

    private struct Last {
        let action: String
        let hash: RecordHash?
    }

    private var sheets: [Assignment.ID: Last] = [:]
    private var barred: [Assignment.ID: Bool] = [:]

    public init() {}

    /// Acts come in their order.
    public mutating func take(_ action: String, about assignment: Assignment.ID, facts: CanonicalJSON) {
        if Self.ofSheets.contains(action) {
            sheets[assignment] = Last(action: action, hash: facts[CommittedSheet.purpose]?.string.flatMap { RecordHash($0) })
        } else if action == "biasDecided" {
            barred[assignment] = facts[Self.biased]?.integer != 0
        } else if Self.ofStandings.contains(action) {
            barred[assignment] = action != "noConflictDeclared"
        }
    }

    /// The assignments whose sheet is not what its last act left, or that are missing although they were finished.
    /// - Parameters:
    ///   - listed: all sheets of the round's admitted entries; each once.
    ///   - exclusion: what the exclusion of a juror covers by the round's rules.
    public func faults(in listed: [CommittedSheet], exclusion: ExclusionScope) -> [Assignment.ID] {
        var faults: Set<Assignment.ID> = []
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

    /// The assignments whose sheet was finished and is not closed by a conflict.
    var counted: [Assignment.ID] {
        sheets.filter { $0.value.action == "sheetFinalised" && barred[$0.key] == false }.keys.sorted { $0.description < $1.description }
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
