/// Why a juror may not judge an entry, after sections 20 and 21 VwVfG; in the order of the law.
///
/// Living in a municipality is no ground of section 20: whoever merely belongs to a part of the population whose common
/// interests are concerned has no direct advantage (section 20 (1) sentence 3). It can still raise doubts (section 21).
public enum ConflictGround: String, Sendable, Codable, CaseIterable {
    /// The juror takes part in the procedure.
    case participant
    /// A relative in the sense of section 20 (5) takes part, or has a direct advantage or disadvantage.
    case relative
    /// The juror represents the municipality in general or in this procedure.
    case representative
    /// A relative of the juror represents the municipality in this procedure.
    case relativeOfRepresentative
    /// Paid work for the municipality or a body it controls.
    case employment
    /// A seat on its council, board or supervisory body.
    case officeOrBoard
    /// The juror helped with the entry or gave an opinion on it, outside office.
    case advice
    /// The decision could bring the juror a direct advantage or disadvantage.
    case advantage
    /// The juror lives in the municipality or is bound to it in a similar way.
    case ownMunicipality
    /// Any other reason to doubt impartiality; needs a note.
    case otherConcern

    /// Where the ground is written; German, as laws are cited.
    public var source: String {
        switch self {
        case .participant: "§ 20 Abs. 1 Satz 1 Nr. 1 VwVfG"
        case .relative: "§ 20 Abs. 1 Satz 1 Nr. 2 und Abs. 5 VwVfG"
        case .representative: "§ 20 Abs. 1 Satz 1 Nr. 3 VwVfG"
        case .relativeOfRepresentative: "§ 20 Abs. 1 Satz 1 Nr. 4 und Abs. 5 VwVfG"
        case .employment, .officeOrBoard: "§ 20 Abs. 1 Satz 1 Nr. 5 VwVfG"
        case .advice: "§ 20 Abs. 1 Satz 1 Nr. 6 VwVfG"
        case .advantage: "§ 20 Abs. 1 Satz 2 VwVfG"
        case .ownMunicipality, .otherConcern: "§ 21 VwVfG"
        }
    }

    /// The grounds of section 20 exclude by themselves; whether those of section 21 do has to be decided.
    public var excludesByItself: Bool {
        switch self {
        case .participant, .relative, .representative, .relativeOfRepresentative, .employment, .officeOrBoard, .advice, .advantage: true
        case .ownMunicipality, .otherConcern: false
        }
    }
}
