import AwardStore
import Awards
import Postgres
import TestSupport
import Testing

@Suite("Suggestions, decisions and recorded conflicts in the database")
struct ConflictCaseTests {
    /// A chair, a juror and two entries of one size class in one county.
    struct Scene: Sendable {
        let jury: SampleJury
        let chair: (account: Account.ID, juror: Juror.ID)
        let juror: (account: Account.ID, juror: Juror.ID)
        let entry: Entry.ID
        let rival: Entry.ID
        let assignment: Assignment.ID
        let other: Assignment.ID

        init(_ store: Store, exclusion: ExclusionScope = .entry) async throws {
            var rules = try SampleRules.round()
            rules.jury = JuryRules(exclusion: exclusion)
            jury = try await SampleJury(SamplePeople(store), rules: rules)
            chair = try await jury.juror("vorsitz@example.org")
            juror = try await jury.juror("jury@example.org")
            entry = try await jury.entry("Ahausen", key: "03357001")
            rival = try await jury.entry("Bothel", key: "03357007")
            assignment = try await jury.assign(juror.juror, entry)
            other = try await jury.assign(juror.juror, rival)
            try await store.nameChair(chair.juror, of: jury.round, by: try await jury.people.caller(jury.staff), operation: .fresh(jury.staff))
        }

        var store: Store { jury.store }
        var pair: AssignmentPair { AssignmentPair(juror: juror.juror, entry: entry) }

        func caller(_ account: Account.ID) async throws -> Caller { try await jury.people.caller(account) }

        /// The juror sits in the county's council.
        func link() async throws {
            let county = try await jury.people.municipality("Landkreis Rotenburg", key: "03357", population: 160_000, kind: .landkreis)
            let link = NewLink(kind: .office, role: "Mitglied des Kreistags", target: .municipality(county))
            try await store.recordLink(link, of: juror.account, by: try await caller(juror.account), operation: .fresh(juror.account))
        }

        func decide(_ biased: Bool, revision: Int, by account: Account.ID, on assignment: Assignment.ID? = nil) async throws {
            _ = try await store.decideBias(
                assignment ?? self.assignment, biased: biased, reason: "Nach Beratung", revision: revision, by: try await caller(account),
                operation: .fresh(account)
            )
        }

        func record(_ ground: ConflictGround, by account: Account.ID) async throws -> DeclaredConflict {
            try await store.recordConflict(assignment, ground: ground, note: "Zeitung", by: try await caller(account), operation: .fresh(account))
        }

        func score(_ assignment: Assignment.ID) async throws {
            try await jury.declare(assignment, by: juror.account)
            try await jury.save(assignment, ["verankerung": "10", "wirkung": "5"], .finalise, revision: 0, by: juror.account)
        }

        func state(_ assignment: Assignment.ID) async throws -> String {
            try await store.database.read { session in try session.value("SELECT state FROM score_sheet WHERE assignment_id = \(assignment)") }
        }

        func close() async throws {
            let caller = try await caller(jury.staff)
            let preview = try #require(try await store.closingPreview(slug: "probe-2027", by: caller))
            _ = try await store.closeScoring(of: jury.round, shown: preview.concerns, confirmed: true, by: caller, operation: .fresh(jury.staff))
        }
    }

    @Test("a county's council member is asked about the county's towns; a denial waits for the chair, who opens the sheet")
    func suggested() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            #expect(try await store.suggestions(for: scene.assignment, of: scene.juror.account) == [])
            try await scene.link()
            let found = try await store.suggestions(for: scene.assignment, of: scene.juror.account)
            #expect(found.map(\.pair) == [scene.pair])
            #expect(try await store.suggestions(for: scene.assignment, of: scene.chair.account) == [], "only the juror's own are told")
            await #expect(throws: ConflictRefusal.suggestionUnanswered) { try await scene.jury.declare(scene.assignment, by: scene.juror.account) }
            try await scene.jury.declare(scene.assignment, .denied(note: "Ich bin ausgeschieden."), by: scene.juror.account)
            await #expect(throws: ScoreRefusal.recused) { try await scene.jury.save(scene.assignment, ["verankerung": "1"], revision: 1, by: scene.juror.account) }
            let board = try #require(try await store.chairBoard(slug: "probe-2027", of: scene.chair.account))
            #expect(board.cases.map(\.note) == ["Ich bin ausgeschieden."] && board.cases.first?.standing == .pending)
            #expect(board.suggestions.map(\.suggested.entry) == [scene.rival])
            try await scene.decide(false, revision: 1, by: scene.chair.account)
            try await scene.jury.save(scene.assignment, ["verankerung": "1"], revision: 2, by: scene.juror.account)
        }
    }

    @Test("a suggestion called false is asked no more; another one still is")
    func dismissed() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            try await scene.link()
            let source = try #require(try await store.suggestions(for: scene.assignment, of: scene.juror.account).first).suggestion.source
            let chair = try await scene.caller(scene.chair.account)
            func dismiss(_ source: String, by caller: Caller) async throws {
                try await store.dismissSuggestion(scene.pair, source: source, reason: "Anderer Kreis", in: scene.jury.round, by: caller, operation: .fresh(caller.account))
            }
            await #expect(throws: DismissalRefusal.notVisible) { try await dismiss(source, by: try await scene.caller(scene.juror.account)) }
            await #expect(throws: DismissalRefusal.noSuchSuggestion) { try await dismiss("link:x", by: chair) }
            try await dismiss(source, by: chair)
            #expect(try await store.suggestions(for: scene.assignment, of: scene.juror.account) == [])
            #expect(try await store.suggestedPairs(of: scene.jury.round) == [AssignmentPair(juror: scene.juror.juror, entry: scene.rival)])
            try await scene.jury.declare(scene.assignment, by: scene.juror.account)
            #expect(try await scene.state(scene.assignment) == "notStarted")
        }
    }

    @Test("assigning a size class leaves out whom a suggestion or an exclusion concerns")
    func assigning() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store, exclusion: .track)
            let second = try await scene.jury.juror("zweite@example.org")
            let third = try await scene.jury.entry("Celle", key: "03351006")
            try await scene.link()
            let preview = try #require(try await store.classAssignment(slug: "probe-2027", track: "klein", jurors: [scene.juror.juror, second.juror]))
            #expect(preview.pairs.count == 4 && preview.pairs.contains(AssignmentPair(juror: scene.juror.juror, entry: third)))
            try await scene.jury.declare(scene.assignment, .conflict(.advice, note: ""), by: scene.juror.account)
            let after = try #require(try await store.classAssignment(slug: "probe-2027", track: "klein", jurors: [scene.juror.juror]))
            #expect(after.pairs.isEmpty && after.shares.first?.leftOut.map(\.displayName) == ["Celle"])
            let late = try await scene.jury.assign(scene.juror.juror, third)
            #expect(try await scene.state(late) == "recused", "assigned by hand all the same, the sheet stays closed")
        }
    }

    @Test("an exclusion that covers the size class closes the rivals' sheets, which open again with the decision")
    func sizeClass() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store, exclusion: .track)
            let large = try await scene.jury.assign(scene.juror.juror, try await scene.jury.entry("Köln", key: "05315000", population: 1_000_000))
            for assignment in [scene.assignment, scene.other, large] { try await scene.score(assignment) }
            try await scene.jury.declare(scene.assignment, .conflict(.otherConcern, note: "x"), by: scene.juror.account)
            #expect(try await scene.state(scene.other) == "final", "a concern closes its own sheet alone")
            try await scene.decide(true, revision: 2, by: scene.chair.account)
            #expect(try await [scene.state(scene.assignment), scene.state(scene.other), scene.state(large)] == ["recused", "recused", "final"])
            guard case .recused(_, .withClass(let cause), let excluded) = try await store.sheetAccess(scene.other, of: scene.juror.account) else {
                Issue.record("the rival's sheet is not closed with the class")
                return
            }
            #expect(cause.displayName == "Ahausen" && excluded)
            try await scene.decide(false, revision: 3, by: scene.chair.account)
            #expect(try await [scene.state(scene.assignment), scene.state(scene.other)] == ["final", "final"])
        }
    }

    @Test("the chair decides, staff about the chair; nobody else and nobody about themselves")
    func competence() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            try await scene.jury.declare(scene.assignment, .conflict(.otherConcern, note: "x"), by: scene.juror.account)
            await #expect(throws: BiasRefusal.notCompetent) { try await scene.decide(false, revision: 1, by: scene.jury.staff) }
            await #expect(throws: BiasRefusal.notVisible) { try await scene.decide(false, revision: 1, by: scene.juror.account) }
            await #expect(throws: BiasRefusal.changedMeanwhile) { try await scene.decide(false, revision: 0, by: scene.chair.account) }
            let own = try await scene.jury.assign(scene.chair.juror, scene.entry)
            try await scene.jury.declare(own, .conflict(.ownMunicipality, note: ""), by: scene.chair.account)
            await #expect(throws: BiasRefusal.notVisible) { try await scene.decide(false, revision: 1, by: scene.chair.account, on: own) }
            #expect(try await store.chairBoard(slug: "probe-2027", of: scene.chair.account)?.cases == [], "the chair sees nothing about an entry closed to the chair")
            #expect(try await store.chairBoard(slug: "probe-2027", of: scene.juror.account) == nil)
            try await scene.decide(true, revision: 1, by: scene.jury.staff, on: own)
            try await scene.decide(true, revision: 1, by: scene.jury.staff)
            await #expect(throws: BiasRefusal.alreadyExcluded) { try await scene.decide(true, revision: 2, by: scene.jury.staff) }
        }
    }

    @Test("a conflict that becomes known after closing leaves the ranking without the sheet; once it is frozen, it is too late")
    func afterClosing() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            try await scene.score(scene.assignment)
            try await scene.score(scene.other)
            try await scene.close()
            await #expect(throws: ConflictRefusal.roundClosed) {
                try await scene.jury.declare(scene.assignment, .conflict(.advice, note: ""), by: scene.juror.account)
            }
            await #expect(throws: ConflictRefusal.notAssigned) { try await scene.record(.advice, by: scene.juror.account) }
            let recorded = try await scene.record(.advice, by: scene.chair.account)
            #expect(recorded.standing == .excluded && recorded.excludedMarks == 2)
            try await store.freezeRanking(of: scene.jury.round, by: try await scene.caller(scene.jury.staff), operation: .fresh(scene.jury.staff))
            let counted = try await store.database.read { session in
                try session.rows("SELECT assignment_id FROM ranking_run_sheet") { row in try row("assignment_id") as Assignment.ID }
            }
            #expect(counted == [scene.other])
            let sheets = try #require(try await store.rankingBoard(slug: "probe-2027")).tracks.flatMap(\.rows).map { [$0.municipality.title.displayName, "\($0.sheets)"] }
            #expect(Set(sheets) == [["Ahausen", "0"], ["Bothel", "1"]])
            await #expect(throws: BiasRefusal.rankingFrozen) { try await scene.decide(false, revision: 2, by: scene.chair.account) }
        }
    }

    @Test("the chair learns nothing of scoring before it has closed, and no 'no conflict'; staff are told which entries lack jurors")
    func blind() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            try await scene.score(scene.assignment)
            let before = try await store.chairBoard(slug: "probe-2027", of: scene.chair.account)
            #expect(before?.cases == [] && before?.shortEntries == [])
            try await scene.jury.declare(scene.assignment, .conflict(.advice, note: ""), by: scene.juror.account)
            #expect(try await store.chairBoard(slug: "probe-2027", of: scene.chair.account)?.cases.map(\.excluded) == [false])
            let office = try #require(try await store.conflictBoard(slug: "probe-2027"))
            #expect(office.cases.map(\.excluded) == [true])
            #expect(office.shortEntries.map { [$0.municipality.displayName, "\($0.possible)"] } == [["Ahausen", "0"]])
            try await scene.close()
            #expect(try await store.chairBoard(slug: "probe-2027", of: scene.chair.account)?.cases.map(\.excluded) == [true])
        }
    }

    @Test("neither notes nor reasons nor links enter the record of events")
    func record() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            try await scene.link()
            try await scene.jury.declare(scene.assignment, .conflict(.otherConcern, note: "Meine Tante"), by: scene.juror.account)
            try await scene.decide(false, revision: 1, by: scene.chair.account)
            let leaked = try await store.database.read { session in
                try session.value(
                    """
                    SELECT count(*) FROM event e LEFT JOIN event_detail d ON d.seq = e.seq
                    WHERE concat(e.body, d.content) ~ 'Tante|Beratung|Kreistag'
                    """, as: Int.self
                )
            }
            #expect(leaked == 0)
            let actions = Set(try #require(try await store.roundRecord(slug: "probe-2027", page: 1)).items.map(\.action))
            #expect(actions.isSuperset(of: ["chairNamed", "conflictDeclared", "biasDecided"]))
            #expect(try await store.links(of: scene.juror.account).map(\.link.role) == ["Mitglied des Kreistags"])
        }
    }

    @Test("an assignment about which bias was decided is not taken back")
    func kept() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            try await scene.jury.declare(scene.assignment, .conflict(.otherConcern, note: "x"), by: scene.juror.account)
            try await scene.decide(false, revision: 1, by: scene.chair.account)
            await #expect(throws: AssignmentRefusal.alreadyStarted) {
                try await store.changeAssignments(
                    in: scene.jury.round, assign: [], unassign: [scene.pair], by: try await scene.caller(scene.jury.staff), operation: .fresh(scene.jury.staff)
                )
            }
        }
    }
}
