import AwardStore
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Postgres

/// A rule said no: what the page says and with which status.
protocol ShownRefusal: Error {
    var status: HTTPResponse.Status { get }
    /// German, short.
    var heading: String { get }
    /// German: what is wrong and what to do.
    var sentence: String { get }
}

struct ErrorContent: ViewModel {
    let heading: String
    let text: String
    let requestID: String
    let back: String?
    let backLabel: String
}

/// The only place that turns errors into status codes and sentences. No error's own text is shown.
struct ErrorPages: Sendable {
    let services: Services

    /// - Throws: only where the error page itself can't be rendered.
    func response(to error: any Error, context: AppContext) throws -> Response {
        switch error {
        case is SignInNeeded:
            return .seeOther("/anmelden?weiter=" + context.path.queryEscaped)
        case let elsewhere as Elsewhere:
            return .seeOther(elsewhere.location)
        case is SecondFactorNeeded:
            return .seeOther("/konto/zweiter-faktor")
        case let wanted as ConfirmationWanted:
            return .seeOther("/konto/bestaetigen?weiter=" + wanted.back.queryEscaped)
        case let lost as SignInLost:
            return try SignInAgain.response(lost, problem: nil, services: services, context: context)
        default:
            let shown = explain(error)
            if shown.status.kind == .serverError {
                context.logger.error("request failed", metadata: ["request": "\(context.requestID)", "error": "\(LoggedError(error))"])
            }
            var response = try services.page(
                "error",
                ErrorContent(heading: shown.heading, text: shown.text, requestID: context.requestID, back: shown.back?.href, backLabel: shown.back?.label ?? ""),
                Page(shown.heading), context: context, status: shown.status
            )
            if shown.status == .serviceUnavailable { response.headers[.retryAfter] = "5" }
            if let throttled = error as? Throttled { response.headers[.retryAfter] = "\(throttled.retryAfter)" }
            return response
        }
    }

    private struct Explanation {
        let status: HTTPResponse.Status
        let heading: String
        let text: String
        var back: Way?
    }

    /// Where somebody can go on.
    private struct Way {
        let href: String
        let label: String

        static let home = Way("/", "Zur Startseite")

        init(_ href: String, _ label: String) {
            self.href = href
            self.label = label
        }
    }

    private func explain(_ error: any Error) -> Explanation {
        switch error {
        case let refusal as any ShownRefusal:
            Explanation(
                status: refusal.status, heading: refusal.heading, text: refusal.sentence,
                back: refusal.status == .gone ? Way("/anmelden", "Zur Anmeldung") : .home
            )
        case is PageNotFound:
            Self.notFound
        case let http as HTTPError where http.status == .notFound:
            Self.notFound
        case let http as HTTPError where http.status.kind == .clientError:
            Explanation(status: http.status, heading: "Die Anfrage ist nicht lesbar", text: "Bitte gehen Sie zurück und versuchen Sie es noch einmal.")
        case is RoleNeeded:
            Explanation(status: .forbidden, heading: "Kein Zugang", text: "Ihr Konto hat für diese Seite keine Berechtigung. Wenn Sie sie brauchen, wenden Sie sich bitte an die Geschäftsstelle.", back: .home)
        case is ForgedForm:
            Explanation(status: .forbidden, heading: "Bitte senden Sie das Formular noch einmal", text: "Das Formular gehört nicht zu Ihrer aktuellen Anmeldung. Gehen Sie zurück, laden Sie die Seite neu und senden Sie es noch einmal. Gespeichert wurde nichts.")
        default:
            explainTransport(error)
        }
    }

    private func explainTransport(_ error: any Error) -> Explanation {
        switch error {
        case is FormTooLarge:
            Explanation(status: .contentTooLarge, heading: "Das Formular ist zu groß", text: "Ein Formular darf höchstens 1 MB Text enthalten. Bitte kürzen Sie Ihre Angaben. Gespeichert wurde nichts.")
        case is FormTooSlow:
            Explanation(status: .requestTimeout, heading: "Die Übertragung hat zu lange gedauert", text: "Bitte prüfen Sie Ihre Verbindung und senden Sie das Formular noch einmal.")
        case is FormUnsupported, is FormUnreadable:
            Explanation(status: .badRequest, heading: "Das Formular ist nicht lesbar", text: "Bitte gehen Sie zurück, laden Sie die Seite neu und senden Sie das Formular noch einmal. Gespeichert wurde nichts.")
        case is OperationReused:
            Explanation(status: .conflict, heading: "Dieses Formular wurde schon gesendet", text: "Es wurde bereits mit anderen Angaben gespeichert. Bitte laden Sie die Seite neu und prüfen Sie, was gespeichert ist.")
        case is OutcomeUnknown:
            Explanation(status: .serviceUnavailable, heading: "Noch nicht bestätigt", text: "Die Verbindung zur Datenbank ist abgerissen, während gespeichert wurde. Bitte senden Sie dasselbe Formular noch einmal: Es wird nicht doppelt gespeichert.")
        case let database as DatabaseError where database.isUnavailable:
            Explanation(status: .serviceUnavailable, heading: "Lorbeer ist gerade überlastet", text: "Bitte versuchen Sie es in wenigen Sekunden noch einmal. Gespeichert wurde nichts.")
        default:
            Explanation(status: .internalServerError, heading: "Das hat nicht funktioniert", text: "Der Fehler ist protokolliert. Bitte versuchen Sie es noch einmal; wenn es wieder geschieht, nennen Sie der Geschäftsstelle die Vorgangsnummer.")
        }
    }

    private static let notFound = Explanation(
        status: .notFound, heading: "Seite nicht gefunden",
        text: "Diese Seite gibt es nicht, oder sie ist für Ihr Konto nicht sichtbar. Bitte prüfen Sie die Adresse.", back: .home
    )
}

/// An error for the log: types and database codes, never data.
private struct LoggedError: CustomStringConvertible {
    let description: String

    init(_ error: any Error) {
        switch error {
        case let database as DatabaseError: description = database.description
        case let template as TemplateProblem: description = "template \(template.template) lacks \(template.keys)"
        default: description = String(describing: type(of: error))
        }
    }
}

extension DatabaseError {
    /// Nothing was done and the same request may work in a moment.
    var isUnavailable: Bool {
        switch kind {
        case .connection, .poolExhausted, .waitTimedOut, .shutDown: true
        default: false
        }
    }
}

extension String {
    /// For a value inside a query.
    var queryEscaped: String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~/")
        return addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }
}
