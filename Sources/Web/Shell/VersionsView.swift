/// What a person sent and what is stored, side by side.
struct VersionsView: ViewModel {
    struct Line: ViewModel {
        let title: String
        let value: String
        /// The other version says something else.
        let differs: Bool
    }

    /// One thing in both versions; "" where a version says nothing.
    typealias Pair = (title: String, mine: String, stored: String)

    let heading: String
    let text: String
    let storedHeading: String
    let mine: [Line]
    let stored: [Line]
    let keepHref: String

    init(heading: String, text: String, storedHeading: String, keepHref: String, pairs: [Pair]) {
        self.heading = heading
        self.text = text
        self.storedHeading = storedHeading
        self.keepHref = keepHref
        mine = pairs.map { Line(title: $0.title, value: $0.mine.isEmpty ? "–" : $0.mine, differs: $0.mine != $0.stored) }
        stored = pairs.map { Line(title: $0.title, value: $0.stored.isEmpty ? "–" : $0.stored, differs: $0.mine != $0.stored) }
    }
}
