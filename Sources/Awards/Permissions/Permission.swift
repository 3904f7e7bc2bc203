/// Each thing somebody may do, by name. What it takes is told by the predicate of the same name in ``Permissions``.
public enum Permission: String, CaseIterable, Sendable {
    case administerAccounts
    case lookAfterAccounts
    case invite
    case resetSecondFactor
    case readMail
    case leadTeam
    case workWithoutSecondFactor
    case runRounds
    case readRounds
    case sitOnJury
    case enter
    case workOnEntry
    case judge
    case readText
    case readResults
    case chair
    case decideBias
    case removeLink
}
