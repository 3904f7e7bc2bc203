/// The objects of conflicts of interest.
extension [AccessRow.Case] {
    private static let nobody = "00000000-0000-4000-8000-00000000000f"

    /// A concern the round's chair decides, the same under another round's address, and jurors and entries that don't go together.
    /// - Parameters:
    ///   - staff: what staff get; nil on the chair's own pages.
    ///   - auditor: the same for auditors.
    static func conflicts(staff: Verdict? = nil, auditor: Verdict? = nil, form: [String: String] = [:]) -> Self {
        let concern = ["round": "=offen-2027", "juror": "juror:juror", "entry": "entry:concern"]
        return [
            AccessRow.Case(name: "concern", parameters: concern, form: form) { $0 == .chair ? .heard : $0 == .staff ? staff : $0 == .auditor ? auditor : nil },
            .always("under another round", concern.merging(["round": "=zu-2025"]) { $1 }, form: form, .hidden),
            .always("a juror of another round", concern.merging(["juror": "juror:jurorelsewhere"]) { $1 }, form: form, .hidden),
            .always("no such entry", concern.merging(["entry": "=" + nobody]) { $1 }, form: form, .hidden),
        ]
    }

    static var chairedRounds: Self {
        [
            AccessRow.Case(name: "offen-2027", parameters: ["round": "=offen-2027"]) { $0 == .chair ? .heard : nil },
            AccessRow.Case(name: "zu-2025", parameters: ["round": "=zu-2025"]) { $0 == .chairElsewhere ? .heard : nil },
            .always("fertig-2023", ["round": "=fertig-2023"], .hidden),
            .always("unknown round", ["round": "=gibt-es-nicht"], .hidden),
        ]
    }

    /// A juror of the round, and one of another.
    static var seats: Self {
        [
            .always("juror", ["round": "=offen-2027", "juror": "juror:juror"], .heard),
            .always("of another round", ["round": "=offen-2027", "juror": "juror:chairelsewhere"], .hidden),
        ]
    }

    /// A link the person does not have (any more): it is gone, as was asked for.
    static var links: Self {
        let seat = ["round": "=offen-2027", "juror": "juror:juror"]
        return [
            .always("unknown", seat.merging(["link": "=" + nobody]) { $1 }, .heard),
            // To anybody but the juror and staff it is no link of theirs, and gone like any other.
            AccessRow.Case(name: "recorded by staff", parameters: seat.merging(["link": "link:office"]) { $1 }) { $0 == .juror ? .forbidden : .heard },
        ]
    }
}
