import AwardStore
import Awards
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Adding and changing measures")
struct MeasurePageTests {
    private static func fields(_ title: String, started: String = "2023", finished: String = "") -> [String: String] {
        ["title": title, "field": "bildung", "description": "Text", "started": started, "finished": finished, "action": "save"]
    }

    @Test("a measure is added, moved and, after asking, removed")
    func journey() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let list = "/bewerbungen/\(entry)/massnahmen"
            let added = try await scene.annas.submit(try await scene.annas.get(list + "/neu"), to: list + "/neu", Self.fields("Lernweg"))
            #expect(added.location == list + "?meldung=gespeichert")
            let second = try #require(try await scene.detail(entry).measures.last?.measure)
            #expect(second.draft == MeasureDraft(field: "bildung", title: "Lernweg", description: "Text", startedYear: 2023))
            let move = "\(list)/\(second.id)/verschieben"
            _ = try await scene.annas.submit(try await scene.annas.get(list), to: move, ["direction": "up"])
            #expect(try await scene.detail(entry).measures.map(\.measure.draft.title) == ["Lernweg", "Faire Woche"])
            let remove = "\(list)/\(second.id)/entfernen"
            let asked = try await scene.annas.get(remove)
            #expect(asked.text.contains("„Lernweg“ wird aus der Bewerbung entfernt."))
            #expect(try await scene.annas.submit(asked, to: remove, [:]).location == list + "?meldung=entfernt")
            #expect(try await scene.detail(entry).measures.map(\.measure.draft.title) == ["Faire Woche"])
        }
    }

    @Test("years that can't be are named at the field, all at once, and the text is kept", arguments: [
        ("neulich", "23", ["#started", "#finished"]), ("2024", "2023", ["#finished"]), ("1949", "", ["#started"]), ("", "٢٠٢٤", ["#finished"]),
    ])
    func years(started: String, finished: String, anchors: [String]) async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let path = "/bewerbungen/\(entry)/massnahmen/neu"
            let form = Self.fields("Titel mit Ümläut", started: started, finished: finished)
            let answer = try await scene.annas.submit(try await scene.annas.get(path), to: path, form)
            #expect(answer.status == .unprocessableContent)
            for anchor in ["#started", "#finished"] {
                #expect(answer.body.contains("<li><a href=\"\(anchor)\">") == anchors.contains(anchor))
            }
            #expect(answer.body.contains("value=\"Titel mit Ümläut\""))
            #expect(answer.body.contains("value=\"\(started)\"") && answer.body.contains("value=\"\(finished)\""))
            #expect(try await scene.detail(entry).measures.count == 1)
        }
    }

    @Test("a measure that ended too long ago is saved, and said not to count")
    func tooLongAgo() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let list = "/bewerbungen/\(entry)/massnahmen"
            _ = try await scene.annas.submit(
                try await scene.annas.get(list + "/neu"), to: list + "/neu", Self.fields("Alt", started: "2080", finished: "2093")
            )
            #expect(try await scene.annas.get("/bewerbungen/\(entry)/pruefen").text.contains("Die Maßnahme endete vor 2094"))
        }
    }

    @Test("more measures than the rules allow are refused with the text kept")
    func tooMany() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let path = "/bewerbungen/\(entry)/massnahmen/neu"
            let page = try await scene.annas.get(path)
            for title in ["Zwei", "Drei"] {
                _ = try await scene.annas.submit(try await scene.annas.get(path), to: path, Self.fields(title))
            }
            let answer = try await scene.annas.submit(page, to: path, Self.fields("Vier"))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("Es sind höchstens 3 Maßnahmen möglich."))
            #expect(answer.body.contains("value=\"Vier\""))
        }
    }

    @Test("a measure a colleague changed shows both; one a colleague removed keeps the text as a new one")
    func collisions() async throws {
        try await ApplicantScene.run { scene in
            let entry = try await scene.draft()
            let list = "/bewerbungen/\(entry)/massnahmen"
            let measure = try #require(try await scene.detail(entry).measures.first?.measure)
            let path = "\(list)/\(measure.id)"
            let stale = try await scene.bernds.get(path)
            _ = try await scene.annas.submit(try await scene.annas.get(path), to: path, Self.fields("Von Anna"))
            let collision = try await scene.bernds.submit(stale, to: path, Self.fields("Von Bernd"))
            #expect(collision.status == .conflict)
            #expect(collision.text.contains("Von Anna"))
            #expect(collision.body.contains("value=\"Von Bernd\""))
            _ = try await scene.annas.submit(try await scene.annas.get(path + "/entfernen"), to: path + "/entfernen", [:])
            let gone = try await scene.bernds.submit(collision, to: path, Self.fields("Von Bernd"))
            #expect(gone.status == .conflict)
            #expect(gone.text.contains("Sie wurde inzwischen entfernt."))
            let again = try await scene.bernds.submit(gone, to: list + "/neu", Self.fields("Von Bernd"))
            #expect(again.status == .seeOther)
            #expect(try await scene.detail(entry).measures.map(\.measure.draft.title) == ["Von Bernd"])
        }
    }
}
