// SPDX-License-Identifier: Apache-2.0
internal import Crypto
package import Forms

/// The reply as it is written, version after version, and who has signed off which of them
/// (requirements G3, G37; features 25 and 28).
///
/// A sign-off is over the digest of one version and its attachments: another version has none.
package struct Drafts: Equatable, Sendable {
    package struct Version: Equatable, Sendable {
        package let digest: Bytes32
        package let author: Actor
        package let attachments: [Bytes32]
    }
    /// By their numbers, from 1.
    package private(set) var versions: [Version] = []
    /// Of the last version, once it was asked for.
    package private(set) var signOff: SignOff?

    package init() {}

    /// Who wrote one, signed one, or let one go unsigned.
    package private(set) var involved: Set<Actor> = []

    /// The last version may go out: it is signed off, or that was done without.
    package var isCleared: Bool { signOff?.isComplete ?? false }

    /// The same, where it was signed by those whom this model asks for, or let go unsigned.
    func isCleared(for model: SignOffModel) -> Bool {
        guard let signOff, signOff.isComplete else { return false }
        return signOff.isBypassed || signOff.model == model
    }

    package mutating func evolve(_ event: DraftEvent, by actor: Actor) {
        switch event {
        case .saved, .signedOff, .bypassed: involved.insert(actor)
        case .signOffRequested, .returned: break
        }
        switch event {
        case .saved(let saved):
            versions.append(
                Version(
                    digest: saved.digest, author: actor, attachments: saved.attachments))
            signOff = nil
        case .signOffRequested(let requested): signOff = SignOff(model: requested.model)
        case .signedOff(let signed): signOff?.sign(signed.slot, by: actor)
        case .returned: signOff = nil
        case .bypassed: signOff?.bypass()
        }
    }

    package func decide(
        _ command: DraftCommand, files: Files, _ context: DecisionContext
    ) throws(Refusal) -> [DraftEvent] {
        switch command {
        case .save(let draft): return [try saved(draft, files, context)]
        case .requestSignOff(let request):
            _ = try current(request.draft)
            // The rule may ask for others by now than it did.
            guard signOff?.model != context.signOffModel else { throw .already(.submitted) }
            return [
                .signOffRequested(
                    SignOffRequested(draft: request.draft, model: context.signOffModel))
            ]
        case .sign(let given):
            let version = try current(given.draft)
            guard let signOff else { throw .needs(.signOffRequest) }
            guard version.author != context.actor else { throw .needs(.anotherPerson) }
            let (slot, capacity) = try signOff.slot(for: context)
            return [
                .signedOff(
                    DraftSignedOff(
                        draft: given.draft, digest: version.digest, slot: slot,
                        signer: capacity.signer,
                        deputyOf: capacity.deputyOf))
            ]
        case .sendBack(let given):
            let version = try current(given.draft)
            guard let signOff else { throw .needs(.signOffRequest) }
            _ = try signOff.slot(for: context)
            return [
                .returned(
                    DraftReturned(
                        draft: given.draft, digest: version.digest, changes: given.changes.sealed))
            ]
        case .bypass(let given):
            let version = try current(given.draft)
            guard let signOff else { throw .needs(.signOffRequest) }
            guard !signOff.isComplete else { throw .already(.signedOff) }
            guard context.mayBypassSignOff else { throw .needs(.authority) }
            guard version.author != context.actor else { throw .needs(.anotherPerson) }
            return [
                .bypassed(
                    SignOffBypassed(
                        draft: given.draft, digest: version.digest, reason: given.reason.sealed))
            ]
        }
    }

    private func saved(
        _ draft: SaveDraft, _ files: Files, _ context: DecisionContext
    ) throws(Refusal) -> DraftEvent {
        guard versions.count < Limits.drafts else { throw .tooMany(.draft) }
        guard draft.attachments.count <= Limits.attachments else { throw .tooMany(.attachment) }
        try Self.requireFilled(draft.text)
        var attachments: [Bytes32] = []
        for number in draft.attachments { attachments.append(try files.digest(of: number)) }
        let uses = try Self.uses(draft.templates, context.templates)
        let digest = Self.digest(context.nonce, draft.text, attachments)
        return .saved(
            DraftSaved(
                draft: versions.count + 1, digest: digest, attachments: attachments,
                templates: uses, text: draft.text.sealed,
                nonce: .value(context.nonce.plainText)))
    }

    private static func uses(
        _ names: [Code], _ inForce: [Code: Int]
    ) throws(Refusal) -> [TemplateUse] {
        guard names.count <= Limits.templates else { throw .tooMany(.template) }
        var uses: [TemplateUse] = []
        for name in names {
            guard let version = inForce[name] else { throw .needs(.template) }
            let use = TemplateUse(template: name, version: version)
            if !uses.contains(use) { uses.append(use) }
        }
        return uses
    }

    /// - Throws: Where there is no draft of that number.
    func require(_ number: Int) throws(Refusal) {
        guard versions.indices.contains(number - 1) else { throw .notThere(.draft, number) }
    }

    /// A place of a template that nobody filled in is no part of a letter.
    static func requireFilled(_ text: Passage) throws(Refusal) {
        guard !text.text.contains("{{") else { throw .needs(.filledText) }
    }

    /// The last version, where that is the one that somebody means.
    private func current(_ number: Int) throws(Refusal) -> Version {
        guard versions.indices.contains(number - 1) else { throw .notThere(.draft, number) }
        guard number == versions.count else { throw .already(.overtaken) }
        return versions[number - 1]
    }

    /// SHA-256 over the nonce, the text's length in bytes as eight bytes and the text, and each
    /// attachment's digest. The nonce is sealed with the text: nobody guesses a text by its digest.
    package static func digest(
        _ nonce: Bytes32, _ text: Passage, _ attachments: [Bytes32]
    ) -> Bytes32 {
        var hash = SHA256()
        hash.update(data: nonce.bytes)
        let length = UInt64(text.text.utf8.count)
        hash.update(data: (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) })
        hash.update(data: Array(text.text.utf8))
        for attachment in attachments { hash.update(data: attachment.bytes) }
        return Bytes32(hash.finalize())
    }
}
