// SPDX-License-Identifier: Apache-2.0
package import Forms

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
