// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
internal import Forms
internal import Ledger
internal import Vault

/// What a row of an imported table is known by within its source; each makes one claim.
package enum RowName: Sendable {
    /// A case, by its key; a copy is a further row with the same key, from 2.
    case caseRow(String, copy: Int)
    /// What happened to a case, by the row's own key …
    case itemKey(Item, String, copy: Int)
    /// … or by the digest of all that it says.
    case itemRow(Item, String, copy: Int)

    package enum Item: String, Sendable { case activity, correspondence }

    /// Nil where the event was not sealed or not opened.
    init?(_ opened: CaseOpened) {
        guard let key = opened.name?.opened else { return nil }
        self = .caseRow(key, copy: opened.copy)
    }

    init?(_ origin: RowOrigin?, _ item: Item) {
        guard let origin, let row = origin.row.opened else { return nil }
        if let key = origin.key?.opened {
            self = .itemKey(item, key, copy: origin.copy)
        } else {
            self = .itemRow(item, row, copy: origin.copy)
        }
    }

    fileprivate var claimed: (kind: String, text: String) {
        switch self {
        case .caseRow(let key, 1): ("trace", key)
        case .caseRow(let key, let copy): ("copy", "\(copy)\u{0}\(key)")
        case .itemKey(let item, let key, let copy): ("item", "\(item)\u{0}\(copy)\u{0}\(key)")
        case .itemRow(let item, let row, let copy): ("row", "\(item)\u{0}\(copy)\u{0}\(row)")
        }
    }
}

/// A row that came in before.
package struct KnownRow: Equatable, Sendable {
    /// The digest of what it said; nil where that was destroyed, or it was a trace.
    package let digest: String?
}

extension TableImported {
    /// What its claim is on: the table, and the map under which it came.
    var claimed: String { "\(digest)\u{0}\(map.opened ?? "")" }
}

extension CaseService {
    func importClaim(_ row: RowName, _ log: LogID) throws(ServiceError) -> ClaimKey {
        let (kind, text) = row.claimed
        return try importClaim(kind, log, text)
    }

    /// The row whose commit made a claim; its first event says which it was.
    func knownRow(_ claim: ClaimKey) throws(ServiceError) -> KnownRow? {
        let event: RecordedEvent
        do throws(LedgerError) {
            guard let position = try ledger.position(of: claim),
                let found = try ledger.event(at: position)
            else { return nil }
            event = found
        } catch { throw .ledger(error) }
        switch try sealer.open(event).body {
        case .case(.opened(let opened)): return KnownRow(digest: opened.row?.opened)
        case .case(.activityRecorded(let recorded)):
            return KnownRow(digest: recorded.origin?.row.opened)
        case .case(.correspondenceRecorded(let item)):
            return KnownRow(digest: item.origin?.row.opened)
        default: return KnownRow(digest: nil)
        }
    }
}
