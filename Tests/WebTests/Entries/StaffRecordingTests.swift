import AwardStore
import Awards
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Staff record an entry in the browser")
struct StaffRecordingTests {
    private static let path = StaffEntryScene.path + "/nachtragen"

    @Test("a municipality is found, chosen and recorded once, however often the form is sent")
    func record() async throws {
        try await StaffEntryScene.run { scene in
            let page = try await scene.browser.get(Self.path + "?q=LINDEN")
            #expect(page.status == .ok && page.text.contains("Lindenau Land 09 · 09123456 · Mittlere Kommunen, 47.112 Einwohner*innen"))
            let fields = ["kommune": scene.town.description, "klasse": "", "eingang": "30.06.2099", "grund": "Kam auf Papier"]
            var locations: Set<String> = []
            for _ in 1...2 {
                let answer = try await scene.browser.submit(page, to: Self.path, fields)
                #expect(answer.status == .seeOther)
                locations.insert(try #require(answer.location))
            }
            #expect(locations.count == 1)
            let entry = try await scene.browser.get(try #require(locations.first))
            #expect(entry.text.contains("Die Bewerbung ist nachgetragen") && entry.text.contains("Von der Geschäftsstelle nachgetragen Kam auf Papier"))
            #expect(entry.text.contains("Eingang des Papiers 30.06.2099") && entry.text.contains("Größenklasse Mittlere Kommunen"))
        }
    }

    @Test("umlauts are found as they are typed", arguments: ["%C3%BCber", "ueber", "uber", "+%C3%9Cber", "0800"])
    func search(text: String) async throws {
        try await StaffEntryScene.run { scene in
            _ = try await scene.site.people.municipality("Überlingen", key: "08000002", population: 22_000)
            #expect(try await scene.browser.get(Self.path + "?q=" + text).text.contains("Überlingen Land 08"))
        }
    }

    @Test("without a search there is nothing to choose, without a find it is said")
    func nothing() async throws {
        try await StaffEntryScene.run { scene in
            let start = try await scene.browser.get(Self.path)
            #expect(start.status == .ok && !start.body.contains("name=\"kommune\"") && !start.text.contains("Keine Kommune gefunden"))
            let none = try await scene.browser.get(Self.path + "?q=%3Cb%3E")
            #expect(none.text.contains("Zu „<b>“ gibt es keine Kommune.") && !none.body.contains("name=\"kommune\""))
        }
    }

    @Test("every mistake is shown at its field, and what was typed is kept")
    func mistakes() async throws {
        try await StaffEntryScene.run { scene in
            let page = try await scene.browser.get(Self.path + "?q=linden")
            let answer = try await scene.browser.submit(page, to: Self.path, ["klasse": "riesig", "eingang": "31.02.2099", "grund": " "])
            #expect(answer.status == .unprocessableContent)
            for field in ["kommune", "klasse", "eingang", "grund"] { #expect(answer.body.contains("href=\"#\(field)\""), "\(field)") }
            #expect(answer.body.contains("value=\"31.02.2099\"") && answer.body.contains("name=\"q\" value=\"linden\""))
            let kept = try await scene.browser.submit(answer, to: Self.path, ["kommune": scene.town.description, "klasse": "gross", "eingang": "x", "grund": "Mein <Grund>"])
            #expect(kept.status == .unprocessableContent && kept.body.contains("&#10;Mein &lt;Grund&gt;</textarea>"))
            #expect(kept.body.contains("value=\"\(scene.town)\" checked") && kept.body.contains("<option value=\"gross\" selected>"))
            let done = try await scene.browser.submit(kept, to: Self.path, ["kommune": scene.town.description, "klasse": "gross", "eingang": "2099-06-01", "grund": "Papier"])
            #expect(done.status == .seeOther)
            #expect(try await scene.browser.get(try #require(done.location)).text.contains("Größenklasse Große Kommunen"))
        }
    }

    @Test("a municipality with an entry can't be chosen, and is refused where it was meanwhile entered")
    func entered() async throws {
        try await StaffEntryScene.run { scene in
            let before = try await scene.browser.get(Self.path + "?q=linden")
            _ = try await scene.draft()
            let fields = ["kommune": scene.town.description, "klasse": "", "eingang": "", "grund": "Papier"]
            let answer = try await scene.browser.submit(before, to: Self.path, fields)
            #expect(answer.status == .unprocessableContent && answer.text.contains("hat in dieser Runde schon eine Bewerbung"))
            let after = try await scene.browser.get(Self.path + "?q=linden")
            #expect(after.text.contains("Mit Bewerbung in dieser Runde Stadt Lindenau, Land 09") && !after.body.contains("name=\"kommune\""))
        }
    }

    @Test("kinds that may not enter are refused at the choice, a missing population at the size class")
    func ineligible() async throws {
        var rules = try SampleRules.round()
        rules.eligibility = Eligibility(kinds: [.gemeinde], populationDate: rules.eligibility.populationDate)
        try await StaffEntryScene.run(rules) { scene in
            let county = try await scene.site.people.municipality("Landkreis Au", key: "09123", population: 80_000, kind: .landkreis)
            let town = try await scene.withoutPopulation("Auhafen", key: "09000009")
            let page = try await scene.browser.get(Self.path + "?q=au")
            #expect(page.text.contains("09000009 · Größenklasse nicht bestimmbar"))
            for (id, message) in [(county, "Kommunen dieser Art können"), (town, "ist keine Einwohnerzahl hinterlegt")] {
                let answer = try await scene.browser.submit(page, to: Self.path, ["kommune": id.description, "klasse": "", "eingang": "", "grund": "Papier"])
                #expect(answer.status == .unprocessableContent && answer.text.contains(message))
            }
            let chosen = try await scene.browser.submit(page, to: Self.path, ["kommune": town.description, "klasse": "klein", "eingang": "", "grund": "Papier"])
            let entry = try await scene.browser.get(try #require(chosen.location))
            #expect(entry.text.contains("Größenklasse Kleine Kommunen Einwohner*innen nicht hinterlegt"))
        }
    }

    @Test("a closed round takes nothing more, and the reason typed is shown")
    func closed() async throws {
        try await StaffEntryScene.run { scene in
            let before = try await scene.browser.get(Self.path + "?q=linden")
            try await scene.close()
            for municipality in [scene.town.description, ""] {
                let fields = ["kommune": municipality, "klasse": "", "eingang": "", "grund": "Lag im Keller"]
                let answer = try await scene.browser.submit(before, to: Self.path, fields.merging(["operation": UUID().uuidString]) { $1 })
                #expect(answer.status == .conflict && answer.text.contains("Die Bewertung ist abgeschlossen"))
                #expect(answer.text.contains("Ihr Text, nicht gespeichert Lag im Keller"))
            }
            #expect(try await scene.browser.get(Self.path).text.contains("Die Bewertung ist abgeschlossen"))
        }
    }
}
