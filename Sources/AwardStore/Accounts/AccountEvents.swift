import Awards

/// What happens to accounts. Neither names nor addresses stand in the record: the subject's id is enough.
extension EventAction {
    static let accountCreated = Self("accountCreated")
    static let accountDisabled = Self("accountDisabled")
    static let accountEnabled = Self("accountEnabled")
    static let rolesChanged = Self("rolesChanged")
    static let invited = Self("invited")
    static let invitationRevoked = Self("invitationRevoked")
    static let invitationDeclined = Self("invitationDeclined")
    static let invitationAccepted = Self("invitationAccepted")
    static let passwordChanged = Self("passwordChanged")
    static let passwordResetAsked = Self("passwordResetAsked")
    static let passwordReset = Self("passwordReset")
    static let secondFactorEnrolled = Self("secondFactorEnrolled")
    static let secondFactorRemoved = Self("secondFactorRemoved")
    static let secondFactorReset = Self("secondFactorReset")
    static let recoveryCodeUsed = Self("recoveryCodeUsed")
    static let recoveryCodesReplaced = Self("recoveryCodesReplaced")
    static let signedIn = Self("signedIn")
    static let signedOut = Self("signedOut")
    static let confirmed = Self("confirmed")
    static let sessionsEnded = Self("sessionsEnded")
    static let memberAdded = Self("memberAdded")
    static let memberRemoved = Self("memberRemoved")
    static let leadHandedOver = Self("leadHandedOver")
    static let leadNamed = Self("leadNamed")
    static let mailShown = Self("mailShown")
    static let mailSent = Self("mailSent")
    static let accessRenewed = Self("accessRenewed")
}

extension EventSubject {
    static func municipality(_ id: Municipality.ID) -> Self { Self(kind: "municipality", id: id.uuid) }
    static func mail(_ id: OutboxMail.ID) -> Self { Self(kind: "mail", id: id.uuid) }
}
