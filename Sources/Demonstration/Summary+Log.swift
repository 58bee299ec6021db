// SPDX-License-Identifier: Apache-2.0
package import CaseService
internal import Casework
internal import EventCodec
internal import Forms
internal import Ledger
package import Simulation
internal import WorkingTime

extension CaseService {
    /// What this ledger's own events show, whatever wrote them.
    package func summary() throws(ServiceError) -> Summary {
        var summary = Summary()
        var position = 0
        while true {
            let events: [RecordedEvent]
            do { events = try ledger.events(after: position) } catch { throw .ledger(error) }
            guard let last = events.last else { return summary }
            position = last.position
            for event in events {
                do throws(DecodingProblem) { try summary.add(event) } catch {
                    throw .undecodable(event.position, error)
                }
            }
        }
    }
}

extension Summary {
    fileprivate mutating func add(_ event: RecordedEvent) throws(DecodingProblem) {
        count()
        guard event.type == "case.opened" || event.type == "case.closed",
            let id = CaseID(event.stream.description)
        else { return }
        let body = try EventCodec.decode(
            type: event.type, dataVersion: event.dataVersion, data: event.data)
        switch body {
        case .case(.opened(let opened)):
            let recorded = London.day(of: event.time)
            let received = if case .day(let day) = event.occurredAt { day } else { recorded }
            open(id, opened.type, opened.channel, received: received, recorded: event.time)
        case .case(.closed(let closed)): close(id, closed.outcome, at: event.time)
        default: break
        }
    }
}
