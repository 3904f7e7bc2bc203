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

/// Any signed-in person.
struct PersonContext: ChildRequestContext, PageContext {
    var coreContext: CoreRequestContextStorage
    let app: AppContext
    let person: SignedIn

    init(context: AppContext) throws {
        guard let person = context.signedIn else { throw SignInNeeded() }
        coreContext = context.coreContext
        app = context
        self.person = person
    }
}

/// A member of the staff.
struct StaffContext: ChildRequestContext, PageContext {
    var coreContext: CoreRequestContextStorage
    let app: AppContext
    let person: SignedIn

    init(context: AppContext) throws {
        let signedIn = try PersonContext(context: context)
        guard signedIn.person.isStaff else { throw RoleNeeded() }
        coreContext = context.coreContext
        app = context
        person = signedIn.person
    }
}

/// A person with a seat on at least one jury.
struct JurorContext: ChildRequestContext, PageContext {
    var coreContext: CoreRequestContextStorage
    let app: AppContext
    let person: SignedIn

    init(context: AppContext) throws {
        let signedIn = try PersonContext(context: context)
        guard signedIn.person.isJuror else { throw RoleNeeded() }
        coreContext = context.coreContext
        app = context
        person = signedIn.person
    }
}

/// A member of at least one municipality.
struct ApplicantContext: ChildRequestContext, PageContext {
    var coreContext: CoreRequestContextStorage
    let app: AppContext
    let person: SignedIn

    init(context: AppContext) throws {
        let signedIn = try PersonContext(context: context)
        guard signedIn.person.isApplicant else { throw RoleNeeded() }
        coreContext = context.coreContext
        app = context
        person = signedIn.person
    }
}
