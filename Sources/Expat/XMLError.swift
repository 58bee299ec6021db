// SPDX-License-Identifier: Apache-2.0

/// Why a document is not read further; it holds nothing of the document's text.
package struct XMLError: Error, Equatable {
    package enum Reason: Equatable, Sendable {
        /// What is wrong stands before the first element: most likely this is no XML at all.
        case notXML
        /// Not well formed; in the parser's words, which are fixed: "mismatched tag".
        case malformed(String)
        /// The document ends before its root element does.
        case cutShort
        /// The document declares an entity of its own: the making of an entity bomb.
        case internalEntity
        /// The document refers to an external entity or to an external DTD.
        case externalEntity
        /// The document's DOCTYPE holds declarations other than of entities.
        case declarations
        /// A tag, a comment or an instruction exceeds `XMLParser.markupLimit`.
        case markupTooLong
        /// Elements are nested deeper than `XMLParser.depthLimit`.
        case tooDeep
        case noMemory
    }

    package let reason: Reason
    package let position: XMLPosition
}
