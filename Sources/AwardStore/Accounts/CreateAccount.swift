public import Awards
import Postgres

extension EventAction {
    static let accountCreated = Self("accountCreated")
}

/// Why an account was not created.
public enum AccountRefusal: Error, Equatable {
    case emailTaken
    case emailUnreadable
    case passwordTooShort(minimum: Int)
    case passwordTooLong
}

/// A person to let in. Juries and municipalities are joined separately.
public struct NewAccount: Sendable {
    public var email: String
    public var displayName: String
    public var password: String
    public var roles: Set<Role>
    public var sampleData: Bool

    public init(email: String, displayName: String, password: String, roles: Set<Role> = [], sampleData: Bool = false) {
        self.email = email
        self.displayName = displayName
        self.password = password
        self.roles = roles
        self.sampleData = sampleData
    }
}

extension Store {
    /// Fifteen characters where the password is the only factor (NIST SP 800-63B-4, section 3.1.1.2).
    public static let minimumPasswordLength = 15

    /// - Throws: ``AccountRefusal``.
    public func createAccount(_ new: NewAccount, by creator: Account.ID?) async throws -> Account.ID {
        let hash = try await passwordHash(for: new)
        return try await refusingAccounts {
            try await database.transaction { session in try session.insert(new, passwordHash: hash, by: creator) }
        }
    }

    /// - Throws: ``AccountRefusal`` for a password that is too short or too long.
    func passwordHash(for new: NewAccount) async throws -> String {
        guard new.password.count >= Self.minimumPasswordLength else {
            throw AccountRefusal.passwordTooShort(minimum: Self.minimumPasswordLength)
        }
        guard new.password.utf8.count <= PasswordHasher.maximumBytes else { throw AccountRefusal.passwordTooLong }
        return try await passwords.hash(new.password)
    }

    /// Turns the constraints an account can break into their refusals.
    func refusingAccounts<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as DatabaseError where error.constraint == "account_email_unique" {
            throw AccountRefusal.emailTaken
        } catch let error as DatabaseError where error.constraint == "account_email_shape" {
            throw AccountRefusal.emailUnreadable
        }
    }
}

extension Session {
    /// Writes an account, its roles and the event, in the caller's transaction.
    func insert(_ new: NewAccount, passwordHash: String, by creator: Account.ID?) throws -> Account.ID {
        let id: Account.ID = try value(
            """
            INSERT INTO account (email, display_name, password_hash, sample_data)
            VALUES (\(new.email), \(new.displayName), \(passwordHash), \(new.sampleData)) RETURNING id
            """
        )
        for role in new.roles.sorted(by: { $0.rawValue < $1.rawValue }) {
            try execute("INSERT INTO account_role (account_id, role) VALUES (\(id), \(role.rawValue))")
        }
        try record(.accountCreated, by: creator, about: .account(id), after: new.roles.map(\.rawValue).sorted())
        return id
    }
}
