/// Something to do before an entry can be submitted.
public enum EntryGap: Codable, Equatable, Sendable {
    case answerMissing(section: String, question: String)
    /// `excess`: characters over the limit.
    case answerTooLong(section: String, question: String, excess: Int)
    case measuresTooFew(missing: Int)
    case measuresTooMany(excess: Int)
    case measure(Measure.ID, MeasureGap)

    /// What a single measure lacks.
    public enum MeasureGap: Codable, Equatable, Sendable {
        case fieldMissing
        case titleMissing
        case titleTooLong(excess: Int)
        case descriptionMissing
        case descriptionTooLong(excess: Int)
        /// It ended before `earliest`, the first year that counts.
        case finishedTooLongAgo(earliest: Int)
    }
}

/// All that is missing or too long, in the order of the form.
public struct EntryGaps: Equatable, Sendable {
    public let all: [EntryGap]

    /// - Parameter answers: texts by section and question.
    public init(rules: RoundRules, answers: [String: [String: String]], measures: [EntryMeasure]) {
        var gaps = rules.form.sections.flatMap { Self.gaps(of: $0, answers: answers[$0.code] ?? [:]) }
        let limits = rules.form.measures
        if measures.count < limits.minimum { gaps.append(.measuresTooFew(missing: limits.minimum - measures.count)) }
        if measures.count > limits.maximum { gaps.append(.measuresTooMany(excess: measures.count - limits.maximum)) }
        let deadlineYear = rules.dates.entryDeadline.day.year
        let earliest = limits.finishedWithinYears.map { deadlineYear - $0 }
        for measure in measures {
            gaps += Self.gaps(of: measure.draft, limits: limits, earliest: earliest).map { .measure(measure.id, $0) }
        }
        all = gaps
    }

    public var isEmpty: Bool { all.isEmpty }

    public func section(_ code: String) -> [EntryGap] {
        all.filter { gap in
            switch gap {
            case .answerMissing(let section, _), .answerTooLong(let section, _, _): section == code
            default: false
            }
        }
    }

    public func measure(_ id: Measure.ID) -> [EntryGap.MeasureGap] {
        all.compactMap { gap in
            if case .measure(id, let problem) = gap { problem } else { nil }
        }
    }

    /// Everything that concerns measures, their number included.
    public var measures: [EntryGap] {
        all.filter { gap in
            switch gap {
            case .answerMissing, .answerTooLong: false
            default: true
            }
        }
    }

    private static func gaps(of section: FormSection, answers: [String: String]) -> [EntryGap] {
        section.questions.compactMap { question in
            let text = answers[question.code] ?? ""
            if FormText.isBlank(text) {
                return question.required ? .answerMissing(section: section.code, question: question.code) : nil
            }
            let excess = FormText.excess(text, over: question.maximumCharacters)
            return excess > 0 ? .answerTooLong(section: section.code, question: question.code, excess: excess) : nil
        }
    }

    private static func gaps(of draft: MeasureDraft, limits: MeasureRules, earliest: Int?) -> [EntryGap.MeasureGap] {
        var gaps: [EntryGap.MeasureGap] = []
        let titleExcess = FormText.excess(draft.title, over: limits.titleMaximumCharacters)
        let descriptionExcess = FormText.excess(draft.description, over: limits.descriptionMaximumCharacters)
        if !limits.fields.contains(where: { $0.code == draft.field }) { gaps.append(.fieldMissing) }
        if FormText.isBlank(draft.title) { gaps.append(.titleMissing) }
        if titleExcess > 0 { gaps.append(.titleTooLong(excess: titleExcess)) }
        if FormText.isBlank(draft.description) { gaps.append(.descriptionMissing) }
        if descriptionExcess > 0 { gaps.append(.descriptionTooLong(excess: descriptionExcess)) }
        if let earliest, let finished = draft.finishedYear, finished < earliest {
            gaps.append(.finishedTooLongAgo(earliest: earliest))
        }
        return gaps
    }
}
