// SPDX-License-Identifier: Apache-2.0
import CaseService
import Casework
import Forms
import Ledger
import MerkleTree
import TestKit
import Testing
import WorkingTime

/// A data folder with two cases.
struct Authority {
    let folder: DataFolder
    let service: CaseService
    let staff: Actor
    private let temporary: TemporaryFolder

    init() async throws {
        temporary = try TemporaryFolder()
        var folder = DataFolder(temporary.path(of: "data"))
        folder.mapSize = 1 << 30
        try await folder.create(
            organisation: try #require(Published("Testshire")), jurisdiction: .scotland,
            administrator: "Ada")
        self.folder = folder
        service = try folder.open()
        staff = .staff(try service.administrator())
        for number in 1...2 {
            _ = try await service.open(
                OpenCase(
                    type: .enquiry, channel: .email,
                    received: London.day(of: service.ledger.clock.now()),
                    subject: "Bins \(number)", message: "They were not emptied."),
                contact: ContactDetails(name: "Siân"), commandID: "open-\(number)", actor: staff)
        }
    }

    var ledger: Ledger { service.ledger }
    var keeper: CheckpointKeeper { folder.checkpointKeeper(service) }

    /// The reference of the first case or the second.
    func reference(_ number: Int = 1) throws -> String {
        let events = try ledger.events(after: 0).compactMap(\.reference)
        return events[number - 1]
    }

    func note(on number: Int = 1, _ text: String) async throws {
        let stream = try #require(try ledger.stream(ofReference: try reference(number)))
        _ = try await service.perform(
            .addNote(text), on: try #require(CaseID(stream.description)), expected: nil,
            commandID: text.replacing(" ", with: "-"), actor: staff)
    }

    func proof(
        _ number: Int = 1, disclosing: CaseService.Disclosure = .nothing, witnesses: [NoteKey] = []
    ) async throws -> ProofBundle {
        try await service.proof(
            ofReference: try reference(number), disclosing: disclosing, witnesses: witnesses,
            keeper: keeper, actor: .system("prove"))
    }

    var position: Position { get throws { try ledger.head().position } }
}

/// Whether everything in a bundle leads to its checkpoint, whatever it says of itself.
func holds(_ bundle: ProofBundle) -> Bool {
    func isIn(_ item: ProofBundle.Item, _ checkpoint: Checkpoint?) -> Bool {
        isIn(item.event, item.proof, checkpoint)
    }
    func isIn(_ event: RecordedEvent, _ proof: [TreeHash], _ checkpoint: Checkpoint?) -> Bool {
        guard let checkpoint else { return false }
        return ProofChecker.includes(
            .leaf(event.bytes), at: event.position - 1, in: checkpoint.size,
            root: checkpoint.root, proof: proof)
    }
    guard let last = bundle.events.last?.event, bundle.key.verifies(bundle.note),
        bundle.witnesses.allSatisfy({ $0.verifies(bundle.note) }),
        Checkpoint(text: bundle.note.text) == bundle.checkpoint,
        let root = bundle.heads.root
    else { return false }
    let entry = Heads.Entry(
        stream: bundle.stream, version: bundle.events.count, leaf: .leaf(last.bytes))
    return bundle.events.allSatisfy { isIn($0, bundle.checkpoint) }
        && isIn(bundle.heads.item, bundle.checkpoint)
        && ProofChecker.includes(
            .leaf(Array(entry.text.utf8)), at: bundle.heads.index, in: root.streams,
            root: root.hash, proof: bundle.heads.proof)
        && bundle.replaced.allSatisfy {
            $0.key.verifies($0.checkpoint) && isIn($0.item, Checkpoint(text: $0.checkpoint.text))
                && isIn($0.item.event, $0.proof, bundle.checkpoint)
        }
}
