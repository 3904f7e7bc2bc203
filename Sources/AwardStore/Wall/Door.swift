/// A login of the database with the rights of one kind of use: the wall behind the permissions. What passes through which
/// door is written in the migration `m0011_wall`.
public enum Door: String, CaseIterable, Sendable {
    /// Signing in, sessions and everything else about accounts.
    case gate
    /// What everybody may read.
    case `public`
    /// Municipalities and their entries.
    case applicant
    /// A juror's own desk.
    case juror
    /// A chair's desk: who may not judge what, in the rounds they chair.
    case chair
    /// Running rounds.
    case staff
    /// Paying out.
    case payment
    /// Reading what is official.
    case audit
    /// Signing the record from time to time; no person acts.
    case record

    /// The role of the database; roles are shared by all databases of a cluster.
    var login: String { "lorbeer_\(rawValue)" }

    /// Connections the role may have in the whole cluster, whoever got hold of its password.
    var connectionLimit: Int {
        switch self {
        case .gate, .public, .applicant, .juror: 40
        case .staff: 30
        case .chair, .audit, .payment, .record: 10
        }
    }

    /// Connections of one server, of each ten it may have.
    fileprivate var share: Int {
        switch self {
        case .gate, .juror: 3
        case .applicant, .staff, .public: 2
        case .chair, .audit, .payment, .record: 1
        }
    }

    /// How many of `total` connections this door gets; at least one.
    func connections(of total: Int) -> Int {
        let shares = Self.allCases.reduce(0) { $0 + $1.share }
        return max(1, total * share / shares)
    }
}
