// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// Who did something; every event has one.
package enum Actor: Hashable, Sendable, CustomStringConvertible {
    case staff(StaffID)
    /// The import of a log.
    case imported(LogID)
    /// The program itself, by the name of what acted.
    case system(String)

    package init?(_ text: String) {
        if let staff = StaffID(text) {
            self = .staff(staff)
        } else if text.hasPrefix("import/"), let log = LogID(uuid: text.dropFirst(7)) {
            self = .imported(log)
        } else if text.hasPrefix("system/"), text.utf8.count > 7 {
            self = .system(String(text.dropFirst(7)))
        } else {
            return nil
        }
    }

    package var description: String {
        switch self {
        case .staff(let id): id.description
        case .imported(let log): "import/\(log.uuid)"
        case .system(let name): "system/\(name)"
        }
    }
}

/// An event and when it happened, where that is not simply when it is recorded.
package struct Dated<Event: Equatable & Sendable>: Equatable, Sendable {
    package let event: Event
    package let occurredAt: Occurrence?

    package init(_ event: Event, occurredAt: Occurrence? = nil) {
        self.event = event
        self.occurredAt = occurredAt
    }
}
