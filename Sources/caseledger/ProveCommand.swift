// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Checkpoints
internal import Foundation
internal import Ledger
internal import MerkleTree
internal import Settings
internal import Synchronization

struct ProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Writes a proof that others check without this program.",
        discussion: """
            Of a case: its events as they were recorded, with proofs that they are in the log and \
            that none is missing, and the signed checkpoint. Names and texts stay sealed unless \
            --disclose opens those of an event, by its position, or --disclose-all opens them all; \
            a disclosure is not recorded yet. Witnesses of the settings who have not cosigned the \
            checkpoint are asked to.

            Of two checkpoints, with --old and --new: that the log of the newer one begins with \
            that of the older one.

            tools/verify-proof checks both.

            Examples:
              caseledger prove IMP-2026-000001 --data .data --out case.proof
              caseledger prove IMP-2026-000001 --data .data --disclose-all --out opened
              caseledger export checkpoint --data .data --out new.note
              caseledger prove --old old.note --new new.note --data .data --out extends
            """)

    @Argument(help: "The reference of a case, as ENQ-2026-000001.")
    var reference: String?
    @OptionGroup var data: DataOption
    @Option(help: .init("The file to write.", valueName: "file"), completion: .file())
    var out: String
    @Option(help: .init("Opens the names and texts of one event.", valueName: "position"))
    var disclose: [Int] = []
    @Flag(help: "Opens all names and texts of the case.")
    var discloseAll = false
    @Option(
        help: .init("A file with the older checkpoint.", valueName: "note"), completion: .file())
    var old: String?
    @Option(
        help: .init("A file with the newer checkpoint.", valueName: "note"), completion: .file())
    var new: String?
    @OptionGroup var json: JSONOption

    func validate() throws {
        try checkOut(out)
        guard (old == nil) == (new == nil) else {
            throw ValidationError("--old and --new go together: give both checkpoints.")
        }
        guard (reference == nil) != (old == nil) else {
            throw ValidationError(
                "Prove what? Give the reference of a case, or --old and --new.")
        }
        if reference?.isEmpty == true {
            throw ValidationError("The reference is empty: which case? As ENQ-2026-000001.")
        }
        if old != nil, discloseAll || !disclose.isEmpty {
            throw ValidationError("Between two checkpoints there is nothing to disclose.")
        }
    }

    func run() async throws {
        if let reference {
            try await proveCase(reference.uppercased())
        } else if let old, let new {
            try proveExtension(old: old, new: new)
        }
    }

    private func proveCase(_ reference: String) async throws {
        let (bundle, unsigned) = try await bundle(reference)
        for position in disclose
        where !bundle.disclosed.contains(where: { $0.position == position }) {
            throw Failure.refused(
                "position \(position) has no name or text of this case to open; "
                    + "`caseledger replay \(reference)` shows its positions")
        }
        try write(bundle.bytes)
        let result = CaseResult(
            bytes: bundle.bytes.count, checkpoint: bundle.checkpoint.size,
            disclosed: bundle.disclosed.count, events: bundle.events.count, file: out,
            heads: bundle.heads.size, reference: reference,
            witnesses: bundle.witnesses.map(\.name))
        try json.printing(
            result,
            or: "Wrote \(out): \(result.events) events of \(reference), all there were among the "
                + "first \(result.heads) of the log; the checkpoint covers \(result.checkpoint)."
                + cosigned(result.witnesses, unsigned))
    }

    /// Who cosigned the checkpoint, and who did not, as sentences.
    private func cosigned(_ witnesses: [String], _ unsigned: [(name: String, why: String?)])
        -> String
    {
        var text = witnesses.isEmpty ? "" : " Cosigned by \(witnesses.joined(separator: ", "))."
        for (name, why) in unsigned {
            text += " Not cosigned by \(name)\(why.map { ": \($0)" } ?? "")."
        }
        if !unsigned.isEmpty { text += " For a proof that bears it, prove again when it answers." }
        return text
    }

    /// The proof, and the witnesses of the settings who have not cosigned it, with why.
    private func bundle(
        _ reference: String
    ) async throws -> (ProofBundle, unsigned: [(name: String, why: String?)]) {
        let settings = try data.settings()
        let folder = try data.folder(settings)
        let service = try folder.open(.process)
        let keys = settings.checkpointWitnesses.map(\.key)
        let witnesses = Witnesses(service.ledger, settings)
        let problems = Mutex<[String: String]>([:])
        do throws(ServiceError) {
            let bundle = try await service.proof(
                ofReference: reference, disclosing: discloseAll ? .all : .at(Set(disclose)),
                witnesses: keys, keeper: folder.checkpointKeeper(service), actor: .system("prove")
            ) { kept in
                let found = await witnesses.ask(kept, within: .seconds(6))
                problems.withLock { $0 = found }
            }
            let why = problems.withLock { $0 }
            let missing = keys.filter { !bundle.witnesses.contains($0) }
            return (bundle, missing.map { ($0.name, why[$0.name]) })
        } catch {
            guard case .notFound = error else { throw error }
            throw Failure.refused(
                "there is no case \(reference); references look like ENQ-2026-000001")
        }
    }

    private func proveExtension(old: String, new: String) throws {
        let ledger = try data.folder().openLedger(readOnly: true, .process)
        let older = try checkpoint(in: old, of: ledger)
        let newer = try checkpoint(in: new, of: ledger)
        guard older.size <= newer.size else {
            throw Failure.refused(
                "\(old) covers \(older.size) events, \(new) only \(newer.size); swap them")
        }
        let proof = try ledger.consistencyProof(from: older.size, to: newer.size)
        let lines = proof.map { Data($0.bytes).base64EncodedString() + "\n" }
        try write(Array(lines.joined().utf8))
        try json.printing(
            ExtensionResult(file: out, hashes: proof.count, new: newer.size, old: older.size),
            or: "Wrote \(out): that the log of \(newer.size) events begins with the \(older.size) "
                + "of the older checkpoint.")
    }

    /// The checkpoint in a file, once it is that of this ledger.
    private func checkpoint(in file: String, of ledger: Ledger) throws -> Checkpoint {
        guard let data = FileManager.default.contents(atPath: file),
            let text = String(data: data, encoding: .utf8), let note = SignedNote(handedBack: text),
            let checkpoint = Checkpoint(text: note.text)
        else { throw Failure.refused("the file \(file) holds no checkpoint, or cannot be read") }
        guard checkpoint.origin == ledger.identity.origin else {
            throw Failure.refused("the checkpoint in \(file) is of another ledger")
        }
        guard checkpoint.size <= (try ledger.head().position),
            try ledger.root(size: checkpoint.size) == checkpoint.root
        else {
            throw Failure.refused(
                "this ledger does not begin with the \(checkpoint.size) events of the checkpoint "
                    + "in \(file): it was changed since; run `caseledger verify`")
        }
        return checkpoint
    }

    private func write(_ bytes: [UInt8]) throws {
        let sink = try OutputFile(path: out)
        do {
            try sink.write(bytes)
            try sink.close()
        } catch {
            sink.discard()
            throw error
        }
    }

    /// What `prove --json` prints of a case.
    private struct CaseResult: Encodable {
        let bytes: Int
        let checkpoint: Int
        let disclosed: Int
        let events: Int
        let file: String
        let heads: Int
        let reference: String
        /// Those who cosigned the checkpoint.
        let witnesses: [String]
    }

    /// What it prints of two checkpoints.
    private struct ExtensionResult: Encodable {
        let file: String
        let hashes: Int
        let new: Int
        let old: Int
    }
}
