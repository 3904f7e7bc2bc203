extension WebClient {
    /// Sends a form and, where the answer asks whether that is meant, says yes.
    func insist(_ page: Answer, to action: String, _ fields: [String: String]) async throws -> Answer {
        let asked = try await submit(page, to: action, fields)
        guard asked.body.contains("name=\"bestaetigt\"") else { return asked }
        return try await submit(asked, to: action, [:])
    }
}
