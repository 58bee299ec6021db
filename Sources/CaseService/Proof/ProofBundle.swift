// SPDX-License-Identifier: Apache-2.0
internal import EventCodec
internal import Forms
internal import Foundation
package import Ledger
package import MerkleTree

/// What shows one case to somebody who trusts nobody here: its events, proofs that they are in the
/// log and that there are no others, and the signed checkpoint that all of this leads to.
package struct ProofBundle: Equatable, Sendable {
    /// An event, and the proof that it is in a checkpoint's tree.
    package struct Item: Equatable, Sendable {
        package let event: RecordedEvent
        /// The lowest hash first.
        package let proof: [TreeHash]
    }
    /// The heads that were recorded, and the proof that the case's last event is among them.
    package struct Place: Equatable, Sendable {
        package let item: Item
        /// Over how many events they were recorded: the case had no others among these.
        package let size: Int
        /// Of the case's stream in the heads tree, from 0.
        package let index: Int
        package let proof: [TreeHash]
    }
    /// A signing key that was replaced, and the event that adopted the next one, under a checkpoint
    /// that the replaced key signed.
    package struct Replacement: Equatable, Sendable {
        package let key: NoteKey
        package let checkpoint: SignedNote
        /// The event, with its proof under this checkpoint.
        package let item: Item
        /// That the event is in the bundle's own checkpoint as well, so that the old key's log and
        /// this one have it in common.
        package let proof: [TreeHash]
    }
    /// A sealed value that is opened.
    package struct Disclosed: Equatable, Sendable {
        package let position: Position
        package let owner: String
        /// 32 bytes.
        package let salt: [UInt8]
        package let value: [UInt8]
    }

    package let reference: String
    package let stream: StreamName
    /// Signed by `key` and by `witnesses`, in this order, and by nobody else.
    package let note: SignedNote
    package let checkpoint: Checkpoint
    /// The one in force at the checkpoint's size.
    package let key: NoteKey
    /// Of those that went before it, the oldest first.
    package let replaced: [Replacement]
    package let witnesses: [NoteKey]
    /// In the order of the stream, from its first.
    package let events: [Item]
    package let heads: Place
    /// In the order of positions and owners.
    package let disclosed: [Disclosed]

    package static let format = "caseledger-proof/1"
    /// What the proof cannot do without; part of every bundle.
    package static let trust =
        "That no event is missing, and that no other stream bears the reference, rests on whoever "
        + "recorded the heads and gave the references. Who has the whole log can check both."

    /// The one spelling, specified in `docs/reference/proofs.md`: JSON with the members in
    /// alphabetical order and without white space, and a line feed.
    package var bytes: [UInt8] {
        let bundle: JSON = [
            "checkpoint": .string(note.description), "disclosed": .array(disclosed.map(json)),
            "events": .array(events.map(json)), "format": .string(Self.format),
            "heads": [
                "event": json(heads.item), "index": .integer(Int64(heads.index)),
                "proof": json(heads.proof),
            ], "key": .string(key.description), "keys": .array(replaced.map(json)),
            "origin": .string(checkpoint.origin), "reference": .string(reference),
            "stream": .string(stream.description), "trust": .string(Self.trust),
            "witnesses": .array(witnesses.map { .string($0.description) }),
        ]
        return bundle.bytes + [UInt8(ascii: "\n")]
    }

    private func json(_ item: Item) -> JSON {
        [
            "bytes": base64(item.event.bytes), "position": .integer(Int64(item.event.position)),
            "proof": json(item.proof),
        ]
    }

    private func json(_ proof: [TreeHash]) -> JSON { .array(proof.map { base64($0.bytes) }) }

    private func json(_ replaced: Replacement) -> JSON {
        [
            "checkpoint": .string(replaced.checkpoint.description), "event": json(replaced.item),
            "key": .string(replaced.key.description), "proof": json(replaced.proof),
        ]
    }

    private func json(_ value: Disclosed) -> JSON {
        [
            "owner": .string(value.owner), "position": .integer(Int64(value.position)),
            "salt": base64(value.salt), "value": base64(value.value),
        ]
    }

    private func base64(_ bytes: [UInt8]) -> JSON { .string(Data(bytes).base64EncodedString()) }
}
