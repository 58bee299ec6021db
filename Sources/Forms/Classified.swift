// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// A value that may stand in the ledger's own bytes: an id, a code, a number, a day, an instant.
///
/// `String` does not conform, and must not: what a person typed or is, is `Sealed`; what the
/// authority prescribes or publishes is `Published`. So no payload can hold a bare string.
package protocol PlainValue: Recordable {
    var plainText: String { get }
    init?(plainText: String)
}

/// Something a person typed or is. The ledger holds a commitment to it, the vault its ciphertext.
package enum Sealed<Value: Sendable & Equatable>: Equatable, Sendable {
    case value(Value)
    /// Not opened, not to be opened by this reader, or destroyed.
    case hidden

    package var opened: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}

/// A text that the authority prescribes or publishes, entered on a form that says so.
package struct Published: Equatable, Sendable {
    /// 1…200 characters, at most 800 bytes of UTF-8.
    package let text: String

    package init?(_ text: String) {
        guard (1...200).contains(text.count), text.utf8.count <= 800 else { return nil }
        self.text = text
    }
}

/// A word of a closed or prescribed vocabulary: the name of an activity, a transition, a column.
package struct Code: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Nil unless the text has 1…256 bytes of UTF-8 and no control character.
    package init?(_ text: String) {
        guard (1...256).contains(text.utf8.count),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        description = text
    }
}

extension Code: PlainValue {
    package var plainText: String { description }
    package init?(plainText: String) { self.init(plainText) }
}
extension Day: PlainValue {
    package var plainText: String { description }
    package init?(plainText: String) { self.init(plainText) }
}
extension Occurrence: PlainValue {
    package var plainText: String { description }
    package init?(plainText: String) { self.init(plainText) }
}
extension Instant: PlainValue {
    package var plainText: String { description }
    package init?(plainText: String) { self.init(plainText) }
}

extension PlainValue where Self: RawRepresentable, RawValue == String {
    package var plainText: String { rawValue }
    package init?(plainText: String) { self.init(rawValue: plainText) }
}
