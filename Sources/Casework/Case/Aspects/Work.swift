// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// What was done on a case, in this system or beside it, and how long it took (requirements G22,
/// G33; the hours are what an estimate of cost rests on).
package struct Work: Equatable, Sendable {
    /// By the kind of work, whoever did it.
    package private(set) var minutes: [WorkKind: Int] = [:]

    package init() {}

    package mutating func evolve(_ event: WorkEvent) {
        switch event {
        case .timeRecorded(let recorded): minutes[recorded.kind, default: 0] += recorded.minutes
        case .doneOutside(let declared): minutes[.other, default: 0] += declared.minutes ?? 0
        }
    }

    package func decide(
        _ command: WorkCommand, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<WorkEvent>] {
        switch command {
        case .recordTime(let work):
            guard work.day <= context.today else { throw .dayInFuture(work.day) }
            guard (1...Limits.minutes).contains(work.minutes) else { throw .outOfRange(.minutes) }
            return [
                Dated(
                    .timeRecorded(
                        TimeRecorded(
                            kind: work.kind, minutes: work.minutes, note: work.note?.sealed)),
                    occurredAt: .day(work.day))
            ]
        case .declareOutside(let work):
            guard work.day <= context.today else { throw .dayInFuture(work.day) }
            guard (1...Limits.minutes).contains(work.minutes ?? 1) else {
                throw .outOfRange(.minutes)
            }
            return [
                Dated(
                    .doneOutside(
                        DoneOutside(minutes: work.minutes, description: work.description.sealed)),
                    occurredAt: .day(work.day))
            ]
        }
    }
}

/// What time was spent on. The first four are those that an estimate of the cost of a request may
/// count (Freedom of Information and Data Protection Regulations 2004, regulation 4(3)).
package enum WorkKind: String, CaseIterable, PlainValue {
    case determining, locating, retrieving, extracting
    case reading, drafting, consulting, redacting, calling, other
}

// MARK: Events

package enum WorkEvent: EventFamily {
    case timeRecorded(TimeRecorded)
    case doneOutside(DoneOutside)

    package var payload: any Recorded {
        switch self {
        case .timeRecorded(let event): event
        case .doneOutside(let event): event
        }
    }
    package static let forms: [KnownForm<WorkEvent>] = [
        KnownForm(TimeRecorded.self, WorkEvent.timeRecorded),
        KnownForm(DoneOutside.self, WorkEvent.doneOutside),
    ]
}

/// Somebody worked on the case; the event's occurrence is the day they did.
package struct TimeRecorded: Recorded {
    package var kind: WorkKind
    package var minutes: Int
    package var note: Sealed<String>?

    package static let form = Form(
        "case.timeRecorded", Self.init, Field("kind", \.kind), Field("minutes", \.minutes),
        Field("note", \.note))
}

/// Something was done for the case outside this system (G22).
package struct DoneOutside: Recorded {
    package var minutes: Int?
    package var description: Sealed<String>

    package static let form = Form(
        "case.doneOutside", Self.init, Field("minutes", \.minutes),
        Field("description", \.description))
}

// MARK: Commands

package enum WorkCommand: CommandFamily {
    case recordTime(RecordTime)
    case declareOutside(DeclareOutsideWork)

    package var payload: any Requested {
        switch self {
        case .recordTime(let command): command
        case .declareOutside(let command): command
        }
    }
    package static let forms: [KnownForm<WorkCommand>] = [
        KnownForm(RecordTime.self, WorkCommand.recordTime),
        KnownForm(DeclareOutsideWork.self, WorkCommand.declareOutside),
    ]
}

package struct RecordTime: Requested {
    package var kind: WorkKind
    package var minutes: Int
    package var day: Day
    package var note: Passage?

    package static let form = Form.request(
        "record-time", Self.init, Field("kind", \.kind), Field("minutes", \.minutes),
        Field("day", \.day), Field("note", \.note))
}

package struct DeclareOutsideWork: Requested {
    package var description: Passage
    package var day: Day
    package var minutes: Int?

    package static let form = Form.request(
        "declare-outside-work", Self.init, Field("description", \.description), Field("day", \.day),
        Field("minutes", \.minutes))
}
