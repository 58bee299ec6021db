// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Checkpoints
internal import Ledger
internal import MerkleTree
internal import Server
internal import Settings
internal import Terminal
internal import WorkingTime

/// What `status` says of checkpoints: the newest one, and how far it left the machine.
struct CheckpointStatus: Encodable {
    struct Place: Encodable {
        /// `folder`, `webhook` or `witness`.
        let kind: String
        let place: String
        /// Events of the newest checkpoint that arrived; 0 for none.
        let size: Int
        /// When it arrived; absent for none.
        let time: String?
        let problem: String?
        /// Another history of this ledger is known there.
        let contradicted: Bool
    }
    /// Events that it covers; 0 while there is none.
    let size: Int
    /// When it was signed; absent while there is none.
    let time: String?
    /// Events that it does not cover.
    let unsigned: Int
    /// The key in force, as `NAME+ID+BASE64`; absent while there is none, or where the folder does
    /// not open without another key.
    let key: String?
    /// Why nothing more is signed: what was signed last is not what the ledger begins with.
    let alarm: String?
    let places: [Place]

    init(_ folder: DataFolder, _ ledger: Ledger, _ head: Head, _ settings: Settings) throws {
        let kept = try ledger.checkpoint()
        size = kept?.checkpoint.size ?? 0
        time = kept?.time.description
        unsigned = max(0, head.position - size)
        key = (try? folder.service(on: ledger).signingKeys().last)?.key.description
        do throws(LedgerError) { alarm = try folder.lastSigned.contradiction(in: ledger) } catch {
            alarm = "what was signed last cannot be compared: \(error)"
        }
        let known = StateStore.deliveries(path: folder.state)
        places = CheckpointService.places(settings).map { place in
            let found = known.first { $0.kind == place.kind && $0.place == place.place } ?? place
            return Place(
                kind: found.kind.rawValue, place: found.place, size: found.size,
                time: found.time?.description, problem: found.problem,
                contradicted: found.isContradicted)
        }
    }

    /// Lines that each end with a line feed.
    var text: String {
        var text = time.map { "checkpoint of \(size) events, signed \($0)" } ?? "no checkpoint yet"
        text += "; \(Words.count(unsigned, "event", "events")) not signed yet\n"
        if let key { text += "signing key \(key)\n" }
        if let alarm { text += "ALARM: \(alarm).\n" }
        for place in places {
            text += "\(place.kind) \(DisplayWidth.printable(place.place)): "
            text += place.size == 0 ? "nothing arrived yet" : "has \(place.size) events"
            if place.contradicted { text += "; ALARM" }
            text += place.problem.map { "; \($0)\n" } ?? "\n"
        }
        return text
    }
}
