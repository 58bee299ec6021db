// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// The statutory states that stages stand over. A process names stages within them, and adds none.
package enum KernelState: String, CaseIterable, PlainValue {
    case open
    /// No limit runs: whoever asked has to say something first.
    case onHold = "on-hold"
    case answered
    case underReview = "under-review"
    case closed
    /// What was kept of it is destroyed.
    case disposed
}

/// An event of the kernel that can move a case from stage to stage, and what it makes of the
/// state. A move that leads from one state to another needs one that changes the state so.
package struct KernelTrigger: Sendable {
    /// As `case.replySent`.
    package let type: String
    /// Whether the case can be in the state that it was in.
    package let keeps: Bool
    package let changes: [Change]

    package struct Change: Hashable, Sendable {
        package let from: KernelState
        package let to: KernelState
    }

    private init(
        _ type: String, keeps: Bool = false, _ from: [KernelState] = [], to: KernelState...
    ) {
        self.type = type
        self.keeps = keeps
        changes = from.flatMap { from in to.map { Change(from: from, to: $0) } }
    }

    /// Whether a move by this event can lead from the one to the other.
    package func leads(from: KernelState, to: KernelState) -> Bool {
        from == to ? keeps : changes.contains(Change(from: from, to: to))
    }

    private static let begun: [KernelState] = [.open, .onHold, .answered, .underReview]

    /// Every one that a process file can name. `case.draftSignedOff` counts once nobody is left to
    /// sign.
    package static let all: [KernelTrigger] =
        [
            "case.allocated", "case.assigned", "case.accepted", "case.rejected",
            "case.categorised", "case.prioritised", "case.acknowledged",
            "case.correspondenceRecorded", "case.contributionRequested",
            "case.contributionAnswered", "case.draftSaved", "case.signOffRequested",
            "case.draftSignedOff", "case.draftReturned", "case.signOffBypassed",
        ].map { KernelTrigger($0, keeps: true) }
        + [
            KernelTrigger("case.replySent", keeps: true, [.open, .underReview], to: .answered),
            KernelTrigger(
                "case.deliveryRecorded", keeps: true, [.answered], to: .open, .underReview),
            KernelTrigger("case.closed", begun, to: .closed),
            KernelTrigger("case.withdrawn", begun, to: .closed),
            KernelTrigger("case.transferred", begun, to: .closed),
            KernelTrigger("case.reopened", [.closed], to: .open, .underReview),
            KernelTrigger("case.disposed", [.closed], to: .disposed),
            KernelTrigger("case.referredBack", keeps: true, [.answered], to: .open, .underReview),
        ] + information + complaints

    /// Of requests for information.
    private static let information =
        [
            "case.lawChosen", "case.validityDecided", "case.informationSearched",
            "case.exemptionApplied", "case.requestDecided", "case.noticeIssued",
        ].map { KernelTrigger($0, keeps: true) }
        + [
            KernelTrigger("case.clarificationAsked", keeps: true, [.open], to: .onHold),
            KernelTrigger("case.clarificationReceived", keeps: true, [.onHold], to: .open),
            KernelTrigger("case.feesNoticeGiven", keeps: true, [.open], to: .onHold),
            KernelTrigger("case.feePaid", keeps: true, [.onHold], to: .open),
            KernelTrigger("case.identityAsked", keeps: true, [.open], to: .onHold),
            KernelTrigger("case.identityReceived", keeps: true, [.onHold], to: .open),
            KernelTrigger("case.reviewRequested", [.answered, .closed], to: .underReview),
            KernelTrigger("case.reviewDecided", [.underReview], to: .answered),
        ]
    /// Of complaints.
    private static let complaints = [
        KernelTrigger("case.complaintEscalated", [.answered, .closed], to: .underReview)
    ]

    package static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.type, $0) })
}

/// What else of the kernel a process file can name.
package enum Kernel {
    /// The commands that a right can allow.
    package static let commands: Set<String> = Set(
        CaseCommand.unformed + CaseCommand.forms.map(\.name))

    /// What people are to a case; rights are given to these.
    package static let roles: Set<String> = [
        "clerk", "officer", "contributor", "manager", "approver", "director", "reviewer",
    ]

    /// Who has the authority to let a draft go out without the signatures that it waits for.
    package static let bypassingRoles: Set<String> = ["manager", "director"]

    /// Who lets a template be used.
    package static let approvingRoles: Set<String> = ["manager", "approver", "director"]
}
