import AwardStore
import Awards
import Hummingbird

/// What the address of the staff's list asks for, and the addresses of the same list asked for differently.
struct StaffEntryQuery {
    private(set) var filter: EntryFilter

    /// - Throws: ``PageNotFound`` for values no link or form of ours sends.
    init(_ request: Request) throws {
        let fields = try request.queryFields
        filter = EntryFilter(text: fields["q"].trimmed)
        if !fields["stand"].isEmpty {
            guard let state = Entry.State.allCases.first(where: { $0.addressName == fields["stand"] }) else { throw PageNotFound() }
            filter.state = state
        }
        if !fields["klasse"].isEmpty { filter.track = fields["klasse"] }
        if !fields["sortierung"].isEmpty {
            filter.descending = fields["sortierung"].hasPrefix("-")
            let name = fields["sortierung"].drop { $0 == "-" }
            guard let sort = EntryFilter.Sort.allCases.first(where: { $0.addressName == name }) else { throw PageNotFound() }
            filter.sort = sort
        }
        if fields.has("seite") {
            guard let page = Int(fields["seite"]), (1...100_000).contains(page) else { throw PageNotFound() }
            filter.page = page
        }
    }

    /// The order as the address names it; nil for the usual one.
    var sorting: String? {
        filter.sort == .name && !filter.descending ? nil : (filter.descending ? "-" : "") + filter.sort.addressName
    }

    /// The same list, from its first page, with another state.
    func address(state: Entry.State?) -> String {
        var copy = self
        copy.filter.state = state
        return copy.address(page: 1)
    }

    /// The same list in another order; the order it has already is turned round.
    func address(sort: EntryFilter.Sort) -> String {
        var copy = self
        copy.filter.descending = filter.sort == sort && !filter.descending
        copy.filter.sort = sort
        return copy.address(page: 1)
    }

    func address(page: Int) -> String {
        let parts = [
            filter.state.map { "stand=" + $0.addressName }, filter.track.map { "klasse=" + $0.queryEscaped },
            filter.text.isEmpty ? nil : "q=" + filter.text.queryEscaped, sorting.map { "sortierung=" + $0 },
            page == 1 ? nil : "seite=\(page)",
        ]
        return "?" + parts.compactMap { $0 }.joined(separator: "&")
    }
}

extension Entry.State {
    /// As addresses name it.
    var addressName: String { germanName.lowercased() }
}

extension EntryFilter.Sort {
    fileprivate var addressName: String {
        switch self {
        case .name: "kommune"
        case .population: "einwohner"
        case .number: "nummer"
        }
    }
}

extension Request {
    /// The query as a browser writes a form into it, where a blank is a plus sign.
    /// - Throws: ``PageNotFound`` where it is not readable.
    var queryFields: FormFields {
        get throws {
            guard let fields = FormFields(urlEncoded: (uri.query ?? "").utf8) else { throw PageNotFound() }
            return fields
        }
    }
}
