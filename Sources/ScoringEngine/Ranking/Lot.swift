/// The lot of an entry: SHA-256 of the seed, a line feed and the entry's id, all in UTF-8. The smallest digest comes first.
///
/// Anyone can draw again: `printf '%s\n%s' SEED ENTRY | sha256sum`. Seed and id hold no control characters, so the line feed
/// separates them without doubt.
public func lotDigest(seed: String, entry: String) -> SHA256Digest {
    SHA256Digest(of: Array(seed.utf8) + [0x0a] + Array(entry.utf8))
}

extension ProblemList {
    /// Where lots may be drawn there must be a seed.
    mutating func check(lotSeed: String?, isNeeded: Bool) {
        if let lotSeed {
            check(identifier: lotSeed, at: "$.lotSeed")
        } else if isNeeded {
            add("$.lotSeed", .missingLotSeed, "is needed because ties lists the lot")
        }
    }
}
