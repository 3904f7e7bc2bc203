/// Which statements a connection has prepared, by text, at most `limit`; the least recently used goes first.
struct StatementCache {
    enum Lookup: Equatable {
        case prepared(name: String)
        case new(name: String, evicting: String?)
    }

    private struct Entry {
        let name: String
        var lastUse: Int
    }

    private let limit: Int
    private var entries: [String: Entry] = [:]
    private var uses = 0
    private var names = 0

    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { entries.count }

    /// The statement's name. A new statement is not remembered until ``remember(_:as:)``, because preparing may fail;
    /// one that is evicted to make room is forgotten at once.
    mutating func look(up text: String) -> Lookup {
        uses += 1
        if let index = entries.index(forKey: text) {
            entries.values[index].lastUse = uses
            return .prepared(name: entries.values[index].name)
        }
        names += 1
        var evicted: String?
        if entries.count >= limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            evicted = oldest.value.name
            entries[oldest.key] = nil
        }
        return .new(name: "s\(names)", evicting: evicted)
    }

    mutating func remember(_ text: String, as name: String) {
        entries[text] = Entry(name: name, lastUse: uses)
    }

    mutating func removeAll() {
        entries.removeAll()
    }
}
