/// Puts candidates in order by ballots that rank or grade them; exact.
///
/// - `borda`: with n candidates the first place of a ballot gives n − 1 points, the last 0; equal candidates get the mean of the
///   points of the places they cover. A candidate's score is the sum over the ballots of weight times points (de Borda 1781).
///   The choice of a capital in Tennessee (42 % Memphis, Nashville, Chattanooga, Knoxville; 26 % N, C, K, M; 15 % C, K, N, M;
///   17 % K, C, N, M) gives Nashville 194, Chattanooga 173, Memphis 126, Knoxville 107.
/// - `schulze`: a candidate wins against another where the ballots ranking it above outweigh the opposite ones; the win is as
///   strong as the weight of the winning ballots, a path of wins as strong as its weakest win, and a candidate is ahead of another
///   where its strongest path there is stronger than the one back (Schulze 2011, winning votes). The first group is everyone with
///   nobody ahead, the next everyone with nobody left ahead, and so on. With Schulze's 45 voters E is ahead of A by 25 to 24.
/// - `majorityJudgment`: the better median grade is ahead; equal medians are compared by the majority-gauge (p, α, q), and equal
///   gauges by taking one median grade after the other out of both (Balinski and Laraki 2011, 2020). See ``MajorityProfile``.
///
/// The result depends neither on the order of ballots or tallies nor, but for the ids' order inside groups, on the names.
///
/// - Throws: ``EngineProblems`` with everything wrong in the input: no candidate, an empty group, a candidate twice on one ballot,
///   a weight that is not positive, a tally that has not one number for each grade or adds up to 0, weights that add up to more
///   than ``Limits/weightTotal``, more candidates than ``Limits/candidates`` or, for `schulze`, ``Limits/schulzeCandidates``.
public func ordinal(_ input: OrdinalInput) throws(EngineProblems) -> OrdinalResult {
    switch input {
    case .borda(let ballots):
        return bordaResult(try BallotTable(ballots, candidateLimit: Limits.candidates))
    case .schulze(let ballots):
        return try schulzeResult(ballots)
    case .majorityJudgment(let grades, let tallies):
        return try majorityResult(grades: grades, tallies: tallies)
    }
}

/// Splits what is sorted into groups of equals.
func grouped(_ sorted: [Int], areEqual: (Int, Int) -> Bool) -> [[Int]] {
    var groups: [[Int]] = []
    for candidate in sorted {
        if let last = groups.last?.last, areEqual(last, candidate) {
            groups[groups.count - 1].append(candidate)
        } else {
            groups.append([candidate])
        }
    }
    return groups
}
