public import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The whole web interface.
public enum WebApplication {
    /// Slow or idle clients are cut after this many seconds; the framework's default never does.
    static let idleSeconds: Int64 = 15

    static func router(_ services: Services) -> Router<AppContext> {
        let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: AnswerMiddleware(services: services))
        router.add(middleware: SessionMiddleware(services: services))
        router.add(middleware: FormMiddleware())
        StaticRoutes.add(to: router)
        HealthRoutes(services: services).add(to: router)
        HomeRoutes(services: services).add(to: router)
        LegalRoutes(services: services).add(to: router)
        SignInRoutes(services: services).add(to: router)
        SecondSignInRoutes(services: services).add(to: router)
        InvitationRoutes(services: services).add(to: router)
        PasswordResetRoutes(services: services).add(to: router)
        AccountRoutes(services: services).add(to: router)
        SecondFactorRoutes(services: services).add(to: router)
        ConfirmRoutes(services: services).add(to: router)
        AccountListRoutes(services: services).add(to: router)
        AccountDetailRoutes(services: services).add(to: router)
        OutboxRoutes(services: services).add(to: router)
        TeamRoutes(services: services).add(to: router)
        StaffTeamRoutes(services: services).add(to: router)
        ApplicantHomeRoutes(services: services).add(to: router)
        SectionRoutes(services: services).add(to: router)
        MeasureRoutes(services: services).add(to: router)
        SubmitRoutes(services: services).add(to: router)
        RankingRoutes(services: services).add(to: router)
        PlaceRoutes(services: services).add(to: router)
        AnalysisRoutes(services: services).add(to: router)
        PrizeRoutes(services: services).add(to: router)
        VerificationRoutes(services: services).add(to: router)
        ResultRoutes(services: services).add(to: router)
        ProofRoutes(services: services).add(to: router)
        JurorDeskRoutes(services: services).add(to: router)
        DeclarationRoutes(services: services).add(to: router)
        LinkRoutes(services: services).add(to: router)
        ConflictRoutes(services: services).add(to: router)
        ScoreRoutes(services: services).add(to: router)
        JuryRoutes(services: services).add(to: router)
        AssignmentRoutes(services: services).add(to: router)
        ClosingRoutes(services: services).add(to: router)
        StaffRoundRoutes(services: services).add(to: router)
        RulesRoutes(services: services).add(to: router)
        StaffEntryRoutes(services: services).add(to: router)
        StaffRecordingRoutes(services: services).add(to: router)
        return router
    }

    /// - Parameter onRunning: called once the address is bound and requests are answered.
    public static func application(
        _ services: Services, host: String, port: Int, onRunning: @escaping @Sendable () -> Void
    ) -> some ApplicationProtocol {
        var http = HTTP1Channel.Configuration(idleTimeout: .seconds(idleSeconds))
        http.httpDecoder = .init(maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100)
        return Application(
            router: router(services),
            server: .http1(configuration: http),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { _ in onRunning() },
            logger: services.logger
        )
    }
}
