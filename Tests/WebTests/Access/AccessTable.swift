/// Who may ask for what. Every route of the router has a row here, or ``AccessMatrixTests`` fails.
enum AccessTable {
    static let rows: [AccessRow] = publicRows + accountRows + applicantRows + jurorRows + proofRows + staffRows + conflictRows + AccountAccess.rows + endRows

    private static let publicRows: [AccessRow] = [
        AccessRow(route: "GET /", circle: .everyone, cases: [.whole]),
        AccessRow(route: "GET /healthz", circle: .everyone, cases: [.whole]),
        AccessRow(route: "GET /readyz", circle: .everyone, cases: [.whole]),
        AccessRow(route: "GET /favicon.ico", circle: .everyone, cases: [.always("", [:], .other(301))]),
        AccessRow(route: "GET /static/{file}", circle: .everyone, cases: [
            .always("a file", ["file": "=lorbeer.css"], .heard), .always("no file", ["file": "=gibt-es-nicht.css"], .hidden),
        ]),
        AccessRow(route: "GET /barrierefreiheit", circle: .everyone, cases: [.whole]),
        AccessRow(route: "GET /datenschutz", circle: .everyone, cases: [.whole]),
        AccessRow(route: "GET /impressum", circle: .everyone, cases: [.whole]),
        AccessRow(route: "GET /ergebnisse/{round}", circle: .everyone, cases: .rounds(open: .hidden, closed: .hidden)),
        AccessRow(route: "GET /ergebnisse/{round}/ergebnis.json", circle: .everyone, cases: .rounds(open: .hidden, closed: .hidden)),
        AccessRow(route: "GET /ergebnisse/{round}/bundle.json", circle: .everyone, cases: .rounds(open: .hidden, closed: .hidden)),
        AccessRow(route: "GET /ergebnisse/verify.py", circle: .everyone, cases: [.whole]),
        AccessRow(route: "GET /ergebnisse/schluessel.txt", circle: .everyone, cases: [.whole]),
        AccessRow(route: "GET /ergebnisse/pruefpunkt.txt", circle: .everyone, cases: [.whole]),
    ]

    private static let accountRows: [AccessRow] = [
        AccessRow(route: "GET /anmelden", circle: .everyone, cases: [
            AccessRow.Case(name: "", parameters: [:]) { $0.isSignedIn ? .led : .heard }
        ]),
        AccessRow(route: "POST /anmelden", circle: .everyone, cases: [.whole]),
        AccessRow(route: "POST /anmelden/fortsetzen", circle: .everyone, cases: [
            // Wrong address and password: the form that asks for them again.
            .always("", [:], .signIn)
        ]),
        AccessRow(route: "GET /konto", circle: .signedIn, cases: [.whole]),
        AccessRow(route: "GET /konto/start", circle: .signedIn, cases: [.led()]),
    ]

    private static let applicantRows: [AccessRow] = [
        AccessRow(route: "GET /bewerbungen", circle: .applicants, cases: [.whole]),
        AccessRow(route: "GET /bewerbungen/neu", circle: .applicants, cases: [.led()]),
        AccessRow(route: "POST /bewerbungen/neu", circle: .applicants, cases: .starts),
        AccessRow(route: "GET /bewerbungen/{entry}", circle: .applicants, cases: .entries()),
        AccessRow(route: "GET /bewerbungen/{entry}/abschnitt/{section}", circle: .applicants, cases:
            .entries(submitted: .led, with: ["section": "=verankerung"])),
        AccessRow(route: "POST /bewerbungen/{entry}/abschnitt/{section}", circle: .applicants, cases:
            .entries(with: ["section": "=verankerung"])),
        AccessRow(route: "POST /bewerbungen/{entry}/abschnitt/{section}/entwurf", circle: .applicants, cases:
            .entries(with: ["section": "=verankerung"])),
        AccessRow(route: "GET /bewerbungen/{entry}/massnahmen", circle: .applicants, cases: .entries(submitted: .led)),
        AccessRow(route: "GET /bewerbungen/{entry}/massnahmen/neu", circle: .applicants, cases: .entries(submitted: .led)),
        AccessRow(route: "POST /bewerbungen/{entry}/massnahmen/neu", circle: .applicants, cases: .entries()),
        AccessRow(route: "GET /bewerbungen/{entry}/massnahmen/{measure}", circle: .applicants, cases: .measures(submitted: .led)),
        AccessRow(route: "POST /bewerbungen/{entry}/massnahmen/{measure}", circle: .applicants, cases:
            .measures(submitted: .heard, gone: .heard)),
        AccessRow(route: "GET /bewerbungen/{entry}/massnahmen/{measure}/entfernen", circle: .applicants, cases: .measures(submitted: .led)),
        AccessRow(route: "POST /bewerbungen/{entry}/massnahmen/{measure}/entfernen", circle: .applicants, cases: .measures(submitted: .heard)),
        AccessRow(route: "POST /bewerbungen/{entry}/massnahmen/{measure}/verschieben", circle: .applicants, cases: .measures(submitted: .heard)),
        AccessRow(route: "GET /bewerbungen/{entry}/pruefen", circle: .applicants, cases: .entries(submitted: .led)),
        AccessRow(route: "POST /bewerbungen/{entry}/pruefen", circle: .applicants, cases: .entries()),
        AccessRow(route: "GET /bewerbungen/{entry}/beleg", circle: .applicants, cases: .entries(draft: .hidden)),
        AccessRow(route: "GET /bewerbungen/{entry}/beleg/nachweis.json", circle: .applicants, cases: .entries(draft: .hidden)),
    ]

    private static let jurorRows: [AccessRow] = [
        AccessRow(route: "GET /jury", circle: .jurors, cases: [.whole]),
        AccessRow(route: "GET /jury/{assignment}", circle: .jurors, cases: .assignments(undeclared: .led, open: .led, recused: .led, final: .led)),
        AccessRow(route: "GET /jury/{assignment}/erklaerung", circle: .jurors, cases:
            .assignments(undeclared: .heard, open: .heard, recused: .led, final: .heard)),
        AccessRow(route: "POST /jury/{assignment}/erklaerung", circle: .jurors, cases:
            .assignments(undeclared: .heard, open: .heard, recused: .heard, final: .heard)),
        AccessRow(route: "GET /jury/{assignment}/bogen", circle: .jurors, cases:
            .assignments(undeclared: .led, open: .heard, recused: .heard, final: .heard)),
        AccessRow(route: "POST /jury/{assignment}/bogen", circle: .jurors, cases:
            .assignments(undeclared: .heard, open: .heard, recused: .heard, final: .heard)),
        AccessRow(route: "POST /jury/{assignment}/bogen/entwurf", circle: .jurors, cases:
            .assignments(undeclared: .forbidden, open: .heard, recused: .hidden, final: .heard)),
        AccessRow(route: "POST /jury/{assignment}/bogen/oeffnen", circle: .jurors, cases:
            .assignments(undeclared: .heard, open: .heard, recused: .heard, final: .heard)),
    ]

    private static let proofRows: [AccessRow] = ["", ".json"].map { ending in
        // A proof is of a sheet that was finished, and its juror's alone.
        AccessRow(route: "GET /jury/{assignment}/nachweis\(ending)", circle: .jurors, cases:
            .assignments(undeclared: .hidden, open: .hidden, recused: .hidden, final: .heard))
    }

    private static let staffRows: [AccessRow] = [
        AccessRow(route: "GET /verwaltung", circle: .official, cases: [.whole]),
        AccessRow(route: "GET /verwaltung/protokoll", circle: .official, cases: [.whole]),
        AccessRow(route: "GET /verwaltung/{round}", circle: .official, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/protokoll", circle: .official, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/regeln", circle: .official, cases: .rounds()),
        AccessRow(route: "POST /verwaltung/{round}/regeln", circle: .staff, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/regeln/datei", circle: .official, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/bewerbungen", circle: .official, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/bewerbungen/{entry}", circle: .official, cases: .entriesOfRound()),
        AccessRow(route: "POST /verwaltung/{round}/bewerbungen/{entry}/zulassen", circle: .staff, cases: .entriesOfRound()),
        AccessRow(route: "POST /verwaltung/{round}/bewerbungen/{entry}/ablehnen", circle: .staff, cases: .entriesOfRound()),
        AccessRow(route: "GET /verwaltung/{round}/bewerbungen/nachtragen", circle: .staff, cases: .rounds()),
        AccessRow(route: "POST /verwaltung/{round}/bewerbungen/nachtragen", circle: .staff, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/jury", circle: .official, cases: .rounds()),
        AccessRow(route: "POST /verwaltung/{round}/jury", circle: .staff, cases: .rounds()),
        AccessRow(route: "POST /verwaltung/{round}/jury/konto", circle: .staff, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/zuteilung", circle: .staff, cases: .rounds()),
        AccessRow(route: "POST /verwaltung/{round}/zuteilung", circle: .staff, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/zuteilung/klasse", circle: .staff, cases: .rounds()),
        AccessRow(route: "POST /verwaltung/{round}/zuteilung/klasse", circle: .staff, cases: .rounds(form: ["klasse": "=klein"])),
        AccessRow(route: "GET /verwaltung/{round}/bewertung-abschliessen", circle: .staff, cases: .rounds()),
        AccessRow(route: "POST /verwaltung/{round}/bewertung-abschliessen", circle: .staff, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/rangliste", circle: .official, cases: .rounds()),
        // While jurors score, the answer is that it is too early, whatever is asked for.
        AccessRow(route: "GET /verwaltung/{round}/rangliste/{entry}", circle: .official, cases: .entriesOfRound(unknown: .heard)),
        AccessRow(route: "GET /verwaltung/{round}/rangliste/einfrieren", circle: .staff, cases: .rounds()),
        AccessRow(route: "POST /verwaltung/{round}/rangliste/einfrieren", circle: .staff, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/analyse", circle: .official, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/preise", circle: .official, cases: .rounds()),
        AccessRow(route: "POST /verwaltung/{round}/preise/beschluss", circle: .staff, cases: .rounds()),
        AccessRow(route: "POST /verwaltung/{round}/preise/verteilung", circle: .staff, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/preise/veroeffentlichen", circle: .staff, cases: .rounds()),
        AccessRow(route: "POST /verwaltung/{round}/preise/veroeffentlichen", circle: .staff, cases: .rounds()),
    ]

    private static let conflictRows: [AccessRow] = [
        AccessRow(route: "GET /jury/verbindungen", circle: .jurors, cases: [.whole]),
        AccessRow(route: "POST /jury/verbindungen", circle: .jurors, cases: [.whole]),
        AccessRow(route: "POST /jury/verbindungen/{link}/entfernen", circle: .jurors, cases: .links),
        AccessRow(route: "GET /jury/vorsitz/{round}", circle: .jurors, cases: .chairedRounds),
        AccessRow(route: "GET /jury/vorsitz/{round}/{juror}/{entry}", circle: .jurors, cases: .conflicts()),
        AccessRow(route: "POST /jury/vorsitz/{round}/{juror}/{entry}/entscheidung", circle: .jurors, cases: .conflicts(form: decision)),
        AccessRow(route: "POST /jury/vorsitz/{round}/{juror}/{entry}/befangen", circle: .jurors, cases: .conflicts()),
        AccessRow(route: "POST /jury/vorsitz/{round}/{juror}/{entry}/hinweis", circle: .jurors, cases: .conflicts()),
        AccessRow(route: "GET /verwaltung/{round}/befangenheit", circle: .official, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/befangenheit/{juror}/{entry}", circle: .official, cases: .conflicts(staff: .heard, auditor: .heard)),
        // The chair decides, and staff only where there is none who may.
        AccessRow(route: "POST /verwaltung/{round}/befangenheit/{juror}/{entry}/entscheidung", circle: .staff, cases:
            .conflicts(staff: .forbidden, form: decision)),
        AccessRow(route: "POST /verwaltung/{round}/befangenheit/{juror}/{entry}/befangen", circle: .staff, cases: .conflicts(staff: .heard)),
        AccessRow(route: "POST /verwaltung/{round}/befangenheit/{juror}/{entry}/hinweis", circle: .staff, cases: .conflicts(staff: .heard)),
        AccessRow(route: "POST /verwaltung/{round}/jury/vorsitz", circle: .staff, cases: .rounds()),
        AccessRow(route: "GET /verwaltung/{round}/jury/{juror}/verbindungen", circle: .official, cases: .seats),
        AccessRow(route: "POST /verwaltung/{round}/jury/{juror}/verbindungen", circle: .staff, cases: .seats),
        AccessRow(route: "POST /verwaltung/{round}/jury/{juror}/verbindungen/{link}/entfernen", circle: .staff, cases: .links),
    ]

    private static let decision = ["entscheidung": "=ja", "begruendung": "=Probe"]

    /// Last, because it ends the sessions.
    private static let endRows: [AccessRow] = [
        AccessRow(route: "POST /abmelden", circle: .everyone, cases: [.whole])
    ]
}
