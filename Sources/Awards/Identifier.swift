public import Foundation

/// A UUID that knows what it identifies, so that an entry's and a juror's can't be swapped.
public struct Identifier<Subject>: Hashable, Sendable, CustomStringConvertible, LosslessStringConvertible {
    public let uuid: UUID

    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads the usual 36-character form in either case; anything else is nil.
    public init?(_ description: String) {
        guard let uuid = UUID(uuidString: description) else { return nil }
        self.uuid = uuid
    }

    /// A new random identifier.
    public static func random() -> Self {
        Self(UUID())
    }

    /// Lower case, as PostgreSQL writes it.
    public var description: String {
        uuid.uuidString.lowercased()
    }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        uuid = try decoder.singleValueContainer().decode(UUID.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
