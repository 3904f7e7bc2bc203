import AwardStore
import Awards
import Foundation
import Hummingbird
import Logging

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

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }

    /// The token this visitor's forms carry.
    var csrfToken: String { signedIn?.csrfToken ?? visitToken }
}

/// A context from which a page can be rendered.
protocol PageContext: RequestContext {
    var app: AppContext { get }
}

extension AppContext: PageContext {
    var app: AppContext { self }
}

/// Nobody is signed in, or the session has ended.
struct SignInNeeded: Error {}

/// Signed in, but not for this.
struct RoleNeeded: Error {}

/// What a signed-in person must be for some pages.
protocol Role {
    static func includes(_ person: SignedIn) -> Bool
}

/// A request by somebody whose role is proved: without it, no such context comes about.
struct RoleContext<Needed: Role>: ChildRequestContext, PageContext {
    var coreContext: CoreRequestContextStorage
    let app: AppContext
    let person: SignedIn

    init(context: AppContext) throws {
        guard let person = context.signedIn else { throw SignInNeeded() }
        guard Needed.includes(person) else { throw RoleNeeded() }
        coreContext = context.coreContext
        app = context
        self.person = person
    }
}

/// Any signed-in person.
typealias PersonContext = RoleContext<AnyRole>
typealias StaffContext = RoleContext<StaffRole>
/// A person with a seat on at least one jury.
typealias JurorContext = RoleContext<JurorRole>
/// A member of at least one municipality.
typealias ApplicantContext = RoleContext<ApplicantRole>

enum AnyRole: Role {
    static func includes(_ person: SignedIn) -> Bool { true }
}

enum StaffRole: Role {
    static func includes(_ person: SignedIn) -> Bool { person.isStaff }
}

enum JurorRole: Role {
    static func includes(_ person: SignedIn) -> Bool { person.isJuror }
}

enum ApplicantRole: Role {
    static func includes(_ person: SignedIn) -> Bool { person.isApplicant }
}
