/// A measure as a municipality describes it. Everything may still be missing.
public struct MeasureDraft: Codable, Equatable, Sendable {
    /// Code of the Handlungsfeld; "" where none is chosen yet.
    public var field: String
    public var title: String
    public var description: String
    /// 1950 to 2100.
    public var startedYear: Int?
    /// 1950 to 2100, not before the start; nil is still running.
    public var finishedYear: Int?

    public init(field: String, title: String, description: String, startedYear: Int? = nil, finishedYear: Int? = nil) {
        self.field = field
        self.title = title
        self.description = description
        self.startedYear = startedYear
        self.finishedYear = finishedYear
    }

    var normalised: MeasureDraft {
        var copy = self
        copy.title = FormText.normalised(title)
        copy.description = FormText.normalised(description)
        return copy
    }
}

/// A stored measure.
public struct EntryMeasure: Equatable, Sendable {
    public let id: Measure.ID
    public let revision: Int
    public let draft: MeasureDraft

    public init(id: Measure.ID, revision: Int, draft: MeasureDraft) {
        self.id = id
        self.revision = revision
        self.draft = draft
    }
}
