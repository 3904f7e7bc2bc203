import AwardStore
import Awards

/// The links between the pages about accounts; the partial `account-tabs` shows them under the key `accountTabs`.
struct AccountTabs: ViewModel {
    enum Place: String, CaseIterable {
        case accounts = "/verwaltung/konten"
        case municipalities = "/verwaltung/kommunen"
        case outbox = "/verwaltung/postausgang"

        var label: String {
            switch self {
            case .accounts: "Konten"
            case .municipalities: "Kommunen"
            case .outbox: "Postausgang"
            }
        }
    }

    let items: [RoundTabs.Item]

    /// Teams of municipalities are for staff.
    init(_ current: Place, context: some PageContext) {
        let runsRounds = context.app.signedIn.map { context.app.permissions.mayRunRounds($0.actor) } ?? false
        items = Place.allCases.filter { $0 != .municipalities || runsRounds }
            .map { RoundTabs.Item(href: $0.rawValue, label: $0.label, current: $0 == current) }
    }

    /// Whether a path is one of these pages.
    static func contain(_ path: String) -> Bool {
        Place.allCases.contains { path == $0.rawValue || path.hasPrefix($0.rawValue + "/") || path.hasPrefix($0.rawValue + "?") }
    }
}

extension Page {
    /// A page about accounts.
    init(accounts title: String, under parent: AccountTabs.Place? = nil, flash: Frame.Flash? = nil) {
        var crumbs = [Frame.Crumb]()
        if let parent { crumbs = [Frame.Crumb(parent.label, parent.rawValue), Frame.Crumb(title)] }
        self.init(title, breadcrumb: crumbs, flash: flash)
    }
}
