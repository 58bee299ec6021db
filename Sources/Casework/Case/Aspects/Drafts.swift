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
    }
    /// By their numbers, from 1.
    package private(set) var versions: [Version] = []
    /// Of the last version, once it was asked for.
    package private(set) var signOff: SignOff?

    package init() {}

    /// The last version may go out: it is signed off, or that was done without.
    package var isCleared: Bool { signOff?.isComplete ?? false }

    package mutating func evolve(_ event: DraftEvent, by actor: Actor) {
        switch event {
        case .saved(let saved):
            versions.append(Version(digest: saved.digest, author: actor))
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
        case .save(let draft):
            guard versions.count < Limits.drafts else { throw .tooMany(.draft) }
            guard draft.attachments.count <= Limits.attachments else { throw .tooMany(.attachment) }
            var attachments: [Bytes32] = []
            for number in draft.attachments { attachments.append(try files.digest(of: number)) }
            let uses = try Self.uses(draft.templates, context.templates)
            let digest = Self.digest(context.nonce, draft.text, attachments)
            return [
                .saved(
                    DraftSaved(
                        draft: versions.count + 1, digest: digest, attachments: attachments,
                        templates: uses, text: draft.text.sealed,
                        nonce: .value(context.nonce.plainText)))
            ]
        case .requestSignOff(let request):
            _ = try current(request.draft)
            guard signOff == nil else { throw .already(.submitted) }
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
            return [
                .bypassed(
                    SignOffBypassed(
                        draft: given.draft, digest: version.digest, reason: given.reason.sealed))
            ]
        }
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

// MARK: Events

package enum DraftEvent: EventFamily {
    case saved(DraftSaved)
    case signOffRequested(SignOffRequested)
    case signedOff(DraftSignedOff)
    case returned(DraftReturned)
    case bypassed(SignOffBypassed)

    package var payload: any Recorded {
        switch self {
        case .saved(let event): event
        case .signOffRequested(let event): event
        case .signedOff(let event): event
        case .returned(let event): event
        case .bypassed(let event): event
        }
    }
    package static let forms: [KnownForm<DraftEvent>] = [
        KnownForm(DraftSaved.self, DraftEvent.saved),
        KnownForm(SignOffRequested.self, DraftEvent.signOffRequested),
        KnownForm(DraftSignedOff.self, DraftEvent.signedOff),
        KnownForm(DraftReturned.self, DraftEvent.returned),
        KnownForm(SignOffBypassed.self, DraftEvent.bypassed),
    ]
}

package struct DraftSaved: Recorded {
    package var draft: Int
    package var digest: Bytes32
    package var attachments: [Bytes32]
    /// What it was written from.
    package var templates: [TemplateUse]
    package var text: Sealed<String>
    package var nonce: Sealed<String>

    package static let form = Form(
        "case.draftSaved", Self.init, Field("draft", \.draft), Field("digest", \.digest),
        Field("attachments", \.attachments), Field("templates", \.templates),
        Field("text", \.text), Field("nonce", \.nonce))
}

package struct SignOffRequested: Recorded {
    package var draft: Int
    package var model: SignOffModel

    package static let form = Form(
        "case.signOffRequested", Self.init, Field("draft", \.draft), Field("model", \.model))
}

package struct DraftSignedOff: Recorded {
    package var draft: Int
    package var digest: Bytes32
    package var slot: Int
    package var signer: Signer
    package var deputyOf: StaffID?

    package static let form = Form(
        "case.draftSignedOff", Self.init, Field("draft", \.draft), Field("digest", \.digest),
        Field("slot", \.slot), Field("signer", \.signer), Field("deputyOf", \.deputyOf))
}

package struct DraftReturned: Recorded {
    package var draft: Int
    package var digest: Bytes32
    package var changes: Sealed<String>

    package static let form = Form(
        "case.draftReturned", Self.init, Field("draft", \.draft), Field("digest", \.digest),
        Field("changes", \.changes))
}

package struct SignOffBypassed: Recorded {
    package var draft: Int
    package var digest: Bytes32
    package var reason: Sealed<String>

    package static let form = Form(
        "case.signOffBypassed", Self.init, Field("draft", \.draft), Field("digest", \.digest),
        Field("reason", \.reason))
}

// MARK: Commands

package enum DraftCommand: CommandFamily {
    case save(SaveDraft)
    case requestSignOff(RequestSignOff)
    case sign(SignDraft)
    case sendBack(ReturnDraft)
    case bypass(BypassSignOff)

    package var payload: any Requested {
        switch self {
        case .save(let command): command
        case .requestSignOff(let command): command
        case .sign(let command): command
        case .sendBack(let command): command
        case .bypass(let command): command
        }
    }
    package static let forms: [KnownForm<DraftCommand>] = [
        KnownForm(SaveDraft.self, DraftCommand.save),
        KnownForm(RequestSignOff.self, DraftCommand.requestSignOff),
        KnownForm(SignDraft.self, DraftCommand.sign),
        KnownForm(ReturnDraft.self, DraftCommand.sendBack),
        KnownForm(BypassSignOff.self, DraftCommand.bypass),
    ]
}

package struct SaveDraft: Requested {
    package var text: Passage
    /// The numbers of the case's files that go with it.
    package var attachments: [Int]
    /// The names of the templates that it was written from.
    package var templates: [Code]

    package static let form = Form.request(
        "save-draft", Self.init, Field("text", \.text), Field("attachments", \.attachments),
        Field("templates", \.templates))
}

package struct RequestSignOff: Requested {
    package var draft: Int

    package static let form = Form.request("request-sign-off", Self.init, Field("draft", \.draft))
}

package struct SignDraft: Requested {
    package var draft: Int

    package static let form = Form.request("sign-draft", Self.init, Field("draft", \.draft))
}

package struct ReturnDraft: Requested {
    package var draft: Int
    package var changes: Passage

    package static let form = Form.request(
        "return-draft", Self.init, Field("draft", \.draft), Field("changes", \.changes))
}

package struct BypassSignOff: Requested {
    package var draft: Int
    package var reason: Passage

    package static let form = Form.request(
        "bypass-sign-off", Self.init, Field("draft", \.draft), Field("reason", \.reason))
}
