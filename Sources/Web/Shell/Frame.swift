import AwardStore
import Awards

/// What every page has around its content.
struct Frame: ViewModel {
    struct AccountLink: ViewModel {
        let name: String
        let role: String
    }

    struct NavigationItem: ViewModel {
        let href: String
        let label: String
        let current: Bool
    }

    struct Crumb: ViewModel {
        let href: String?
        let label: String

        init(_ label: String, _ href: String? = nil) {
            self.label = label
            self.href = href
        }
    }

    struct Flash: ViewModel {
        let kind: String
        let text: String
    }

    let title: String
    let roundName: String?
    let account: AccountLink?
    let csrf: String
    let navigation: [NavigationItem]
    let sampleBanner: String?
    let breadcrumb: [Crumb]
    let flash: Flash?

    init(_ page: Page, context: some PageContext) {
        title = page.title
        roundName = page.roundName
        sampleBanner = page.sampleBanner
        breadcrumb = page.breadcrumb
        flash = page.flash
        csrf = context.app.csrfToken
        account = context.app.signedIn.map { AccountLink(name: $0.displayName, role: Self.role(of: $0)) }
        navigation = Self.navigation(for: context.app.signedIn, at: context.app.path, permissions: context.app.permissions)
    }

    private static func role(of person: SignedIn) -> String {
        var roles: [String] = []
        if person.actor.roles.contains(.administrator) { roles.append("Administration") }
        if person.actor.roles.contains(.staff) { roles.append("Geschäftsstelle") }
        if person.actor.roles.contains(.payment) { roles.append("Auszahlung") }
        if person.actor.roles.contains(.auditor) { roles.append("Prüfung") }
        if person.actor.isJuror { roles.append("Jury") }
        if person.actor.isApplicant { roles.append("Kommune") }
        return roles.isEmpty ? "Ohne Aufgabe" : roles.joined(separator: ", ")
    }

    private static func navigation(for person: SignedIn?, at path: String, permissions: Permissions) -> [NavigationItem] {
        guard let person else { return [] }
        var links: [(String, String)] = []
        if person.actor.isApplicant { links.append(("/bewerbungen", "Bewerbungen")) }
        if person.actor.isJuror { links.append(("/jury", "Jury")) }
        if person.actor.readsRounds { links.append(("/verwaltung", "Verwaltung")) }
        if permissions.mayLookAfterAccounts(person.actor) { links.append(("/verwaltung/konten", "Konten")) }
        let accounts = AccountTabs.contain(path)
        return links.map { link in
            let here = path == link.0 || path.hasPrefix(link.0 + "/") || path.hasPrefix(link.0 + "?")
            return NavigationItem(href: link.0, label: link.1, current: link.0 == "/verwaltung" ? here && !accounts : link.0 == "/verwaltung/konten" ? accounts : here)
        }
    }
}

/// What a handler says about its page besides the content.
struct Page {
    var title: String
    var roundName: String?
    /// Why the data on this page are sample data; nil where they are real.
    var sampleBanner: String?
    var breadcrumb: [Frame.Crumb] = []
    var flash: Frame.Flash?

    init(
        _ title: String, roundName: String? = nil, sampleBanner: String? = nil, breadcrumb: [Frame.Crumb] = [],
        flash: Frame.Flash? = nil
    ) {
        self.title = title
        self.roundName = roundName
        self.sampleBanner = sampleBanner
        self.breadcrumb = breadcrumb
        self.flash = flash
    }
}
