// SPDX-License-Identifier: Apache-2.0
package import Forms

/// The ledger's checkpoints are signed by this key from here on.
package struct SigningKeyAdopted: Recorded {
    /// An Ed25519 public key (RFC 8032).
    package var key: Bytes32
    /// Somebody decided that it comes without the signature of the key before, which was lost.
    package var replacesLost: Bool

    package static let form = Form(
        "ledger.signingKeyAdopted", Self.init, Field("key", \.key),
        Field("replacesLost", \.replacesLost))

    package init(key: Bytes32, replacesLost: Bool = false) {
        self.key = key
        self.replacesLost = replacesLost
    }
}

/// What the last event of every stream was when the log had `size` events: what a proof that a
/// case is whole rests on. `docs/reference/proofs.md` says how the root is worked out.
package struct HeadsRecorded: Recorded {
    /// 1 or more.
    package var size: Int
    /// How many streams there were, 1 or more.
    package var streams: Int
    /// Of the tree over all streams.
    package var root: Bytes32

    package static let form = Form(
        "ledger.headsRecorded", Self.init, Field("size", \.size), Field("streams", \.streams),
        Field("root", \.root))

    package init(size: Int, streams: Int, root: Bytes32) {
        self.size = size
        self.streams = streams
        self.root = root
    }
}
