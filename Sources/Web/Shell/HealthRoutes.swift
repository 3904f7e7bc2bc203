import AwardStore
import Hummingbird

/// For operators: whether the process lives, and whether it can serve.
struct HealthRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.get("/healthz") { _, _ in Response.json(#"{"status":"ok"}"#) }
        router.get("/readyz") { _, _ in
            let current = (try? await services.open.schemaIsCurrent()) ?? false
            return current
                ? Response.json(#"{"status":"ok"}"#)
                : Response.json(#"{"status":"unavailable"}"#, status: .serviceUnavailable)
        }
    }
}
