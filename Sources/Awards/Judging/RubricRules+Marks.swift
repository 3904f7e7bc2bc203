public import ScoringEngine

extension RubricRules {
    /// Whether the rubric has this criterion and the mark is n/a or lies on its scale.
    func allows(_ mark: Mark, for code: String) -> Bool {
        guard let criterion = criterion(code) else { return false }
        guard case .points(let points) = mark else { return true }
        return criterion.scale.contains(points)
    }

    /// A sheet's total from 0 to 100 over the criteria that have points; nil where none has.
    public func total(of marks: [String: Mark]) -> Rational? {
        sheetTotal(points: marks, rubric: engineRubric)
    }
}
