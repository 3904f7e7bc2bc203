/// A person who can sign in. What they may do follows from roles, memberships and seats on a jury.
public enum Account {
    public typealias ID = Identifier<Account>
}

/// Roles that belong to an account as such, across rounds.
public enum Role: String, Sendable, Codable, CaseIterable {
    /// Lets people in, gives and takes roles.
    case administrator
    /// Runs the rounds.
    case staff
    /// Pays prizes and sees bank data.
    case payment
    /// Reads everything official and changes nothing.
    case auditor
}
