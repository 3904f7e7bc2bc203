import Awards
import Postgres

extension Store {
    /// Wherever a person gains power: what could open the account before, and might be in somebody else's hands, opens it no
    /// longer. These are links, half-made second factors and sessions; where ordinary staff have been shown a link to it, also the
    /// password, which they might have set, and the second factor. Who can't sign in any more is sent an invitation, and mail to
    /// powerful accounts is for administrators to read.
    /// - Returns: whether the person has been sent one.
    func renewAccess(of account: Account.ID, by actor: Account.ID, in session: Session) throws -> Bool {
        guard try session.value("SELECT wall.renew_access(\(account))") as Bool else { return false }
        try session.record(.accessRenewed, by: actor, about: .account(account))
        try sendRenewal(to: account, by: actor, in: session)
        return true
    }
}

extension Session {
    func isPowerful(_ account: Account.ID) throws -> Bool {
        try value("SELECT powerful_account(\(account))")
    }
}
