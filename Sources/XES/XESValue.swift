// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// A named value, and what is said about it.
package struct XESAttribute: Equatable, Sendable {
    /// Any text but none at all; `concept:name` and the like where an extension defines it.
    package let key: String
    package let value: XESValue
    /// Attributes of the attribute, in the order of the file.
    package let children: [XESAttribute]

    package init(_ key: String, _ value: XESValue, children: [XESAttribute] = []) {
        self.key = key
        self.value = value
        self.children = children
    }
}

/// A value in one of the types of IEEE 1849.
package enum XESValue: Equatable, Sendable {
    /// At most `XESLimits.valueSize` bytes of UTF-8 when it was read from a file.
    case string(String)
    /// An instant, and the offset that the file gave it; UTC within the years 0001 to 9999.
    case date(OffsetInstant)
    case int(Int64)
    /// Not a number and the infinities are values too, so equality is that of `Double`.
    case float(Double)
    case boolean(Bool)
    /// An identifier: a UUID by the standard, any text in practice.
    case id(String)
    /// Attributes in an order that matters; their keys may repeat.
    case list([XESAttribute])

    /// The text of a string, an identifier or a whole number; nil for the rest.
    package var text: String? {
        switch self {
        case .string(let text), .id(let text): text
        case .int(let number): String(number)
        case .date, .float, .boolean, .list: nil
        }
    }
}

/// What a file may hold at most, so that it is read in bounded memory.
package enum XESLimits {
    /// Bytes of UTF-8 in a key or a value.
    package static let valueSize = 60_000
    /// Events in a trace.
    package static let events = 100_000
}

extension [XESAttribute] {
    /// The value of the first attribute with this key.
    package func value(_ key: String) -> XESValue? { first { $0.key == key }?.value }
}
