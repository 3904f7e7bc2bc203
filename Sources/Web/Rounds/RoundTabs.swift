/// The links between the staff pages of a round; the partial `round-tabs` shows them under the key `roundTabs`.
struct RoundTabs: ViewModel {
    enum Place: String, CaseIterable {
        case overview = ""
        case entries = "/bewerbungen"
        case jury = "/jury"
        case ranking = "/rangliste"
        case analysis = "/analyse"
        case prizes = "/preise"
        case rules = "/regeln"
        case record = "/protokoll"

        var label: String {
            switch self {
            case .overview: "Überblick"
            case .entries: "Bewerbungen"
            case .jury: "Jury"
            case .ranking: "Rangliste"
            case .analysis: "Analyse"
            case .prizes: "Preise"
            case .rules: "Regeln"
            case .record: "Protokoll"
            }
        }
    }

    struct Item: ViewModel {
        let href: String
        let label: String
        let current: Bool
    }

    let items: [Item]

    init(slug: String, current: Place) {
        items = Place.allCases.map { Item(href: "/verwaltung/\(slug)\($0.rawValue)", label: $0.label, current: $0 == current) }
    }
}
