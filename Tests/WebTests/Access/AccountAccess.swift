/// Who may ask for what about accounts, teams and mail.
enum AccountAccess {
    static let rows: [AccessRow] = linkRows + ownRows + teamRows + officeRows

    private static let token = ["token": "=" + String(repeating: "x", count: 43)]
    private static let nobody = "00000000-0000-4000-8000-00000000000f"

    private static let linkRows: [AccessRow] = [
        AccessRow(route: "GET /passwort-vergessen", circle: .everyone, cases: [.whole]),
        AccessRow(route: "POST /passwort-vergessen", circle: .everyone, cases: [.whole]),
        AccessRow(route: "GET /passwort-neu/{token}", circle: .everyone, cases: [.always("no such link", token, .heard)]),
        AccessRow(route: "POST /passwort-neu/{token}", circle: .everyone, cases: [.always("no such link", token, .heard)]),
        AccessRow(route: "GET /einladung/{token}", circle: .everyone, cases: [.always("no such link", token, .heard)]),
        AccessRow(route: "POST /einladung/{token}", circle: .everyone, cases: [.always("no such link", token, .heard)]),
        AccessRow(route: "GET /anmelden/zweiter-faktor", circle: .everyone, cases: [.always("nobody has begun", [:], .signIn)]),
        AccessRow(route: "POST /anmelden/zweiter-faktor", circle: .everyone, cases: [.always("nobody has begun", [:], .signIn)]),
    ]

    private static let ownRows: [AccessRow] = [
        // Nobody here is offered a team, and so it is told.
        AccessRow(route: "POST /konto/einladungen/{invitation}", circle: .signedIn, cases: [
            .always("not theirs", ["invitation": "=" + nobody], form: ["antwort": "=annehmen"], .heard)
        ]),
    ] + [
        "GET /konto/passwort", "POST /konto/passwort", "POST /konto/anmeldungen",
    ].map { AccessRow(route: $0, circle: .signedIn, cases: [.whole]) } + [
        "GET /konto/zweiter-faktor", "POST /konto/zweiter-faktor", "POST /konto/zweiter-faktor/einrichten", "POST /konto/zweiter-faktor/codes",
        "POST /konto/zweiter-faktor/entfernen", "GET /konto/bestaetigen", "POST /konto/bestaetigen",
    ].map { AccessRow(route: $0, circle: .enrolment, cases: [.whole]) }

    private static let teamRows: [AccessRow] = [
        AccessRow(route: "GET /kommune/{municipality}/team", circle: .applicants, cases: teams(member: .heard)),
        AccessRow(route: "POST /kommune/{municipality}/team/einladen", circle: .applicants, cases: teams(member: .forbidden)),
        // The form names an invitation that does not exist: so it is told, to members too.
        AccessRow(route: "POST /kommune/{municipality}/team/einladung", circle: .applicants, cases: teams(member: .heard)),
        AccessRow(route: "POST /kommune/{municipality}/team/entfernen", circle: .applicants, cases: teams(member: .forbidden)),
        AccessRow(route: "POST /kommune/{municipality}/team/leitung", circle: .applicants, cases: teams(member: .forbidden)),
    ]

    private static let officeRows: [AccessRow] = [
        AccessRow(route: "GET /verwaltung/konten", circle: .accounts, cases: [.whole]),
        AccessRow(route: "GET /verwaltung/konten/einladen", circle: .accounts, cases: [.whole]),
        AccessRow(route: "POST /verwaltung/konten/einladen", circle: .accounts, cases: [
            .always("without a role", [:], form: somebody, .heard),
            AccessRow.Case(name: "into a role", parameters: [:], form: somebody.merging(["roles": "=staff"]) { $1 }) { $0 == .staff ? .forbidden : .heard },
        ]),
        AccessRow(route: "GET /verwaltung/konten/{account}", circle: .accounts, cases: accounts()),
        AccessRow(route: "POST /verwaltung/konten/{account}/rollen", circle: .accounts, cases: accounts(staff: .forbidden)),
        AccessRow(route: "POST /verwaltung/konten/{account}/sperre", circle: .accounts, cases: accounts(staff: .forbidden)),
        AccessRow(route: "POST /verwaltung/konten/{account}/zweiter-faktor", circle: .accounts, cases: accounts() + official),
        AccessRow(route: "POST /verwaltung/konten/{account}/einladung", circle: .accounts, cases: accounts(unknown: .heard) + offered("account", .forbidden)),
        AccessRow(route: "GET /verwaltung/postausgang", circle: .accounts, cases: [.whole]),
        AccessRow(route: "POST /verwaltung/postausgang/{mail}", circle: .accounts, cases: mails),
        AccessRow(route: "GET /verwaltung/postausgang/{mail}", circle: .accounts, cases: mails),
        AccessRow(route: "POST /verwaltung/postausgang/{mail}/gesendet", circle: .accounts, cases: mails),
        AccessRow(route: "GET /verwaltung/kommunen", circle: .staff, cases: [.whole]),
        AccessRow(route: "GET /verwaltung/kommunen/{municipality}", circle: .staff, cases: towns),
        AccessRow(route: "POST /verwaltung/kommunen/{municipality}/einladen", circle: .staff, cases: towns),
        AccessRow(route: "POST /verwaltung/kommunen/{municipality}/einladung", circle: .staff, cases: towns),
        AccessRow(route: "POST /verwaltung/kommunen/{municipality}/leitung", circle: .staff, cases: towns),
    ]

    private static let mails: [AccessRow.Case] = offered("mail", .hidden) + [
        .always("no such mail", ["mail": "=" + nobody], .hidden),
        AccessRow.Case(name: "to a juror", parameters: ["mail": "mail:juror"]) { $0 == .staff ? .hidden : .heard },
    ]

    private static func teams(member: Verdict) -> [AccessRow.Case] {
        [
            AccessRow.Case(name: "own", parameters: ["municipality": "town:draft"], form: somebody) { $0 == .lead ? .heard : $0 == .member ? member : nil },
            AccessRow.Case(name: "foreign", parameters: ["municipality": "town:foreign"], form: somebody) { $0 == .foreignLead ? .heard : nil },
            .always("unknown", ["municipality": "=" + nobody], form: somebody, .hidden),
        ]
    }

    private static let somebody = [
        "account": "account:nobody", "invitation": "=" + nobody, "name": "=Probe", "email": "=probe@example.org", "bestaetigt": "=ja",
    ]

    private static func accounts(staff: Verdict = .heard, unknown: Verdict = .hidden) -> [AccessRow.Case] {
        [
            AccessRow.Case(name: "somebody", parameters: ["account": "account:nobody"], form: again) { $0 == .staff ? staff : .heard },
            AccessRow.Case(name: "unknown", parameters: ["account": "=" + nobody], form: again) { $0 == .staff && staff == .forbidden ? staff : unknown },
        ]
    }

    /// Somebody invited without a role, and somebody invited into one, whom ordinary staff keep off.
    private static func offered(_ parameter: String, _ staff: Verdict) -> [AccessRow.Case] {
        [
            .always("invited", [parameter: "\(parameter):invited"], .heard),
            AccessRow.Case(name: "invited into a role", parameters: [parameter: "\(parameter):offered"]) { $0 == .staff ? staff : .heard },
        ]
    }

    /// People with a second factor to lose: one without a role, and one with.
    private static let official: [AccessRow.Case] = [
        .always("with a second factor", ["account": "account:enrolled"], form: again, .heard),
        AccessRow.Case(name: "with a role and a second factor", parameters: ["account": "account:official"], form: again) { $0 == .staff ? .forbidden : .heard },
        AccessRow.Case(name: "a juror", parameters: ["account": "account:juror"], form: again) { $0 == .staff ? .forbidden : .heard },
    ]

    /// As the page that asks again sends it.
    private static let again = ["bestaetigt": "=ja"]

    private static let towns: [AccessRow.Case] = [
        .always("town", ["municipality": "town:draft"], form: somebody, .heard),
        .always("unknown", ["municipality": "=" + nobody], form: somebody, .hidden),
    ]
}
