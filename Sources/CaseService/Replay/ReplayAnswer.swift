// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import WorkingTime

/// A replay as `replay --json` and the API give it; `docs/reference/api.md` lists the members.
package struct ReplayAnswer: Encodable {
    let reference: String
    let id: String
    let asOf: String?
    let knownAt: String?
    /// Null before there was a case.
    let `case`: [String: Value]?
    let steps: [Step]
    let notHappened: Int
    let notDated: Int
    let notRecorded: Int

    package init(_ record: CaseRecord, _ replay: Replay) {
        reference = record.reference
        id = record.id.description
        asOf = replay.moment.asOf?.description
        knownAt = replay.moment.knownAt?.description
        `case` = replay.view.exists ? Value.all(replay.view) : nil
        steps = replay.steps.map { Step($0, isLate: nil) }
        notHappened = replay.notHappened
        notDated = replay.notDated
        notRecorded = replay.notRecorded
    }

    struct Value: Encodable {
        let value: String
        let words: String

        init(_ value: CaseValue) {
            self.value = value.code
            words = value.words
        }

        static func all(_ view: CaseView) -> [String: Value] {
            var members: [String: Value] = [:]
            for field in CaseField.allCases {
                members[field.rawValue] = view[field].map(Value.init)
            }
            return members
        }
    }

    struct Change: Encodable {
        let field: String
        let from: Value?
        let to: Value?

        init(_ change: FieldChange) {
            field = change.field.rawValue
            from = change.from.map(Value.init)
            to = change.to.map(Value.init)
        }
    }

    struct Who: Encodable {
        let id: String
        let name: String
        let team: Value?
    }

    struct Detail: Encodable {
        let key: String
        let value: String
        let details: [Detail]

        init(_ detail: Telling.Detail) {
            key = detail.key
            value = detail.value
            details = detail.children.map(Detail.init)
        }
    }

    struct Step: Encodable {
        let version: Int
        let position: Int
        /// UTC.
        let recorded: String
        /// UTC, or a day; null where nobody knows.
        let happened: Nullable
        let who: Who
        let kind: String
        let what: String
        let subject: String?
        let text: String?
        let transition: String?
        let resource: String?
        let details: [Detail]
        let changes: [Change]
        /// In a difference alone.
        let late: Bool?

        init(_ step: ReplayStep, isLate: Bool?) {
            version = step.event.version
            position = step.event.position
            recorded = step.event.recorded.description
            happened = Nullable(step.event.isDated ? step.event.happened.description : nil)
            who = Who(
                id: step.doer.id, name: step.doer.name, team: step.doer.team.map(Value.init))
            kind = step.telling.kind.rawValue
            what = step.telling.sentence
            subject = step.telling.subject
            text = step.telling.text
            transition = step.telling.transition
            resource = step.telling.resource
            details = step.telling.details.map(Detail.init)
            changes = step.changes.map(Change.init)
            late = isLate
        }
    }
}

/// A difference as `replay --diff --json` and the API give it.
package struct DifferenceAnswer: Encodable {
    struct Point: Encodable {
        let asOf: String?
        let knownAt: String?

        init(_ moment: Moment) {
            asOf = moment.asOf?.description
            knownAt = moment.knownAt?.description
        }
    }
    let reference: String
    let id: String
    /// `happened` or `recorded`.
    let by: String
    let from: Point
    let to: Point
    let changes: [ReplayAnswer.Change]
    let steps: [ReplayAnswer.Step]
    /// Came in between, of a day that nobody knows; in neither `steps` nor `changes`.
    let undated: [ReplayAnswer.Step]
    /// What `to` leaves out.
    let notHappened: Int
    let notDated: Int
    let notRecorded: Int

    package init(_ record: CaseRecord, _ difference: Difference) {
        reference = record.reference
        id = record.id.description
        by = difference.axis.rawValue
        from = Point(difference.from)
        to = Point(difference.to)
        changes = difference.changes.map(ReplayAnswer.Change.init)
        steps = difference.steps.map {
            ReplayAnswer.Step($0, isLate: difference.isLate($0))
        }
        undated = difference.undated.map { ReplayAnswer.Step($0, isLate: false) }
        notHappened = difference.last.notHappened
        notDated = difference.last.notDated
        notRecorded = difference.last.notRecorded
    }
}
