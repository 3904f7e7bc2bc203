/// A person who can sign in. What they may do follows from roles, memberships and seats on a jury.
public enum Account {
    public typealias ID = Identifier<Account>
}

/// Roles that belong to an account as such, across rounds.
public enum Role: String, Sendable, Codable, CaseIterable {
    case administrator
    case staff
}
