// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Checkpoints
internal import Hummingbird
internal import Ledger
internal import MerkleTree
internal import Pages
internal import Settings
internal import WorkingTime

/// The proof of the record: its checkpoints, a check of one that somebody kept, and the proof of a
/// case as a file.
struct ProofRoutes {
    let site: Site
    let checkpoints: CheckpointService

    /// Kept checkpoints that the page lists.
    private static let listed = 20

    func add(to router: Router<AppContext>) {
        router.get("/record/proof") { _, context -> Response in
            let session = try site.session(context)
            return .html(try await page(session, context))
        }
        router.post("/record/proof") { request, context -> Response in
            let (session, fields) = try await request.signedForm(context)
            let text = fields["checkpoint"] ?? ""
            let verdict = try site.service.verdict(on: text, actor: .staff(session.staff))
            return .html(
                try await page(session, context, checked: CheckedCheckpoint(verdict), text: text))
        }
        router.get("/record/proof/about") { _, context -> Response in
            _ = try site.session(context)
            return .html(AboutProofPage().html(in: try await site.layout(context, .record)))
        }
        router.get("/record/proof/checkpoints/:size") { _, context -> Response in
            let session = try site.session(context)
            guard let size = Int(try context.parameters.require("size")),
                size <= checkpoints.state.released
            else { throw ServiceError.notFound }
            let kept = try site.service.checkpoint(upTo: size, actor: .staff(session.staff))
            guard kept.checkpoint.size == size else { throw ServiceError.notFound }
            return .file(
                Array(kept.note.description.utf8), "text/plain; charset=utf-8",
                name: "checkpoint-\(size).txt")
        }
        router.post("/cases/:reference/proof") { request, context -> Response in
            let (session, _) = try await request.signedForm(context)
            return try await proof(session.staff, context)
        }
        router.post("/api/v1/cases/:reference/proof") { _, context -> Response in
            guard let staff = context.apiStaff else {
                throw Problem(
                    401, "Sign in",
                    "Send `Authorization: Bearer …`, from `caseledger user token`.")
            }
            return try await proof(staff, context)
        }
    }

    /// The proof of a case. It is made by a POST because the record notes, for it, what the last
    /// entry of every case is.
    private func proof(_ staff: StaffID, _ context: AppContext) async throws -> Response {
        let reference = try context.parameters.require("reference").uppercased()
        let bundle = try await site.service.proof(
            ofReference: reference, witnesses: site.settings.checkpointWitnesses.map(\.key),
            keeper: checkpoints.keeper, actor: .staff(staff)
        ) { [checkpoints] in await checkpoints.askWitnesses($0, within: .seconds(3)) }
        return .file(bundle.bytes, "application/json", name: "\(bundle.reference).proof.json")
    }

    /// A row that stands above the places while what was signed last is contradicted.
    private func alarm(_ state: CheckpointService.State) -> [DeliveryFacts] {
        guard state.isContradicted else { return [] }
        return [
            DeliveryFacts(
                kind: "Signing key", place: "what was signed last", size: 0, time: nil,
                state: Tag("Contradicted", .red),
                problem: "The record does not begin with it, and nothing more is signed. Tell your "
                    + "administrator: `caseledger verify`.")
        ]
    }

    private func page(
        _ session: Session, _ context: AppContext, checked: CheckedCheckpoint? = nil,
        text: String = ""
    ) async throws -> String {
        let actor = Actor.staff(session.staff)
        let state = checkpoints.state
        let kept = try site.service.checkpoints(
            upTo: state.released, limit: Self.listed, actor: actor
        ).map { CheckpointFacts($0) }
        let head = try site.service.ledger.head().position
        return ProofPage(
            newest: kept.first, unsigned: max(0, head - (kept.first?.size ?? 0)),
            keys: try site.service.signingKeys().reversed().map(\.key.description),
            deliveries: alarm(state) + state.deliveries.map { DeliveryFacts($0) }, kept: kept,
            checked: checked,
            text: text, now: site.now
        ).html(in: try await site.layout(context, .record))
    }
}

extension CheckpointFacts {
    fileprivate init(_ kept: KeptCheckpoint) {
        let origin = kept.checkpoint.origin
        self.init(
            size: kept.checkpoint.size, signed: kept.time, note: kept.note.description,
            witnesses: kept.note.signatures.map(\.name).filter { $0 != origin })
    }
}

extension DeliveryFacts {
    fileprivate init(_ delivery: Delivery) {
        let kind =
            switch delivery.kind {
            case .folder: "Folder"
            case .webhook: "Webhook"
            case .witness: "Witness"
            }
        let state =
            if delivery.isContradicted {
                Tag("Contradicted", .red)
            } else if delivery.problem != nil {
                Tag("Not reached", .amber)
            } else if delivery.size > 0 {
                Tag("Delivered", .green)
            } else {
                Tag("Waiting", .grey)
            }
        self.init(
            kind: kind, place: delivery.place, size: delivery.size, time: delivery.time,
            state: state, problem: delivery.problem)
    }
}

extension CheckedCheckpoint {
    fileprivate init(_ verdict: CheckpointVerdict) {
        switch verdict {
        case .holds(let size, let events, let key):
            let today =
                size == events
                ? "The record's \(Words.count(events)) events are those of your checkpoint."
                : "The record has \(Words.count(events)) events today, and begins with the "
                    + "\(Words.count(size)) of your checkpoint."
            self.init(
                holds: true,
                sentence: today
                    + " It is signed by the key \(key.description): compare it with the one that "
                    + "you were given.")
        case .malformed:
            self.init(
                holds: false,
                sentence: "This is no checkpoint. Paste the whole of it, from its first line to "
                    + "its last signature.")
        case .ofAnotherLedger(let origin):
            self.init(
                holds: false, sentence: "It is a checkpoint of another record, named \(origin).")
        case .notSigned(let size):
            self.init(
                holds: false,
                sentence: "No key that this record had at \(Words.count(size)) events signed it: "
                    + "it is not this record's, or it was changed. Compare it with the file as it "
                    + "came to you; if it is that one, your administrator can run `caseledger "
                    + "verify --checkpoint` with the `--key` that you were given.")
        case .beyond(let size, let events):
            self.init(
                holds: false,
                sentence: "It covers \(Words.count(size)) events, and the record has "
                    + "\(Words.count(events)): the last were cut off, or this is an older copy. "
                    + "Keep your checkpoint: it proves that.")
        case .differs(let size):
            self.init(
                holds: false,
                sentence: "The record's first \(Words.count(size)) events are not those that were "
                    + "signed. Keep your checkpoint: it proves that. Your administrator can tell "
                    + "since when, with `caseledger verify --checkpoint`.")
        }
    }
}
