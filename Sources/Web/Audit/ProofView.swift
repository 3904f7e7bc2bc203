import AwardStore
import Awards

/// The proof of one act, as a page shows it.
struct ProofView: ViewModel {
    struct Proved: ViewModel {
        let eventNumber: String
        let eventHash: String
        let treeSize: String
        let path: [String]
        let checkpoint: String
        let publicKey: String
        let download: String
        /// Under which the browser keeps the file.
        let fileName: String
    }

    /// nil while no checkpoint covers the act.
    let proved: Proved?

    init(_ proof: EventProof, download: String, fileName: String) {
        switch proof {
        case .pending:
            proved = nil
        case .proved(let receipt, let size):
            proved = Proved(
                eventNumber: (receipt.index + 1).grouped, eventHash: receipt.hash, treeSize: size.grouped,
                path: receipt.path, checkpoint: receipt.checkpoint, publicKey: receipt.key, download: download, fileName: fileName
            )
        }
    }

    static let sheetFileName = "bogen-nachweis.json"

    static func fileName(ofEntry number: Int?) -> String { "eingang-\(number ?? 0)-nachweis.json" }
}
