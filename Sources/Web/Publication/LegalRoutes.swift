import Hummingbird

struct NoContent: ViewModel {}

/// The pages the law asks every public service for. Their texts are the operator's to complete.
struct LegalRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        for (path, template, title) in [
            ("/barrierefreiheit", "accessibility", "Erklärung zur Barrierefreiheit"),
            ("/datenschutz", "privacy", "Datenschutz"),
            ("/impressum", "imprint", "Impressum"),
        ] {
            router.get(RouterPath(path)) { [services] _, context in
                try services.page(template, NoContent(), Page(title), context: context)
            }
        }
    }
}
