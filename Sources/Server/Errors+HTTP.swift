// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Ledger
internal import Pages
internal import Vault
internal import WorkingTime

/// The only map from what the service refuses to a status and a sentence.
extension Problem {
    init(_ error: ServiceError) {
        switch error {
        case .refused(let refusal): self.init(refusal)
        case .notFound:
            self.init(404, "Not found", "There is no such case here. Check the reference.")
        case .forbidden:
            self.init(403, "Not allowed", "Your permissions do not allow this.")
        case .conflict(let version, let entries):
            self.init(
                412, "The case has changed",
                "Others changed the case since you read it. Read it again, then decide again.",
                version: version)
            since = entries.map {
                [
                    "version": "\($0.event.streamVersion)", "type": $0.event.type,
                    "actor": $0.event.actor, "time": $0.event.time.description,
                ]
            }
        case .ledger(let error): self.init(error)
        case .vault(.tooLarge):
            self.init(
                413, "Too long", "The texts of one entry may have 128 KiB together. Shorten them.")
        case .signingKey, .notRemembered:
            self.init(
                503, "Nothing can be signed",
                "The key that signs checkpoints is not here. Tell your administrator: "
                    + "`caseledger status`.")
        case .files(let reason): self.init(500, "A file is not there", "The reason: \(reason).")
        case .calendar(let reason), .process(let reason): self.init(409, "Refused", reason)
        case .contradicted:
            self.init(
                503, "Nothing is signed",
                "The record does not begin with what was signed last. Tell your administrator: "
                    + "`caseledger verify`.")
        case .vault, .undecodable:
            self.init(
                500, "The record is damaged",
                "Something stored does not read back. Tell your administrator: `caseledger verify`."
            )
        }
    }

    private init(_ error: LedgerError) {
        switch error {
        case .outcomeUnknown:
            self.init(
                503, "The record is not answering",
                "It may or may not have been saved. Send the same again: it is never saved twice.")
        case .busy, .staleKey:
            self.init(
                503, "The record is busy", "Nothing was saved. Send the same again in a moment.")
        case .clockBehind, .clockAhead:
            self.init(
                503, "The clock is wrong",
                "Nothing was saved. Your administrator must set this machine's clock right.")
        case .full:
            self.init(
                503, "No room left", "Nothing was saved. Your administrator must make room first.")
        case .mapFull:
            self.init(
                503, "No room left",
                "Nothing was saved. Your administrator must raise the setting `map-size` first.")
        case .tooLarge:
            self.init(413, "Too large", "This is over the limit of one entry. Shorten it.")
        case .beyond:
            self.init(404, "Not there yet", "The log has fewer events than that.")
        case .claimTaken:
            self.init(409, "Already recorded", "Another entry has claimed this already.")
        case .conflict, .invalid, .damaged, .unusable, .unreadable, .storage:
            self.init(
                500, "The record failed", "The fault is ours. What was saved before is safe.")
        }
    }

    init(_ refusal: Refusal) {
        let status =
            switch refusal {
            case .noSuchCase, .notThere: 404
            case .caseExists, .alreadyClosed, .alreadyAllocated, .alreadyAssigned, .already,
                .retained, .incomplete, .needs, .notAnswered:
                409
            case .process(.notPermitted): 403
            case .process(.noSuchStage), .process(.noSuchField), .process(.noSuchVersion): 422
            case .process(.notOfField), .process(.notAnOutcome): 422
            case .process: 409
            case .staff: 422
            case .template: 409
            case .tooLong: 413
            case .noOtherCase, .notOpenable, .dayInFuture, .dayTooEarly, .dayPassed, .dayBefore,
                .missing,
                .noSuchTeam,
                .noSuchOfficer, .tooMany, .outOfRange:
                422
            }
        self.init(status, "Refused", refusal.sentence)
        self.refusal = refusal.code
    }
}

extension Refusal {
    /// The form's field that it speaks of; nil for the whole form.
    var field: String? {
        switch self {
        case .missing(let field), .tooLong(let field, _): field.formName
        case .dayInFuture, .dayTooEarly, .dayBefore: "day"
        case .notOpenable: "type"
        case .noSuchTeam, .alreadyAllocated: "team"
        case .noSuchOfficer, .alreadyAssigned: "officer"
        default: nil
        }
    }
}

extension Refusal.Field {
    var formName: String {
        switch self {
        case .message, .note: "text"
        default: rawValue
        }
    }
}
