// SPDX-License-Identifier: Apache-2.0

/// A place in the text of a document.
package struct XMLPosition: Equatable, Sendable {
    /// From 1.
    package let line: Int
    /// From 1, in characters.
    package let column: Int
}

/// The beginning of an element, or its end.
package enum XMLEvent: Equatable, Sendable {
    case start(XMLElement)
    case end
}

/// A start tag.
package struct XMLElement: Equatable, Sendable {
    /// Without namespace and prefix.
    package let name: String
    /// Those that belong to no namespace, as the document orders them; no name occurs twice.
    package let attributes: [XMLAttribute]
    /// Where the tag begins.
    package let position: XMLPosition

    /// The value of an attribute, references resolved, or nil.
    package subscript(name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }
}

/// An attribute of a start tag.
package struct XMLAttribute: Equatable, Sendable {
    package let name: String
    package let value: String
}
