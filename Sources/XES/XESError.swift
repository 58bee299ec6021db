// SPDX-License-Identifier: Apache-2.0
internal import Expat
internal import Glibc
internal import Gzip

/// Why a file is refused, and where; it holds nothing of the file's text.
package struct XESError: Error, Equatable {
    package enum Reason: Equatable, Sendable {
        /// The system's error number.
        case unreadable(Int32)
        case noMemory
        case corruptGzip
        /// The file, or the gzip file around it, ends too early.
        case cutShort
        case notXML
        /// In the XML parser's fixed words.
        case malformedXML(String)
        case internalEntity
        case externalEntity
        case declarations
        case markupTooLong
        case tooDeep
        /// XML whose root is not `log`.
        case notXES
        case unknownElement
        /// The element's name is one that XES knows.
        case misplaced(String)
        case eventOutsideTrace
        /// An XML attribute is not there or is empty.
        case missing(String, of: String)
        /// The value is none of the type that this element stands for.
        case badValue(String)
        case dateWithoutZone
        case badScope
        case secondValues
        case valueTooLong
        case tooManyEvents
        case traceWithoutName
        case repeatedTrace
    }

    package let reason: Reason
    /// From 1; 0 where nothing could be read.
    package let line: Int
    /// From 1, in characters; 0 where nothing could be read.
    package let column: Int

    init(_ reason: Reason, at position: XMLPosition?) {
        self.reason = reason
        self.line = position?.line ?? 0
        self.column = position?.column ?? 0
    }

    init(gzip error: GzipError, at position: XMLPosition?) {
        switch error {
        case .system(let code): self.init(.unreadable(code), at: nil)
        case .cutShort: self.init(.cutShort, at: position)
        case .corrupt: self.init(.corruptGzip, at: position)
        case .noMemory: self.init(.noMemory, at: nil)
        }
    }

    init(xml error: XMLError) {
        let reason: Reason =
            switch error.reason {
            case .notXML: .notXML
            case .malformed(let words): .malformedXML(words)
            case .cutShort: .cutShort
            case .internalEntity: .internalEntity
            case .externalEntity: .externalEntity
            case .declarations: .declarations
            case .markupTooLong: .markupTooLong
            case .tooDeep: .tooDeep
            case .noMemory: .noMemory
            }
        self.init(reason, at: error.position)
    }
}

extension XESError: CustomStringConvertible {
    /// `line 12, column 3: a date has no time zone: add Z or an offset such as +01:00`.
    package var description: String {
        line == 0 ? sentence : "line \(line), column \(column): \(sentence)"
    }

    /// What is wrong and what to do, without the place.
    package var sentence: String {
        switch reason {
        case .unreadable(let code): "the file cannot be read: \(systemWords(code))"
        case .noMemory: "there is not enough memory"
        case .corruptGzip: "the gzip data is damaged: fetch the file again"
        case .cutShort: "the file ends before its log does: it may be cut short"
        case .notXML: "this is not XML"
        case .malformedXML(let words): "this is not well-formed XML: \(words)"
        case .internalEntity: "the file declares an entity (an entity bomb is made so): remove it"
        case .externalEntity: "the file refers to an external entity or DTD: remove its DOCTYPE"
        case .declarations: "the file's DOCTYPE holds declarations: remove it"
        case .markupTooLong: "a tag or comment is longer than \(XMLParser.markupLimit) bytes"
        case .tooDeep: "elements are nested deeper than \(XMLParser.depthLimit)"
        case .notXES: "this is XML but not XES: its root is not <log>"
        case .unknownElement: "XES has no such element"
        case .misplaced(let element): "<\(element)> may not stand here"
        case .eventOutsideTrace: "an event belongs to no trace: put it into one"
        case .missing(let name, let element): "<\(element)> lacks \(name)"
        case .badValue(let element): "the value is no \(element)"
        case .dateWithoutZone: "a date has no time zone: add Z or an offset such as +01:00"
        case .badScope: "a scope is neither trace nor event"
        case .secondValues: "a list has a second <values>"
        case .valueTooLong: "a key or value is longer than \(XESLimits.valueSize) bytes"
        case .tooManyEvents: "a trace has more than \(XESLimits.events) events: split it"
        case .traceWithoutName: "a trace has no concept:name: give it one"
        case .repeatedTrace: "another trace has the same concept:name: rename or join them"
        }
    }

    private func systemWords(_ code: Int32) -> String {
        switch code {
        case ENOENT: "there is none of that name"
        case EACCES: "you may not read it"
        case EISDIR: "it is a folder"
        default: "system error \(code)"
        }
    }
}
