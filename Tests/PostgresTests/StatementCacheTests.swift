import Testing

@testable import Postgres

@Suite("Statement cache")
struct StatementCacheTests {
    @Test("a remembered text keeps its name; the least recently used makes room")
    func evicts() {
        var cache = StatementCache(limit: 2)
        #expect(cache.look(up: "A") == .new(name: "s1", evicting: nil))
        cache.remember("A", as: "s1")
        #expect(cache.look(up: "B") == .new(name: "s2", evicting: nil))
        cache.remember("B", as: "s2")
        #expect(cache.look(up: "A") == .prepared(name: "s1"))
        #expect(cache.look(up: "C") == .new(name: "s3", evicting: "s2"))
        cache.remember("C", as: "s3")
        #expect(cache.look(up: "A") == .prepared(name: "s1"))
        #expect(cache.look(up: "B") == .new(name: "s4", evicting: "s3"))
    }

    @Test("a text whose preparation failed is new again, under another name")
    func forgetsFailures() {
        var cache = StatementCache(limit: 2)
        #expect(cache.look(up: "A") == .new(name: "s1", evicting: nil))
        #expect(cache.look(up: "A") == .new(name: "s2", evicting: nil))
        #expect(cache.count == 0)
    }
}
