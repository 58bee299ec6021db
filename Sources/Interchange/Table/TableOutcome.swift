// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Forms
internal import WorkingTime

/// What became of a table's rows, each of which is counted once; and what to hold against the
/// system that it came from.
package struct TableOutcome: Equatable, Sendable {
    package var rows = 0
    /// What came in.
    package var cases = 0
    package var activities = 0
    package var correspondence = 0
    /// Rows that came in before, rows that the file has twice, and rows whose key came in before
    /// with other words.
    package var present = 0
    package var repeated = 0
    package var changed: [TablePlace] = []
    /// How many contradictions of each kind the table has, whether or not they came in now.
    package var contradictions: [String: Int] = [:]
    package var reconciliation = Reconciliation()

    /// Figures over all rows of the table that are not repeated.
    package struct Reconciliation: Equatable, Sendable {
        /// Cases, and of them those open; items by activity or direction.
        package var open = 0
        package var closed = 0
        /// Cases by type and by channel, items by activity or direction.
        package var types: [String: Int] = [:]
        package var channels: [String: Int] = [:]
        /// The first and the last day or moment: of opening, or of what happened.
        package var first: String?
        package var last: String?
    }

    package init() {}

    mutating func count(_ fate: RowFate, _ place: TablePlace, _ decided: [Dated<CaseEvent>]) {
        rows += 1
        switch fate {
        case .add:
            switch decided.first?.event {
            case .opened: cases += 1
            case .activityRecorded: activities += 1
            case .correspondenceRecorded: correspondence += 1
            default: break
            }
        case .present: present += 1
        case .repeated:
            repeated += 1
            return
        case .changed: changed.append(place)
        }
        for dated in decided {
            if case .contradictionFound(let found) = dated.event {
                contradictions[found.kind.rawValue, default: 0] += 1
            }
        }
        reconciliation.count(decided)
    }
}

extension TableOutcome.Reconciliation {
    fileprivate mutating func count(_ decided: [Dated<CaseEvent>]) {
        guard let first = decided.first else { return }
        switch first.event {
        case .opened(let opened):
            let isClosed = decided.contains { if case .closed = $0.event { true } else { false } }
            if isClosed { closed += 1 } else { open += 1 }
            types[opened.type.rawValue, default: 0] += 1
            channels[opened.channel?.rawValue ?? "none", default: 0] += 1
        case .activityRecorded(let recorded):
            types[recorded.activity?.description ?? "none", default: 0] += 1
        case .correspondenceRecorded(let item):
            types[item.direction.rawValue, default: 0] += 1
            channels[item.channel.rawValue, default: 0] += 1
        default: break
        }
        guard let occurred = first.occurredAt?.description else { return }
        // Days and moments of one form sort as text; a table has one form.
        self.first = min(self.first ?? occurred, occurred)
        last = max(last ?? occurred, occurred)
    }
}
