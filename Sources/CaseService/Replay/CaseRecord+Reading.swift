// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
internal import Forms
package import Ledger

extension CaseService {
    /// All there is to know of a case, sealed fields opened.
    package func record(of id: CaseID, actor: Actor) throws(ServiceError) -> CaseRecord {
        try Authorisation.require(actor, .readCase)
        return try reader.record(of: id)
    }

    /// The same by the reference that people know, its letters large or small.
    package func record(
        ofReference reference: String, actor: Actor
    ) throws(ServiceError) -> CaseRecord {
        try Authorisation.require(actor, .readCase)
        return try reader.record(of: try ledger.caseID(of: reference))
    }

    /// The case of a reference, its letters large or small.
    package func caseID(ofReference reference: String) throws(ServiceError) -> CaseID {
        try ledger.caseID(of: reference)
    }

    private var reader: RecordReader {
        RecordReader(ledger: ledger, canOpen: true) { [sealer] event throws(ServiceError) in
            try sealer.open(event)
        }
    }
}

extension CaseRecord {
    /// All there is to know of a case to a reader without the wrapping key: names and texts stay
    /// sealed.
    package static func sealed(
        ofReference reference: String, in ledger: Ledger, actor: Actor
    ) throws(ServiceError) -> CaseRecord {
        try Authorisation.require(actor, .readCase)
        let reader = RecordReader(ledger: ledger, canOpen: false) {
            event throws(ServiceError) in
            do throws(DecodingProblem) {
                let body = try EventCodec.decode(
                    type: event.type, dataVersion: event.dataVersion, data: event.data)
                return HistoryEntry(event: event, body: body)
            } catch { throw .undecodable(event.position, error) }
        }
        return try reader.record(of: try ledger.caseID(of: reference))
    }
}

extension Ledger {
    fileprivate func caseID(of reference: String) throws(ServiceError) -> CaseID {
        let stream: StreamName?
        do { stream = try self.stream(ofReference: reference.uppercased()) } catch {
            throw .ledger(error)
        }
        guard let id = stream.flatMap({ CaseID($0.description) }) else { throw .notFound }
        return id
    }
}

/// Gathers a case's stream and the streams that it names.
private struct RecordReader {
    let ledger: Ledger
    let canOpen: Bool
    let open: (RecordedEvent) throws(ServiceError) -> HistoryEntry

    func record(of id: CaseID) throws(ServiceError) -> CaseRecord {
        let history = try entries(of: id.description)
        guard let first = history.first?.event else { throw .notFound }
        let events = history.map { PastEvent($0) }
        var people = Directory(canOpen: canOpen)
        // A member of staff names the teams that they were in, so what is read can name more.
        var waiting = events
        while let event = waiting.popLast() {
            for stream in event.names where people.streams[stream] == nil {
                if CaseID(stream) != nil {
                    people.references[stream] = try reference(of: stream)
                    continue
                }
                let found = try entries(of: stream).map { PastEvent($0) }
                people.streams[stream] = found
                waiting += found
            }
        }
        return CaseRecord(
            reference: first.reference ?? "", id: id, events: events, people: people)
    }

    /// What another case is called; nil where there is none.
    private func reference(of stream: String) throws(ServiceError) -> String? {
        guard let name = StreamName(stream) else { return nil }
        do { return try ledger.stream(name, limit: 1).first?.reference } catch {
            throw .ledger(error)
        }
    }

    private func entries(of stream: String) throws(ServiceError) -> [HistoryEntry] {
        guard let name = StreamName(stream) else { return [] }
        let events: [RecordedEvent]
        do { events = try ledger.stream(name) } catch { throw .ledger(error) }
        var entries: [HistoryEntry] = []
        for event in events { entries.append(try open(event)) }
        return entries
    }
}

extension PastEvent {
    /// The streams that the event names: of people, teams and other cases.
    fileprivate var names: [String] {
        var named: [String] = []
        switch body {
        case .case(.opened(let opened)):
            named = [opened.correspondent?.description].compactMap(\.self)
        case .case(.activityRecorded(let activity)):
            named = [activity.resource?.description].compactMap(\.self)
        case .case(let event):
            for field in event.payload?.shown ?? [] { named += Self.streams(in: field.value) }
        case .staff(.joinedTeam(let joined)): named = [joined.team?.description].compactMap(\.self)
        default: break
        }
        let doer: String? =
            switch Actor(actor) {
            case .staff(let id): id.description
            case .imported(let log): log.description
            case .system, nil: nil
            }
        return [doer].compactMap(\.self) + named
    }

    private static func streams(in value: ShownValue) -> [String] {
        switch value {
        case .plain(let text):
            TeamID(text) != nil || StaffID(text) != nil || CaseID(text) != nil ? [text] : []
        case .list(let values): values.flatMap(streams)
        case .group(let fields): fields.map(\.value).flatMap(streams)
        case .flag, .text: []
        }
    }
}
