// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// A named value that came with an imported case or activity; attributes may hold attributes.
package struct CaseAttribute: Equatable, Sendable {
    package let key: Code
    package let value: Value
    package let children: [CaseAttribute]

    package enum Value: Equatable, Sendable {
        case text(Sealed<String>)
        /// A text that the importer declared to be a code (`--plain KEY`).
        case code(Code)
        case identifier(Sealed<String>)
        case date(OffsetInstant)
        case integer(Int64)
        /// NaN and the infinities included.
        case number(Double)
        case boolean(Bool)
        /// The children are the members of a list.
        case list
        /// The value stands elsewhere in the event; only the children stand here.
        case childrenOnly
    }

    package init(key: Code, value: Value, children: [CaseAttribute] = []) {
        self.key = key
        self.value = value
        self.children = children
    }
}
