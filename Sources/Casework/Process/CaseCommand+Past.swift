// SPDX-License-Identifier: Apache-2.0
internal import Forms
internal import WorkingTime

/// Commands made again of the events that they once gave, for a look at what another process would
/// have made of them. Texts are not opened for that: another stands for each.
extension CaseCommand {
    /// Nil for what no command gives: an import, a table's row, a move that happened by itself.
    ///
    /// - Parameter day: When it happened.
    init?(past event: CaseEvent, on day: Day) {
        switch event {
        case .opened, .activityRecorded, .contradictionFound: return nil
        case .correspondenceRecorded(let item):
            guard item.origin == nil else { return nil }
            self = .recordCorrespondence(
                RecordCorrespondence(
                    direction: item.direction, channel: item.channel, day: day, subject: "",
                    message: Self.text))
        case .allocated(let allocated): self = .allocate(allocated.team)
        case .assigned(let assigned): self = .assign(assigned.officer)
        case .noteAdded: self = .addNote(Self.text)
        case .closed(let closed): self = .close(closed.outcome, note: "")
        case .triage(.prioritised(let prioritised)) where prioritised.reason == nil: return nil
        case .stage(.moved(let moved)):
            guard moved.on == nil else { return nil }
            self = .stage(.move(MoveStage(to: moved.to)))
        case .stage(.fieldSet(let set)):
            let value =
                set.value?.description ?? set.published?.text
                ?? set.text.map { _ in
                    Self.text
                }
            self = .stage(
                .setField(SetField(field: set.field, value: value.flatMap { Passage($0) })))
        default:
            guard let payload = event.payload, let name = Self.byEvent[payload.name],
                let form = Self.formByName[name]
            else { return nil }
            let shown = Dictionary(
                payload.shown.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            let members = form.fields.compactMap { field in
                Self.json(field.kind, shown[field.name], field.name, day).map {
                    JSON.Member(field.name, $0)
                }
            }
            guard let command = try? form.read(FieldReader(data: .object(members))) else {
                return nil
            }
            self = command
        }
    }

    private static let text = "…"

    private static let formByName = Dictionary(
        uniqueKeysWithValues: forms.map { ($0.name, $0) })

    /// The commands by the events that they give.
    static let byEvent = casework.merging(information) { first, _ in first }

    private static let casework: [String: String] = [
        "case.accepted": "accept", "case.rejected": "reject", "case.categorised": "categorise",
        "case.prioritised": "prioritise", "case.contributionRequested": "request-contribution",
        "case.contributionChased": "chase-contribution",
        "case.contributionAnswered": "answer-contribution",
        "case.contributionWithdrawn": "withdraw-contribution",
        "case.partSeparated": "separate-part", "case.partGiven": "give-part",
        "case.partAnswered": "answer-part", "case.partRejoined": "rejoin-part",
        "case.draftSaved": "save-draft", "case.signOffRequested": "request-sign-off",
        "case.draftSignedOff": "sign-draft", "case.draftReturned": "return-draft",
        "case.signOffBypassed": "bypass-sign-off", "case.acknowledged": "acknowledge",
        "case.replySent": "send-reply", "case.deliveryRecorded": "record-delivery",
        "case.satisfactionRecorded": "record-satisfaction",
        "case.timeRecorded": "record-time", "case.doneOutside": "declare-outside-work",
        "case.linked": "link-case", "case.unlinked": "unlink-case", "case.merged": "merge-case",
        "case.unmerged": "unmerge-case", "case.holdPlaced": "place-hold",
        "case.holdReleased": "release-hold", "case.withdrawn": "withdraw",
        "case.disposed": "dispose",
        "case.transferred": "transfer", "case.reopened": "reopen",
        "case.referredBack": "refer-back", "case.corrected": "correct-event",
        "case.receiptCorrected": "correct-receipt", "case.fileWithdrawn": "withdraw-file",
    ]

    private static let information: [String: String] = [
        "case.validityDecided": "decide-validity",
        "case.lawChosen": "choose-law",
        "case.clarificationAsked": "ask-clarification",
        "case.clarificationReceived": "receive-clarification",
        "case.feesNoticeGiven": "give-fees-notice",
        "case.feePaid": "record-fee",
        "case.identityAsked": "ask-identity",
        "case.identityReceived": "receive-identity",
        "case.timeExtended": "extend-time",
        "case.complaintExtended": "extend-complaint", "case.reviewExtended": "extend-review",
        "case.informationSearched": "record-search",
        "case.holdingDecided": "decide-holding",
        "case.costEstimated": "estimate-cost",
        "case.exemptionApplied": "apply-exemption",
        "case.exemptionWithdrawn": "withdraw-exemption",
        "case.interestWeighed": "weigh-interest",
        "case.interestConcluded": "conclude-interest",
        "case.opinionGiven": "record-opinion",
        "case.thirdPartyConsulted": "consult-third-party",
        "case.thirdPartyAnswered": "answer-consultation",
        "case.redacted": "record-redaction",
        "case.requestDecided": "decide-request",
        "case.noticeIssued": "issue-notice",
        "case.publicationDecided": "decide-publication",
        "case.reviewRequested": "request-review",
        "case.reviewDecided": "decide-review",
        "case.regulatorComplained": "record-regulator-complaint",
        "case.regulatorDecided": "record-regulator-decision",
        "case.tribunalAppealed": "record-appeal",
        "case.tribunalDecided": "record-tribunal-decision",
        "case.pointRaised": "raise-point",
        "case.pointFound": "find-point",
        "case.complaintEscalated": "escalate-complaint",
        "case.remedyOffered": "offer-remedy",
        "case.remedyDone": "complete-remedy",
        "case.learningRecorded": "record-learning",
        "case.ombudsmanReferred": "refer-ombudsman",
        "case.ombudsmanDecided": "record-ombudsman-decision",
        "case.latenessExplained": "explain-lateness",
    ]

    /// A field of the command, from the event's of the same name; nil where it may be missing.
    private static func json(
        _ kind: FieldKind, _ value: ShownValue?, _ name: String, _ day: Day
    ) -> JSON? {
        switch (kind, value) {
        case (.optional(let wrapped), let value): value.flatMap { json(wrapped, $0, name, day) }
        case (.text, _): .string(text)
        case (.day, nil): .string(day.description)
        case (.flag, nil): .bool(name == "permitted")
        case (.number, .plain(let text)): Int64(text).map { .integer($0) }
        case (_, .plain(let text)): .string(text)
        case (_, .flag(let flag)): .bool(flag)
        case (_, .text(let text)): .string(text ?? Self.text)
        case (.list(let element), .list(let values)):
            .array(values.compactMap { json(element, $0, name, day) })
        default: nil
        }
    }
}
