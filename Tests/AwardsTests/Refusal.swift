/// What a rule refuses with; nil where it lets pass.
func refusal<Refusal>(_ body: () throws(Refusal) -> Void) -> Refusal? {
    do throws(Refusal) {
        try body()
        return nil
    } catch {
        return error
    }
}
