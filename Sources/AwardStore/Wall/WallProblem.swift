/// Why the wall can't be put up. `description` is meant for the operator and says what to do.
public enum WallProblem: Error, Equatable {
    /// The owner's login may not create the doors' logins, or not give them their passwords.
    case mayNotMakeLogins(owner: String, logins: [String])
    /// A role has the name of a door and more rights than a door may have.
    case loginTooMighty(login: String)
    /// Everybody may still connect to the database or make temporary objects in it, and the owner's login can't change that.
    case databaseOpenToAll(database: String)
}

extension WallProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .mayNotMakeLogins(let owner, let logins):
            "the login \(owner) may not set up \(logins.joined(separator: ", ")): let an administrator of the server run "
                + "ALTER ROLE \"\(owner)\" CREATEROLE; then start again, and afterwards ALTER ROLE \"\(owner)\" NOCREATEROLE;"
        case .loginTooMighty(let login):
            "the role \(login) is a superuser, may bypass row security, may create roles, or is a member of another role: let an "
                + "administrator of the server run DROP ROLE \(login); and start again"
        case .databaseOpenToAll(let database):
            "everybody may connect to the database \(database): let its owner run REVOKE ALL ON DATABASE \"\(database)\" FROM PUBLIC;"
        }
    }
}
