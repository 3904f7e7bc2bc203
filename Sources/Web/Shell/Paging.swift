/// Links between the pages of a long list; the partial `paging` shows it under the key `paging`.
struct Paging: ViewModel {
    struct Link: ViewModel {
        let label: String
        let href: String
        let current: Bool
        let gap: Bool
    }

    let summary: String
    let previous: String?
    let next: String?
    let pages: [Link]

    /// nil where one page holds everything.
    /// - Parameters:
    ///   - page: counted from 1.
    ///   - href: the address of a page.
    init?(page: Int, itemsPerPage: Int, total: Int, href: (Int) -> String) {
        let count = Self.count(of: total, itemsPerPage: itemsPerPage)
        guard count > 1 else { return nil }
        summary = "\(((page - 1) * itemsPerPage + 1).grouped)–\(min(page * itemsPerPage, total).grouped) von \(total.grouped)"
        previous = page > 1 ? href(page - 1) : nil
        next = page < count ? href(page + 1) : nil
        var links: [Link] = []
        var last = 0
        for number in Set([1, page - 1, page, page + 1, count]).filter({ (1...count).contains($0) }).sorted() {
            if number > last + 1 { links.append(Link(label: "…", href: "", current: false, gap: true)) }
            links.append(Link(label: number.grouped, href: href(number), current: number == page, gap: false))
            last = number
        }
        pages = links
    }

    /// How many pages there are; an empty list has one.
    static func count(of total: Int, itemsPerPage: Int) -> Int {
        max(1, (total + itemsPerPage - 1) / itemsPerPage)
    }
}
