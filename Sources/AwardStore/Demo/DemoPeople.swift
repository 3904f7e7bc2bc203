import Awards
import Postgres
import Seeds

/// Who and where the demo's rounds play.
struct DemoPeople: Sendable {
    /// By mail.
    let accounts: [String: Account.ID]
    /// By key.
    let municipalities: [String: Municipality.ID]
    let staff: Account.ID

    func account(_ mail: String) throws -> Account.ID {
        guard let account = accounts[mail] else { throw DemoIncomplete(missing: mail) }
        return account
    }

    func municipality(_ key: String) throws -> Municipality.ID {
        guard let municipality = municipalities[key] else { throw DemoIncomplete(missing: key) }
        return municipality
    }
}

/// The demo's own files name something they don't have.
struct DemoIncomplete: Error {
    let missing: String
}

extension Store {
    /// Invented municipalities and people; what is there already stays.
    func loadDemoPeople(_ file: DemoFile) async throws -> DemoPeople {
        let name = "demo-municipalities.csv"
        try await database.transaction { session in
            _ = try session.execute(
                "INSERT INTO land (code, name, short_name) VALUES ('99', 'Demoland', 'DL') ON CONFLICT ON CONSTRAINT land_pkey DO NOTHING"
            )
        }
        let register = try Register.read(Seeds.demoMunicipalities, name: name)
        _ = try await importMunicipalities(register, file: name, sampleData: true, by: nil)
        // All demo accounts share one password, so it is hashed once.
        let hash = try await passwords.hash(DemoData.password)
        return try await database.transaction { session in
            let municipalities = Dictionary(
                try session.rows("SELECT id, key FROM municipality WHERE land_code = '99'") { row in
                    (try row("key") as String, try row("id") as Municipality.ID)
                }
            ) { first, _ in first }
            var accounts: [String: Account.ID] = [:]
            var staff: Account.ID?
            for person in file.persons {
                let account = try session.demoAccount(person, passwordHash: hash)
                accounts[person.mail] = account
                if person.role == "staff" { staff = account }
                guard let key = person.municipality else { continue }
                guard let municipality = municipalities[key] else { throw DemoIncomplete(missing: key) }
                try session.execute(
                    """
                    INSERT INTO membership (account_id, municipality_id, lead) VALUES (\(account), \(municipality), true)
                    ON CONFLICT ON CONSTRAINT membership_pkey DO NOTHING
                    """
                )
            }
            guard let staff else { throw DemoIncomplete(missing: "staff") }
            return DemoPeople(accounts: accounts, municipalities: municipalities, staff: staff)
        }
    }
}

extension Session {
    fileprivate func demoAccount(_ person: DemoFile.Person, passwordHash: String) throws -> Account.ID {
        let known = try first("SELECT id FROM account WHERE lower(email) = lower(\(person.mail)) AND sample_data") { row in
            try row("id") as Account.ID
        }
        if let known { return known }
        let new = NewAccount(
            email: person.mail, displayName: person.name, password: nil, roles: Role(rawValue: person.role).map { [$0] } ?? [], sampleData: true
        )
        return try insert(new, passwordHash: passwordHash, by: nil)
    }
}
