import AwardStore
import Awards
import Foundation
import Hummingbird
import Logging
import NIOCore

/// What is known about any request before its route runs.
struct AppContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// nil for the public.
    var signedIn: SignedIn?
    var sessionToken: String?
    /// What an anonymous form must send back; the value of the visit cookie.
    var visitToken = ""
    var form = FormFields()
    /// The path and query as asked for.
    var path = "/"
    /// Shown on error pages and written to the log with the error, so that the two can be brought together.
    let requestID = UUID().uuidString.lowercased()
    var permissions = Permissions.enforced
    /// From where and with what the request comes.
    var device = ClientDevice(place: "", token: nil, words: "")
    /// The other end of the connection, which behind a proxy is the proxy.
    let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// The token this visitor's forms carry.
    var csrfToken: String { signedIn?.csrfToken ?? visitToken }

    /// Whether the page may carry forms that change a round.
    var mayRunRounds: Bool { signedIn.map { permissions.mayRunRounds($0.actor) } ?? false }
}

/// A context from which a page can be rendered.
protocol PageContext: RequestContext {
    var app: AppContext { get }
    /// The login through which the request reaches the database.
    var door: Door { get }
    /// Who acts there; nil where nobody need be known.
    var caller: Caller? { get }
}

extension AppContext: PageContext {
    var app: AppContext { self }
    var door: Door { .public }
    var caller: Caller? { nil }
}

/// Nobody is signed in, or the session has ended.
struct SignInNeeded: Error {}

/// Signed in, but not for this.
struct RoleNeeded: Error {}

/// Signed in, and for what the person may do a second factor has to be set up first.
struct SecondFactorNeeded: Error {}

/// What a signed-in person must be for some pages.
protocol Area {
    static func admits(_ actor: Actor, by permissions: Permissions) -> Bool
    /// The login that has the rights this area needs and no others.
    static func door(of actor: Actor) -> Door
    /// Open even to those who have to set up their second factor first.
    static var isOpenBeforeEnrolment: Bool { get }
}

extension Area {
    static var isOpenBeforeEnrolment: Bool { false }
}

/// A request by somebody who may enter an area: without it, no such context comes about.
struct AreaContext<Entered: Area>: ChildRequestContext, PageContext {
    var coreContext: CoreRequestContextStorage
    let app: AppContext
    let person: SignedIn

    var door: Door { Entered.door(of: person.actor) }
    var caller: Caller? { person.caller }

    init(context: AppContext) throws {
        guard let person = context.signedIn else { throw SignInNeeded() }
        guard Entered.isOpenBeforeEnrolment || person.standing.enrolled || context.permissions.mayWorkWithoutSecondFactor(person.standing) else {
            throw SecondFactorNeeded()
        }
        guard Entered.admits(person.actor, by: context.permissions) else { throw RoleNeeded() }
        coreContext = context.coreContext
        app = context
        self.person = person
    }
}

/// Any signed-in person.
typealias PersonContext = AreaContext<AccountArea>
/// Any signed-in person, even where a second factor has to be set up first.
typealias EnrolmentContext = AreaContext<EnrolmentArea>
/// Who looks after accounts and mail.
typealias AccountsContext = AreaContext<AccountsArea>
/// Who changes something of a round.
typealias StaffContext = AreaContext<StaffArea>
/// Who reads what staff see of a round.
typealias OfficialContext = AreaContext<OfficialArea>
/// A person with a seat on at least one jury.
typealias JurorContext = AreaContext<JuryArea>
/// A juror in the chair; of which round is for the page to ask.
typealias ChairContext = AreaContext<ChairArea>
/// A member of at least one municipality.
typealias ApplicantContext = AreaContext<ApplicantArea>

enum AccountArea: Area {
    static func admits(_ actor: Actor, by permissions: Permissions) -> Bool { true }
    static func door(of actor: Actor) -> Door { .gate }
}

enum EnrolmentArea: Area {
    static func admits(_ actor: Actor, by permissions: Permissions) -> Bool { true }
    static var isOpenBeforeEnrolment: Bool { true }
    static func door(of actor: Actor) -> Door { .gate }
}

enum AccountsArea: Area {
    static func admits(_ actor: Actor, by permissions: Permissions) -> Bool { permissions.mayLookAfterAccounts(actor) }
    static func door(of actor: Actor) -> Door { .gate }
}

enum StaffArea: Area {
    static func admits(_ actor: Actor, by permissions: Permissions) -> Bool { permissions.mayRunRounds(actor) }
    static func door(of actor: Actor) -> Door { .staff }
}

enum OfficialArea: Area {
    static func admits(_ actor: Actor, by permissions: Permissions) -> Bool { permissions.mayReadRounds(actor) }
    /// An auditor who is not of the staff comes through a door that lets nothing be changed.
    static func door(of actor: Actor) -> Door { actor.roles.contains(.staff) ? .staff : .audit }
}

enum JuryArea: Area {
    static func admits(_ actor: Actor, by permissions: Permissions) -> Bool { permissions.maySitOnJury(actor) }
    static func door(of actor: Actor) -> Door { .juror }
}

enum ChairArea: Area {
    static func admits(_ actor: Actor, by permissions: Permissions) -> Bool { permissions.maySitOnJury(actor) }
    static func door(of actor: Actor) -> Door { .chair }
}

enum ApplicantArea: Area {
    static func admits(_ actor: Actor, by permissions: Permissions) -> Bool { permissions.mayEnter(actor) }
    static func door(of actor: Actor) -> Door { .applicant }
}
