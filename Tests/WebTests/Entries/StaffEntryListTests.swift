import AwardStore
import Awards
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("The staff's list of entries in the browser")
struct StaffEntryListTests {
    private static let names = ["Stadt Gießen", "Stadt Lindenau", "Stadt Überlingen", "Stadt Ulm", "Stadt Zell"]

    private func withEntries(_ body: @Sendable (StaffEntryScene) async throws -> Void) async throws {
        try await StaffEntryScene.run { scene in
            _ = try await scene.draft()
            for (name, key, population) in [("Zell", "09000001", 300), ("Überlingen", "08000002", 22_000), ("Gießen", "06000003", 90_000), ("Ulm", "08000004", 126_000)] {
                try await scene.recorded(name, key: key, population: population)
            }
            try await body(scene)
        }
    }

    @Test("the list shows each entry's facts and the counts by state")
    func list() async throws {
        try await withEntries { scene in
            let page = try await scene.browser.get(StaffEntryScene.path)
            #expect(page.status == .ok && page.names == Self.names)
            #expect(page.text.contains("Alle 5 Entwurf 1 Eingereicht 4 Zugelassen 0 Abgelehnt 0"))
            #expect(page.text.contains("Überlingen Land 08 probe-2027-002 Mittlere Kommunen 22.000 Eingereicht"))
            #expect(page.text.contains("Lindenau Land 09 – Mittlere Kommunen 47.112 Entwurf –"))
            #expect(page.text.contains("5 Bewerbungen") && page.text.contains("nachgetragen"))
            #expect(page.body.contains("href=\"\(StaffEntryScene.path)/nachtragen\"") && !page.body.contains("class=\"paging\""))
            #expect(page.body.contains("<li><a href=\"\(StaffEntryScene.path)\" aria-current=\"page\">Bewerbungen</a></li>"))
            #expect(page.body.contains("Diese Runde ist eine Demonstration mit erfundenen Daten."))
        }
    }

    @Test("filters and searches find what they name", arguments: [
        ("?stand=entwurf", ["Stadt Lindenau"]), ("?stand=eingereicht&klasse=gross", ["Stadt Ulm"]), ("?q=%C3%BCber", ["Stadt Überlingen"]),
        ("?q=ueber", ["Stadt Überlingen"]), ("?q=GIESSEN", ["Stadt Gießen"]), ("?q=+ulm+", ["Stadt Ulm"]), ("?q=0800", ["Stadt Überlingen", "Stadt Ulm"]),
        ("?q=&klasse=&stand=", names), ("?stand=abgelehnt", []), ("?q=%25", []), ("?seite=9", names),
    ])
    func filters(query: String, expected: [String]) async throws {
        try await withEntries { scene in
            let page = try await scene.browser.get(StaffEntryScene.path + query)
            #expect(page.status == .ok && page.names == expected)
            #expect(page.text.contains("Alle 5 Entwurf 1 Eingereicht 4"))
            if expected.isEmpty { #expect(page.text.contains("Keine Bewerbung gefunden")) }
        }
    }

    @Test("what is filtered by stays in the form and in every link")
    func staying() async throws {
        try await withEntries { scene in
            let page = try await scene.browser.get(StaffEntryScene.path + "?stand=eingereicht&klasse=mittel&q=%C3%9Cber+%26+%22x&sortierung=-einwohner")
            #expect(page.status == .ok)
            #expect(page.body.contains("name=\"stand\" value=\"eingereicht\"") && page.body.contains("name=\"sortierung\" value=\"-einwohner\""))
            #expect(page.body.contains("name=\"q\" value=\"Über &amp; &quot;x\"") && page.body.contains("<option value=\"mittel\" selected>"))
            let kept = "klasse=mittel&amp;q=%C3%9Cber%20%26%20%22x&amp;sortierung=-einwohner"
            #expect(page.body.contains("href=\"?\(kept)\"") && page.body.contains("href=\"?stand=abgelehnt&amp;\(kept)\""))
        }
    }

    @Test("columns sort both ways and say so", arguments: [
        ("", ["ascending", "none", "none"], names),
        ("?sortierung=-kommune", ["descending", "none", "none"], names.reversed()),
        ("?sortierung=nummer", ["none", "ascending", "none"], ["Stadt Zell", "Stadt Überlingen", "Stadt Gießen", "Stadt Ulm", "Stadt Lindenau"]),
        ("?sortierung=-einwohner", ["none", "none", "descending"], ["Stadt Ulm", "Stadt Gießen", "Stadt Lindenau", "Stadt Überlingen", "Stadt Zell"]),
    ])
    func sorting(query: String, headings: [String], expected: [String]) async throws {
        try await withEntries { scene in
            let page = try await scene.browser.get(StaffEntryScene.path + query)
            #expect(page.names == expected)
            #expect(page.body.matches(of: /aria-sort="([a-z]+)"/).map { String($0.1) } == headings)
        }
    }

    @Test("a heading sorts by its column, and turns the order round when it already does")
    func turning() async throws {
        try await withEntries { scene in
            let byName = try await scene.browser.get(StaffEntryScene.path)
            #expect(byName.body.contains("href=\"?sortierung=-kommune\"") && byName.body.contains("href=\"?sortierung=einwohner\""))
            let bySize = try await scene.browser.get(StaffEntryScene.path + "?sortierung=einwohner")
            #expect(bySize.body.contains("aria-sort=\"none\"><a href=\"?\">Kommune") && bySize.body.contains("href=\"?sortierung=-einwohner\""))
        }
    }

    @Test("addresses no link leads to are pages that do not exist", arguments: [
        "?stand=weg", "?klasse=riesig", "?sortierung=farbe", "?seite=0", "?seite=x", "?q=%FF", "?q=%00",
    ])
    func unreadable(query: String) async throws {
        try await StaffEntryScene.run { scene in
            let answer = try await scene.browser.get(StaffEntryScene.path + query)
            #expect(answer.status == .notFound)
        }
    }

    @Test("a round without entries says so, a round there is not is no page, a closed one takes none")
    func empty() async throws {
        try await StaffEntryScene.run { scene in
            #expect(try await scene.browser.get(StaffEntryScene.path).text.contains("Noch keine Bewerbung"))
            #expect(try await scene.browser.get("/verwaltung/gibt-es-nicht/bewerbungen").status == .notFound)
            try await scene.close()
            #expect(!(try await scene.browser.get(StaffEntryScene.path)).body.contains("/nachtragen"))
        }
    }
}

extension Answer {
    /// The municipalities of the table, in order.
    fileprivate var names: [String] {
        body.matches(of: /<th scope="row"><a href="[^"]*">([^<]*)<\/a>/).map { String($0.1).htmlUnescaped }
    }
}
