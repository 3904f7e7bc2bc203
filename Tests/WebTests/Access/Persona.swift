/// Everybody who may stand before a door, each with one relation to the objects of ``AccessWorld``.
enum Persona: String, CaseIterable, Sendable {
    /// Not signed in.
    case anonymous
    /// Signed in with an account that belongs nowhere.
    case outsider
    /// Had an account; it was closed while the session was open.
    case closed
    case administrator
    case staff
    /// Of the office, and no second factor set up yet.
    case unenrolled
    case payment
    case auditor
    /// Leads the municipalities whose entries the cells name.
    case lead
    /// Works with the lead.
    case member
    /// Belonged to them until a moment ago.
    case formerMember
    /// Leads another municipality.
    case foreignLead
    /// Has the assignments the cells name.
    case juror
    /// Sits on the same jury with other assignments.
    case foreignJuror
    /// Chairs the same jury.
    case chair
    /// Chairs the jury of another round only.
    case chairElsewhere
    /// Sits on the jury of another round only.
    case jurorElsewhere

    var email: String { "\(rawValue.lowercased())@example.org" }
    var isSignedIn: Bool { self != .anonymous && self != .closed }
}

/// Who gets into a part of the site at all.
enum Circle: Sendable {
    case everyone, enrolment, signedIn, applicants, jurors, accounts, staff, official

    func includes(_ persona: Persona) -> Bool {
        switch self {
        case .everyone: true
        case .enrolment: persona.isSignedIn
        case .signedIn: persona.isSignedIn && persona != .unenrolled
        case .applicants: [.lead, .member, .foreignLead].contains(persona)
        case .jurors: [.juror, .foreignJuror, .chair, .jurorElsewhere, .chairElsewhere].contains(persona)
        case .staff: persona == .staff
        case .official: persona == .staff || persona == .auditor
        case .accounts: persona == .staff || persona == .administrator
        }
    }
}

/// What comes of a request, as far as access is concerned.
enum Verdict: Equatable, Sendable {
    /// The request was heard: a page, a redirect after a form, or a refusal that speaks of the form and not of the person.
    case heard
    /// A page that leads on to another one.
    case led
    /// As if there were nothing there.
    case hidden
    case forbidden
    case signIn
    /// A second factor has to be set up first.
    case enrol
    case other(Int)
}
