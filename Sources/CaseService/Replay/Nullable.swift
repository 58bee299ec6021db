// SPDX-License-Identifier: Apache-2.0

/// A text that is always there in an answer: null says that nobody knows it.
package struct Nullable: Encodable {
    package let text: String?

    package init(_ text: String?) { self.text = text }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let text { try container.encode(text) } else { try container.encodeNil() }
    }
}
