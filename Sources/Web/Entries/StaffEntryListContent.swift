import AwardStore
import Awards
import Foundation

/// What `/verwaltung/{round}/bewerbungen` shows.
struct StaffEntryListContent: ViewModel {
    struct StateTab: ViewModel {
        let label: String
        let count: String
        let href: String
        let current: Bool
    }

    struct SortHeading: ViewModel {
        let href: String
        /// For `aria-sort`: none, ascending or descending.
        let direction: String
    }

    struct TrackOption: ViewModel {
        let value: String
        let label: String
        let selected: Bool
    }

    /// One entry. Written by hand: there are a hundred on a page.
    struct Line: ViewModel {
        let href: String
        let municipality: String
        let land: String
        let number: String
        let track: String
        let population: String
        let tag: String
        let state: String
        let byStaff: Bool
        let submitted: String

        func child(named name: String) -> Any? {
            switch name {
            case "href": href
            case "municipality": municipality
            case "land": land
            case "number": number
            case "track": track
            case "population": population
            case "tag": tag
            case "state": state
            case "byStaff": byStaff
            case "submitted": submitted
            default: nil
            }
        }
    }

    let roundTabs: RoundTabs
    let roundTitle: String
    /// Where an entry can be recorded; nil once the round is closed.
    let recordHref: String?
    let stateTabs: [StateTab]
    let search: String
    /// The state and order the filter form keeps.
    let keptState: String?
    let keptSorting: String?
    let tracks: [TrackOption]
    let resetHref: String
    let caption: String
    let nameHeading: SortHeading
    let numberHeading: SortHeading
    let populationHeading: SortHeading
    let lines: [Line]
    let anyEntries: Bool
    let paging: Paging?
}

extension StaffEntryListContent {
    init(_ list: EntryList, query: StaffEntryQuery, mayRecord: Bool) {
        let round = list.round
        let filter = query.filter
        let clock = ZonedClock(round.rules.round.timeZone)
        let all = list.counts.values.reduce(0, +)
        roundTabs = RoundTabs(slug: round.slug, current: .entries)
        roundTitle = round.title
        recordHref = mayRecord && round.state == .open ? "/verwaltung/\(round.slug)/bewerbungen/nachtragen" : nil
        stateTabs = [StateTab(label: "Alle", count: all.grouped, href: query.address(state: nil), current: filter.state == nil)]
            + Entry.State.allCases.map { state in
                StateTab(
                    label: state.germanName, count: (list.counts[state] ?? 0).grouped, href: query.address(state: state),
                    current: filter.state == state
                )
            }
        search = filter.text
        keptState = filter.state?.addressName
        keptSorting = query.sorting
        tracks = [TrackOption(value: "", label: "Alle Größenklassen", selected: filter.track == nil)]
            + round.rules.tracks.map { TrackOption(value: $0.code, label: $0.title, selected: filter.track == $0.code) }
        resetHref = "/verwaltung/\(round.slug)/bewerbungen"
        caption = list.total == all
            ? all.counted("Bewerbung", "Bewerbungen") : "\(list.total.grouped) von \(all.counted("Bewerbung", "Bewerbungen"))"
        nameHeading = SortHeading(.name, query)
        numberHeading = SortHeading(.number, query)
        populationHeading = SortHeading(.population, query)
        lines = list.items.map { Line($0, round: round, clock: clock) }
        anyEntries = all > 0
        paging = Paging(
            page: list.page, itemsPerPage: EntryList.pageSize, total: list.total, href: query.address(page:)
        )
    }
}

extension StaffEntryListContent.SortHeading {
    fileprivate init(_ sort: EntryFilter.Sort, _ query: StaffEntryQuery) {
        href = query.address(sort: sort)
        direction = query.filter.sort != sort ? "none" : query.filter.descending ? "descending" : "ascending"
    }
}

extension StaffEntryListContent.Line {
    fileprivate init(_ item: EntryList.Item, round: LoadedRound, clock: ZonedClock) {
        href = "/verwaltung/\(round.slug)/bewerbungen/\(item.id)"
        municipality = item.title.plain
        land = item.land
        number = item.number.map(round.entryNumber) ?? "–"
        track = round.rules.track(item.track)?.title ?? item.track
        population = item.population?.grouped ?? "–"
        tag = item.state.rawValue
        state = item.state.germanName
        byStaff = item.origin == .staff
        submitted = item.submittedAt.map(clock.minute) ?? "–"
    }
}
