@testable import AwardStore

enum SampleCodes {
    /// The code an app shows; the store's own function is held to the RFC's vectors by a test of its own.
    static func code(_ key: [UInt8], step: Int64) -> String {
        TOTP.code(secret: key, step: step)
    }
}
