public import Awards
import Postgres

/// Why an account was not created.
public enum AccountRefusal: Error, Equatable {
    case emailTaken
    case emailUnreadable
    /// Not what ``NamingPerson`` lets pass.
    case nameUnreadable
    /// Roles are for administrators to give.
    case notAllowed
}

/// A person to let in. Juries and municipalities are joined separately.
public struct NewAccount: Sendable {
    public var email: String
    public var displayName: String
    /// nil for a person who sets it by an invitation and can't sign in until then.
    public var password: String?
    public var roles: Set<Role>
    public var sampleData: Bool

    public init(email: String, displayName: String, password: String?, roles: Set<Role> = [], sampleData: Bool = false) {
        self.email = email
        self.displayName = displayName
        self.password = password
        self.roles = roles
        self.sampleData = sampleData
    }
}

extension Store {
    /// - Throws: ``AccountRefusal``, ``PasswordRefusal``, ``RolesRefusal/auditorAlone``.
    public func createAccount(_ new: NewAccount, by creator: Account.ID?) async throws -> Account.ID {
        guard ChangingRoles.areCompatible(new.roles) else { throw RolesRefusal.auditorAlone }
        var hash: String?
        if let password = new.password {
            try PasswordContext([new.email, new.displayName]).check(password)
            hash = try await passwords.hash(password)
        }
        let passwordHash = hash
        return try await refusingAccounts {
            try await database.transaction { session in try session.insert(new, passwordHash: passwordHash, by: creator) }
        }
    }

    /// Turns the constraints an account can break into their refusals.
    func refusingAccounts<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as DatabaseError where error.constraint == "account_email_unique" {
            throw AccountRefusal.emailTaken
        } catch let error as DatabaseError where error.constraint == "account_email_shape" {
            throw AccountRefusal.emailUnreadable
        } catch let error as DatabaseError where error.constraint == "account_display_name_line" {
            throw AccountRefusal.nameUnreadable
        }
    }
}

extension Session {
    /// Writes an account, its roles and the event, in the caller's transaction.
    func insert(_ new: NewAccount, passwordHash: String?, by creator: Account.ID?) throws -> Account.ID {
        let id: Account.ID = try value(
            """
            INSERT INTO account (email, display_name, password_hash, sample_data)
            VALUES (\(new.email), \(new.displayName), \(passwordHash), \(new.sampleData)) RETURNING id
            """
        )
        if !new.roles.isEmpty { try write(new.roles, of: id) }
        try record(.accountCreated, by: creator, about: .account(id), after: new.roles.map(\.rawValue).sorted())
        return id
    }

    /// Replaces the roles of an account.
    func write(_ roles: Set<Role>, of account: Account.ID) throws {
        let names = roles.map(\.rawValue).sorted()
        // In this order: an administrator who ceases to be one is one until the end.
        try execute("INSERT INTO account_role (account_id, role) SELECT \(account), unnest(\(names)::text[]) ON CONFLICT ON CONSTRAINT account_role_pkey DO NOTHING")
        try execute("DELETE FROM account_role WHERE account_id = \(account) AND role <> ALL (\(names)::text[])")
    }
}
