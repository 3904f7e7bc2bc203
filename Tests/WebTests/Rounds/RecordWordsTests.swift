import SourceReading
import Testing

@testable import Web

@Suite("Words of the record")
struct RecordWordsTests {
    @Test("every action that any feature records has a German name")
    func complete() {
        let actions = SourceTree.files(in: "Sources/AwardStore", ending: ".swift").flatMap { file in
            file.text.matches(of: /static let \w+ = (?:Self|EventAction)\("(\w+)"\)/).map { String($0.1) }
        }
        #expect(actions.contains("roundImported") && actions.contains("sheetSaved"))
        #expect(actions.filter { RecordWords.german[$0] == nil } == [])
    }
}
