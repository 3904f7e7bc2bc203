import CLibPQ

/// What a connection is opened with: our defaults, then the operator's string, then what must hold.
struct ConnectionParameters {
    private let keywords: [String]
    private let values: [String]

    init(_ configuration: DatabaseConfiguration) {
        let timeoutMilliseconds = configuration.statementTimeout / .milliseconds(1)
        // A later -c wins: the operator may change the timeouts, but not the forms our decoders read.
        let options = [
            "-c statement_timeout=\(Int(timeoutMilliseconds))",
            "-c idle_in_transaction_session_timeout=60000",
            Self.value(of: "options", in: configuration.connectionString),
            "-c TimeZone=UTC -c DateStyle=ISO -c bytea_output=hex",
        ]
        var pairs = [
            ("connect_timeout", "5"),
            ("keepalives_idle", "10"),
            ("keepalives_interval", "5"),
            ("keepalives_count", "3"),
            ("tcp_user_timeout", "15000"),
            ("application_name", configuration.applicationName),
            // Read as a whole connection string; what it says replaces the pairs above.
            ("dbname", configuration.connectionString),
            ("options", options.compactMap { $0 }.joined(separator: " ")),
            ("client_encoding", "UTF8"),
        ]
        if let login = configuration.login { pairs += [("user", login.role), ("password", login.password)] }
        keywords = pairs.map(\.0)
        values = pairs.map(\.1)
    }

    /// What a connection string says to one keyword; `nil` if nothing, or if it is malformed.
    static func value(of name: String, in connectionString: String) -> String? {
        guard let parsed = PQconninfoParse(connectionString, nil) else { return nil }
        defer { PQconninfoFree(parsed) }
        var option = parsed
        while let keyword = option.pointee.keyword {
            if String(cString: keyword) == name, let value = option.pointee.val { return String(cString: value) }
            option += 1
        }
        return nil
    }

    func connect() -> OpaquePointer? {
        CStrings.with(keywords) { keywords in
            CStrings.with(values) { values in PQconnectdbParams(keywords, values, 1) }
        }
    }

    /// Whether the server takes connections by now, which it does not while it starts or recovers.
    var isAccepting: Bool {
        CStrings.with(keywords) { keywords in
            CStrings.with(values) { values in PQpingParams(keywords, values, 1) == PQPING_OK }
        }
    }
}
