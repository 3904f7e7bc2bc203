/// Why a juror may not judge an entry, after sections 20 and 21 VwVfG.
public enum ConflictGround: String, Sendable, Codable, CaseIterable {
    /// The juror lives in the municipality or votes there.
    case ownMunicipality
    /// Paid work for the municipality or a body it controls (section 20 (1) no. 5).
    case employment
    /// A seat on its council, board or supervisory body (section 20 (1) no. 5).
    case officeOrBoard
    /// A relative in the sense of section 20 (5) is concerned in one of these ways.
    case relative
    /// The juror helped with the entry or gave an opinion on it (section 20 (1) no. 6).
    case advice
    /// The decision could bring the juror a direct advantage or disadvantage (section 20 (1) sentence 2).
    case advantage
    /// Any other reason to doubt impartiality (section 21); needs a note.
    case otherConcern
}
