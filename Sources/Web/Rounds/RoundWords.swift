import Awards

extension Round.State {
    var germanName: String {
        switch self {
        case .open: "Bewerbung und Bewertung laufen"
        case .scoringClosed: "Bewertung abgeschlossen"
        case .published: "Ergebnis veröffentlicht"
        }
    }
}
