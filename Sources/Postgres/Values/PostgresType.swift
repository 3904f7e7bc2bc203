/// Types this layer understands, by their fixed object identifiers (PostgreSQL's `pg_type.dat`).
enum PostgresType: UInt32, CaseIterable {
    case bool = 16
    case bytea = 17
    case name = 19
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case json = 114
    case bpchar = 1042
    case varchar = 1043
    case date = 1082
    case timestamptz = 1184
    case numeric = 1700
    case uuid = 2950
    case jsonb = 3802

    var name: String { String(describing: self) }

    private var arrayOID: UInt32 {
        switch self {
        case .bool: 1000
        case .bytea: 1001
        case .name: 1003
        case .int2: 1005
        case .int4: 1007
        case .text: 1009
        case .bpchar: 1014
        case .varchar: 1015
        case .int8: 1016
        case .date: 1182
        case .timestamptz: 1185
        case .numeric: 1231
        case .json: 199
        case .uuid: 2951
        case .jsonb: 3807
        }
    }

    private static let elements = Dictionary(uniqueKeysWithValues: allCases.map { ($0.arrayOID, $0) })

    /// The element type of an array type, `nil` for anything else.
    static func element(ofArray oid: UInt32) -> PostgresType? { elements[oid] }

    static func name(of oid: UInt32) -> String {
        if let type = PostgresType(rawValue: oid) { return type.name }
        if let element = elements[oid] { return "\(element.name)[]" }
        return "type \(oid)"
    }
}
