import AwardStore
import Awards
import Hummingbird

/// Asks before something is done that is not easily undone. Sending its form again does it.
struct SecondStepContent: ViewModel {
    let heading: String
    let text: String
    let warning: String?
    let action: String
    let csrf: String
    let fields: [KeptField]
    let button: String
    let back: String
}

/// What the page says.
struct SecondStep {
    let heading: String
    let text: String
    var warning: String?
    let button: String
    let back: String
}

extension Services {
    private static let answer = KeptField(name: "bestaetigt", value: "ja")

    /// - Returns: the page that asks; nil where its form was sent.
    /// - Parameter step: made only where the page asks.
    func secondStep<Entered: Area>(
        _ context: AreaContext<Entered>, asking step: () async throws -> SecondStep
    ) async throws -> Response? {
        guard context.form[Self.answer.name] != Self.answer.value else { return nil }
        let step = try await step()
        let content = SecondStepContent(
            heading: step.heading, text: step.text, warning: step.warning, action: context.app.path, csrf: context.app.csrfToken,
            fields: context.form.fields.filter { ![Self.answer.name, "csrf"].contains($0.name) }.map { KeptField(name: $0.name, value: $0.value) }
                + [Self.answer],
            button: step.button, back: step.back
        )
        return try page("second-step", content, Page(step.heading), context: context)
    }
}
