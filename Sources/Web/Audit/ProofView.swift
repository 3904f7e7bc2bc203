import AwardStore
import Awards

/// The proof of one act, as a page shows it.
struct ProofView: ViewModel {
    struct Proved: ViewModel {
        let eventNumber: String
        let eventHash: String
        let leafHash: String
        /// From 0, as the tree counts.
        let leafIndex: Int
        let treeSize: String
        let path: [String]
        let checkpoint: String
        let publicKey: String
        let download: String
    }

    /// nil while no checkpoint covers the act.
    let proved: Proved?

    init(_ proof: EventProof, download: String) {
        switch proof {
        case .pending:
            proved = nil
        case .proved(let receipt, let size):
            proved = Proved(
                eventNumber: (receipt.index + 1).grouped, eventHash: receipt.hash, leafHash: receipt.leafHash, leafIndex: receipt.index, treeSize: size.grouped,
                path: receipt.path, checkpoint: receipt.checkpoint, publicKey: receipt.key, download: download
            )
        }
    }
}
