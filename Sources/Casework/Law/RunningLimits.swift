// SPDX-License-Identifier: Apache-2.0
internal import Forms
package import WorkingTime

extension CaseType {
    /// The limit that law sets for a case of this type, by the authority's part of the kingdom;
    /// nil where it is set by what happens to the case, or by the authority's own promise.
    package func regime(in jurisdiction: Jurisdiction) -> Regime? {
        switch self {
        case .foi: jurisdiction == .scotland ? .foisa : .foi
        case .sar: .sar
        case .enquiry, .request, .complaint, .petition, .campaign, .imported: nil
        }
    }
}

extension Jurisdiction {
    /// Its bank holidays.
    package var division: Division {
        switch self {
        case .englandAndWales: .englandAndWales
        case .scotland: .scotland
        case .northernIreland: .northernIreland
        }
    }
}

/// A case for which a limit runs that law sets.
package struct RunningLimit: Hashable, Sendable {
    package let id: CaseID
    /// As `FOI-2026-000123`; empty where the case has none.
    package let reference: String
    package let regime: Regime
    package fileprivate(set) var received: Occurrence
}

/// A case whose date is another under another table of holidays.
package struct MovedDate: Hashable, Sendable {
    package let limit: RunningLimit
    package let before: Due
    package let after: Due
    /// A day of the period lies in a year whose holidays nobody has published.
    package let isProvisional: Bool
}

/// The limits that run: a fold over the events of all cases, in the order of the log.
package struct RunningLimits: Sendable {
    private let jurisdiction: Jurisdiction
    private var cases: [CaseID: Standing] = [:]

    /// A limit, and whether it has been met or fallen away.
    private struct Standing {
        var limit: RunningLimit
        var isAnswered = false
        var isClosed = false
    }

    /// The types of events that it asks for.
    package static let types: Set<String> = [
        "case.opened", CaseClosed.type, CaseMerged.type, CaseUnmerged.type, CaseWithdrawn.type,
        CaseTransferred.type, CaseReopened.type, ReplySent.type, DeliveryRecorded.type,
        ReceiptCorrected.type,
    ]

    package init(in jurisdiction: Jurisdiction) { self.jurisdiction = jurisdiction }

    /// - Parameters:
    ///   - occurredAt: When it happened; nil where nobody knows, and no date can be worked out.
    ///   - reference: What the case got with this event.
    package mutating func evolve(
        _ event: CaseEvent, of id: CaseID, occurredAt: Occurrence?, reference: String?
    ) {
        switch event {
        case .opened(let opened):
            guard let regime = opened.type.regime(in: jurisdiction), let occurredAt else { return }
            let limit = RunningLimit(
                id: id, reference: reference ?? "", regime: regime, received: occurredAt)
            cases[id] = Standing(limit: limit)
        case .closed, .link(.merged), .ending(.withdrawn), .ending(.transferred):
            cases[id]?.isClosed = true
        case .ending(.reopened), .link(.unmerged): cases[id]?.isClosed = false
        case .reply(.sent(let reply)) where reply.kind == .final: cases[id]?.isAnswered = true
        case .reply(.deliveryRecorded(let delivery)) where delivery.reopens:
            cases[id]?.isAnswered = false
        case .correction(.receiptCorrected(let correction)):
            cases[id]?.limit.received = .day(correction.received)
        default: break
        }
    }

    private var running: [RunningLimit] {
        cases.values.filter { !$0.isAnswered && !$0.isClosed }.map(\.limit)
    }

    package var count: Int { running.count }

    /// The cases whose dates move, by the date they had and then their references. A case of which
    /// no date can be worked out, for a day of receipt outside the years of our time, has none.
    package func moved(from older: WorkingCalendar, to newer: WorkingCalendar) -> [MovedDate] {
        running.compactMap { limit in
            guard
                let history = try? ClockHistory(
                    received: limit.received, division: jurisdiction.division),
                let before = try? limit.regime.read(history, older).due,
                let reading = try? limit.regime.read(history, newer), let after = reading.due,
                before != after
            else { return nil }
            return MovedDate(
                limit: limit, before: before, after: after, isProvisional: reading.isProvisional)
        }.sorted { ($0.before.last, $0.limit.reference) < ($1.before.last, $1.limit.reference) }
    }
}
