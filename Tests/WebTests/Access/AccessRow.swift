/// One route with everything it may be asked about, and who is heard.
struct AccessRow: Sendable {
    /// A choice of path parameters, by the names of ``AccessWorld/objects``; `round:` names a slug as it is.
    struct Case: Sendable {
        let name: String
        let parameters: [String: String]
        /// Fields of the form that name objects.
        var form: [String: String] = [:]
        /// What someone inside the circle gets who has nothing to do with the object.
        var others: Verdict = .hidden
        /// Who inside the circle is related, and what they get.
        let related: @Sendable (Persona) -> Verdict?
    }

    let route: String
    let circle: Circle
    let cases: [Case]

    /// - Returns: what the rules say this persona gets.
    static func expected(_ circle: Circle, _ object: Case, _ persona: Persona) -> Verdict {
        guard circle.includes(persona) else { return !persona.isSignedIn ? .signIn : persona == .unenrolled ? .enrol : .forbidden }
        return object.related(persona) ?? object.others
    }
}

extension AccessRow.Case {
    static let whole = Self(name: "", parameters: [:]) { _ in .heard }

    static func led(_ name: String = "") -> Self { Self(name: name, parameters: [:]) { _ in .led } }

    static func always(
        _ name: String, _ parameters: [String: String], form: [String: String] = [:], _ verdict: Verdict
    ) -> Self {
        Self(name: name, parameters: parameters, form: form) { _ in verdict }
    }
}

extension [AccessRow.Case] {
    private static let nobody = "00000000-0000-4000-8000-00000000000f"

    /// The three rounds, the closed and the published one with other verdicts where asked for, and one that does not exist.
    static func rounds(
        open: Verdict = .heard, closed: Verdict = .heard, published: Verdict = .heard, form: [String: String] = [:]
    ) -> Self {
        zip(AccessWorld.rounds, [open, closed, published]).map { .always($0, ["round": "=" + $0], form: form, $1) }
            + [.always("unknown round", ["round": "=gibt-es-nicht"], form: form, .hidden)]
    }

    /// Entries to be started: for an own town, for a stranger's, and in a round that does not exist.
    static var starts: Self {
        let form = ["round": "=offen-2027", "municipality": "town:new"]
        return [
            AccessRow.Case(name: "own town", parameters: [:], form: form) { [.lead, .member].contains($0) ? .heard : nil },
            AccessRow.Case(name: "foreign town", parameters: [:], form: form.merging(["municipality": "town:foreign"]) { $1 }) {
                $0 == .foreignLead ? .heard : nil
            },
            .always("unknown round", [:], form: form.merging(["round": "=gibt-es-nicht"]) { $1 }, .hidden),
        ]
    }

    /// Entries of the lead's towns in each state, a stranger's, and none.
    static func entries(draft: Verdict = .heard, submitted: Verdict = .heard, with extra: [String: String] = [:]) -> Self {
        let own: [(String, Verdict)] = [("draft", draft), ("submitted", submitted), ("rejected", submitted), ("open", submitted)]
        let ownCases = own.map { name, verdict in
            AccessRow.Case(name: name, parameters: ["entry": "entry:\(name)"].merging(extra) { $1 }) { persona in
                [.lead, .member].contains(persona) ? verdict : nil
            }
        }
        let foreign = AccessRow.Case(name: "foreign", parameters: ["entry": "entry:foreign"].merging(extra) { $1 }) { persona in
            persona == .foreignLead ? draft : nil
        }
        return ownCases + [foreign, .always("unknown", ["entry": "=" + nobody].merging(extra) { $1 }, .hidden)]
    }

    /// Measures of a draft and of a submitted entry, of a stranger, and mixed up.
    /// - Parameter gone: for a measure that the person's own entry does not have (any more).
    static func measures(draft: Verdict = .heard, submitted: Verdict, gone: Verdict = .hidden) -> Self {
        let own: [(String, Verdict)] = [("draft", draft), ("submitted", submitted), ("open", submitted)]
        return own.map { name, verdict in
            AccessRow.Case(name: name, parameters: ["entry": "entry:\(name)", "measure": "measure:\(name)"]) { persona in
                [.lead, .member].contains(persona) ? verdict : nil
            }
        } + [
            AccessRow.Case(name: "foreign", parameters: ["entry": "entry:foreign", "measure": "measure:foreign"]) { persona in
                persona == .foreignLead ? draft : nil
            },
            AccessRow.Case(name: "foreign in own", parameters: ["entry": "entry:draft", "measure": "measure:foreign"]) { persona in
                [.lead, .member].contains(persona) ? gone : nil
            },
            AccessRow.Case(name: "own in foreign", parameters: ["entry": "entry:foreign", "measure": "measure:draft"]) { persona in
                persona == .foreignLead ? gone : nil
            },
        ]
    }

    /// The juror's assignments in each state, the other jurors', and none.
    static func assignments(undeclared: Verdict, open: Verdict, recused: Verdict, final: Verdict) -> Self {
        let own: [(String, Verdict)] = [("undeclared", undeclared), ("open", open), ("recused", recused), ("final", final)]
        return own.map { name, verdict in
            AccessRow.Case(name: name, parameters: ["assignment": "assignment:\(name)"]) { $0 == .juror ? verdict : nil }
        } + [
            AccessRow.Case(name: "foreign", parameters: ["assignment": "assignment:foreignjuror"]) { $0 == .foreignJuror ? undeclared : nil },
            AccessRow.Case(name: "chair's", parameters: ["assignment": "assignment:chair"]) { $0 == .chair ? undeclared : nil },
            .always("unknown", ["assignment": "=" + nobody], .hidden),
        ]
    }

    /// Entries seen from a round's administration: those of the round, and one under another round's address.
    static func entriesOfRound(unknown: Verdict = .hidden) -> Self {
        [
            .always("draft", ["round": "=offen-2027", "entry": "entry:draft"], .heard),
            .always("submitted", ["round": "=offen-2027", "entry": "entry:submitted"], .heard),
            .always("rejected", ["round": "=offen-2027", "entry": "entry:rejected"], .heard),
            .always("admitted", ["round": "=offen-2027", "entry": "entry:final"], .heard),
            .always("under another round", ["round": "=zu-2025", "entry": "entry:final"], .hidden),
            .always("unknown", ["round": "=offen-2027", "entry": "=" + nobody], unknown),
        ]
    }
}
