/// A frozen ranking.
public enum RankingRun {
    public typealias ID = Identifier<RankingRun>
}

/// What the jury decided: places and special prizes.
public enum JuryDecision {
    public typealias ID = Identifier<JuryDecision>
}

/// A computed distribution of the prize money.
public enum Allocation {
    public typealias ID = Identifier<Allocation>
}
