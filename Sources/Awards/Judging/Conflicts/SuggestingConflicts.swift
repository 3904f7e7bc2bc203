/// A possible entrant as suggestions compare it.
public struct KnownMunicipality: Sendable, Equatable {
    public let id: Municipality.ID
    /// AGS or Kreisschlüssel.
    public let key: String
    public let title: MunicipalityTitle

    public init(id: Municipality.ID, key: String, title: MunicipalityTitle) {
        self.id = id
        self.key = key
        self.title = title
    }

    /// The Land's two digits.
    public var land: String { String(key.prefix(2)) }
}

/// What is known about one juror, and what a conflict could follow from.
public struct JurorConnections: Sendable, Equatable {
    public struct Link: Sendable, Equatable {
        public enum Target: Sendable, Equatable {
            case municipality(KnownMunicipality)
            case land(code: String, name: String)
            case institution(String)
        }

        public let id: JurorLink.ID
        public let kind: JurorLink.Kind
        /// In the person's words, for example "Mitglied des Kreistags".
        public let role: String
        public let target: Target

        public init(id: JurorLink.ID, kind: JurorLink.Kind, role: String, target: Target) {
            self.id = id
            self.kind = kind
            self.role = role
            self.target = target
        }
    }

    /// An entry in another round that the juror's account worked on.
    public struct PastEntry: Sendable, Equatable {
        public let municipality: Municipality.ID
        public let roundTitle: String
        public let awarded: Bool

        public init(municipality: Municipality.ID, roundTitle: String, awarded: Bool) {
            self.municipality = municipality
            self.roundTitle = roundTitle
            self.awarded = awarded
        }
    }

    public let juror: Juror.ID
    /// Whom the juror stands for, as staff wrote it; may be "".
    public let organisation: String
    public let links: [Link]
    /// Municipalities the juror's account acts for.
    public let memberships: Set<Municipality.ID>
    public let pastEntries: [PastEntry]

    public init(juror: Juror.ID, organisation: String, links: [Link], memberships: Set<Municipality.ID>, pastEntries: [PastEntry]) {
        self.juror = juror
        self.organisation = organisation
        self.links = links
        self.memberships = memberships
        self.pastEntries = pastEntries
    }
}

/// A possible conflict and where it comes from.
public struct ConflictSuggestion: Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        case membership
        case link(JurorConnections.Link, Reach)
        /// The organisation's name contains the municipality's.
        case organisation(String)
        case pastEntry(roundTitle: String, awarded: Bool)
    }

    /// How a link reaches the entry.
    public enum Reach: Sendable, Equatable {
        /// It leads to the municipality itself.
        case itself
        /// It leads to the county that the municipality belongs to.
        case countyOfEntry
        /// It leads to a municipality of the county that enters.
        case insideCounty
        case land
        /// The institution's name contains the municipality's.
        case named
    }

    public let reason: Reason

    public init(reason: Reason) {
        self.reason = reason
    }

    /// Names where the suggestion comes from: who calls it false means this one, not a later one.
    public var source: String {
        switch reason {
        case .membership: "membership"
        case .link(let link, _): "link:\(link.id)"
        case .organisation(let name): "organisation:\(name)"
        case .pastEntry(let round, _): "pastEntry:\(round)"
        }
    }

    public var ground: ConflictGround {
        switch reason {
        case .membership: .representative
        case .link(let link, _): link.kind.ground
        case .organisation: .employment
        case .pastEntry: .advice
        }
    }
}

/// Which conflicts are worth asking about. A suggestion decides nothing.
public enum SuggestingConflicts {
    /// In the order membership, links, organisation, earlier rounds.
    public static func suggestions(for juror: JurorConnections, entry: KnownMunicipality) -> [ConflictSuggestion] {
        var found: [ConflictSuggestion.Reason] = []
        if juror.memberships.contains(entry.id) { found.append(.membership) }
        for link in juror.links {
            if let reach = reach(of: link.target, to: entry) { found.append(.link(link, reach)) }
        }
        if PlaceName(entry.title.displayName).occurs(in: juror.organisation) { found.append(.organisation(juror.organisation)) }
        found += juror.pastEntries.filter { $0.municipality == entry.id }.map { .pastEntry(roundTitle: $0.roundTitle, awarded: $0.awarded) }
        return found.map(ConflictSuggestion.init)
    }

    /// A county covers the municipalities whose key begins with its five digits.
    private static func reach(of target: JurorConnections.Link.Target, to entry: KnownMunicipality) -> ConflictSuggestion.Reach? {
        switch target {
        case .municipality(let municipality):
            if municipality.id == entry.id { return .itself }
            switch (municipality.title.kind, entry.title.kind) {
            case (.landkreis, .gemeinde): return entry.key.hasPrefix(municipality.key) ? .countyOfEntry : nil
            case (.gemeinde, .landkreis): return municipality.key.hasPrefix(entry.key) ? .insideCounty : nil
            default: return nil
            }
        case .land(let code, _): return entry.land == code ? .land : nil
        case .institution(let name): return PlaceName(entry.title.displayName).occurs(in: name) ? .named : nil
        }
    }
}

/// A place's name as whole words, without regard to case, umlauts and ß.
struct PlaceName {
    private let words: String

    init(_ name: String) {
        words = Self.words(of: name)
    }

    func occurs(in text: String) -> Bool {
        words != " " && Self.words(of: text).contains(words)
    }

    /// " stadtwerke koeln gmbh ": words between single blanks.
    private static func words(of text: String) -> String {
        var result = " "
        for character in text.lowercased() {
            switch character {
            case "ä": result += "ae"
            case "ö": result += "oe"
            case "ü": result += "ue"
            case "ß": result += "ss"
            case let letter where letter.isLetter || letter.isNumber: result.append(letter)
            default: if result.last != " " { result += " " }
            }
        }
        return result.last == " " ? result : result + " "
    }
}
