/// The proof that one act is in the record, format `lorbeer-receipt/1`: the event, its path in the tree, and a signed
/// checkpoint. Whoever holds it can show later that the act was recorded then and has not changed.
public struct EventReceipt: Codable, Equatable, Sendable {
    /// What the event holds as a salted hash only, for the person it belongs to.
    public struct Disclosure: Codable, Equatable, Sendable {
        /// `detail` or `content`.
        public let purpose: String
        public let content: String
        public let salt: String

        public init(purpose: String, content: String, salt: String) {
            self.purpose = purpose
            self.content = content
            self.salt = salt
        }
    }

    public static let format = "lorbeer-receipt/1"

    public let format: String
    public let key: String
    public let checkpoint: String
    /// From 0.
    public let index: Int
    /// The hash of the event before.
    public let before: String
    public let body: String
    /// The hash of the event, of which the leaf is made.
    public let hash: String
    public let path: [String]
    public let disclosures: [Disclosure]

    public init(
        key: RecordKey, checkpoint: String, index: Int, before: RecordHash, body: String, path: [RecordHash], disclosures: [Disclosure]
    ) {
        format = Self.format
        self.key = key.description
        self.checkpoint = checkpoint
        self.index = index
        self.before = before.description
        self.body = body
        hash = before.followed(by: body).description
        self.path = path.map(\.description)
        self.disclosures = disclosures
    }

    /// Canonical, with a line feed.
    public func file() throws -> String {
        try CanonicalJSON(encoding: self).text + "\n"
    }

    /// Checks a receipt's file.
    /// - Parameter key: the verification key known from elsewhere; nil takes the receipt's own.
    public static func report(on bytes: [UInt8], key: String? = nil) -> VerificationReport {
        var report = VerificationReport()
        do throws(VerificationReport.Problem) {
            let json = try VerificationReport.read(bytes)
            guard let receipt = json.exactly(EventReceipt.self), receipt.format == format else { throw .unreadable("format") }
            report.add(.file, [])
            guard let own = RecordKey(receipt.key), key?.utf8.elementsEqual(receipt.key.utf8) ?? true else {
                report.add(.key, [.otherKey])
                return report
            }
            report.add(.key, [])
            receipt.check(own, into: &report)
        } catch {
            report.add(.file, [error])
        }
        return report
    }

    private func check(_ key: RecordKey, into report: inout VerificationReport) {
        guard let event = PublishedEvent(body), event.seq == index + 1, let before = RecordHash(before),
            before.followed(by: body) == RecordHash(hash)
        else {
            report.add(.chain, [.eventBroken(seq: index + 1)])
            return
        }
        report.add(.chain, [])
        do throws(Checkpoint.Problem) {
            let checkpoint = try Checkpoint(note: checkpoint, key: key)
            report.add(.checkpoint, count: checkpoint.size, [])
            let path = path.compactMap { RecordHash($0) }
            let leaf = MerkleTree.leaf(before.followed(by: body).bytes)
            let root = path.count == self.path.count ? MerkleTree.root(leaf: leaf, index: index, size: checkpoint.size, path: path) : nil
            report.add(.proof, root == checkpoint.root ? [] : [.proofFails])
        } catch {
            report.add(.checkpoint, [.checkpoint(error)])
        }
        let json = try? CanonicalJSON.read(Array(body.utf8))
        let problems = disclosures.compactMap { disclosure -> VerificationReport.Problem? in
            let stated = disclosure.purpose == "detail" ? json?["detail"] : event.facts[disclosure.purpose]
            let salt = RecordHash(disclosure.salt)
            let found = salt.map { RecordHash.salted($0.bytes, disclosure.purpose, disclosure.content).description }
            return found != nil && stated?.string == found ? nil : .detailDiffers
        }
        if !disclosures.isEmpty { report.add(.disclosure, count: disclosures.count, problems) }
    }
}
