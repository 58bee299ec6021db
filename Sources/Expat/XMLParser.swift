// SPDX-License-Identifier: Apache-2.0
internal import CExpat
internal import Glibc

/// Reads an XML document from bytes as they come, and reports where its elements begin and end.
///
/// It opens no file and no connection. A DOCTYPE may name the root element and no more: with
/// entities, declarations or a DTD the document is refused before anything is expanded. What stands
/// between tags is passed over. It knows UTF-8, UTF-16, ISO 8859-1 and ASCII.
// The handlers get the parser itself, unretained: they run inside `parse` alone, while it is alive.
@safe package final class XMLParser {
    /// The most bytes one tag, comment or instruction may have, its attributes included.
    package static let markupLimit = 1 << 20
    /// The most elements that may be open at once.
    package static let depthLimit = 64

    private let expat: XML_Parser
    private var events: [XMLEvent] = []
    private var failure: XMLError?
    private var depth = 0
    private var hasBegun = false
    private var bytesFed = 0

    package init() throws(XMLError) {
        guard let expat = unsafe XML_ParserCreateNS(nil, namespaceEnd) else {
            throw XMLError(reason: .noMemory, position: XMLPosition(line: 1, column: 1))
        }
        unsafe self.expat = expat
        unsafe XML_SetUserData(expat, Unmanaged.passUnretained(self).toOpaque())
        setElementHandlers()
        setDoctypeHandlers()
    }

    deinit { unsafe XML_ParserFree(expat) }

    /// Where the parser stands: at the end of the last event, or at the tag it waits to see end.
    package var position: XMLPosition {
        XMLPosition(
            line: Int(unsafe XML_GetCurrentLineNumber(expat)),
            column: Int(unsafe XML_GetCurrentColumnNumber(expat)) + 1)
    }

    /// Parses the document's next bytes and hands on the events they complete.
    ///
    /// - Parameters:
    ///   - chunk: Any number of bytes; they may end inside a tag or a character.
    ///   - body: Gets the events in order, also those before an error in the same chunk.
    /// - Throws: What `body` throws, or the `XMLError` that follows the last event. The parser is
    ///   of no use after either.
    package func parse(_ chunk: [UInt8], _ body: (XMLEvent) throws -> Void) throws {
        try parse(chunk, isLast: false, body)
    }

    /// Says that the document has no more bytes; throws as `parse` does.
    package func finish(_ body: (XMLEvent) throws -> Void) throws {
        try parse([], isLast: true, body)
    }

    private func parse(
        _ chunk: [UInt8], isLast: Bool, _ body: (XMLEvent) throws -> Void
    ) throws {
        bytesFed += chunk.count
        let status = unsafe chunk.withUnsafeBytes { bytes in
            unsafe XML_Parse(
                expat, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
                isLast ? 1 : 0)
        }
        if status != XML_STATUS_OK, failure == nil { fail(reason(isLast: isLast)) }
        // What the parser has not yet understood is the beginning of one piece of markup.
        let understood = Int(unsafe XML_GetCurrentByteIndex(expat))
        if failure == nil, bytesFed - understood > Self.markupLimit { fail(.markupTooLong) }
        defer { events.removeAll(keepingCapacity: true) }
        for event in events { try body(event) }
        if let failure { throw failure }
    }

    private func reason(isLast: Bool) -> XMLError.Reason {
        let code = unsafe XML_GetErrorCode(expat)
        if code == XML_ERROR_NO_MEMORY { return .noMemory }
        let isUnfinished = [
            XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR,
            XML_ERROR_UNCLOSED_CDATA_SECTION,
        ].contains(code)
        if isLast, isUnfinished { return .cutShort }
        guard hasBegun else { return .notXML }
        guard let words = unsafe XML_ErrorString(code) else { return .malformed("unknown error") }
        return .malformed(unsafe String(cString: words))
    }

    /// Stops the parser; the first reason counts. Expat may call a handler once more after it.
    private func fail(_ reason: XMLError.Reason) {
        guard failure == nil else { return }
        failure = XMLError(reason: reason, position: position)
        unsafe XML_StopParser(expat, 0)
    }
}

// MARK: - What expat calls

extension XMLParser {
    private func setElementHandlers() {
        unsafe XML_SetElementHandler(
            expat,
            { parser, name, attributes in
                guard let name = unsafe name, let attributes = unsafe attributes else { return }
                unsafe XMLParser.from(parser)?.start(name, attributes)
            },
            { parser, _ in unsafe XMLParser.from(parser)?.end() })
    }

    private func setDoctypeHandlers() {
        unsafe XML_SetDoctypeDeclHandler(
            expat,
            { parser, _, system, publicID, hasDeclarations in
                let isExternal = unsafe system != nil || publicID != nil
                if isExternal { unsafe XMLParser.from(parser)?.fail(.externalEntity) }
            },
            { _ in })
        unsafe XML_SetEntityDeclHandler(
            expat,
            { parser, _, _, value, _, _, _, _, _ in
                let isInternal = unsafe value != nil
                unsafe XMLParser.from(parser)?.fail(isInternal ? .internalEntity : .externalEntity)
            })
        unsafe XML_SetAttlistDeclHandler(
            expat,
            { parser, _, _, _, _, _ in unsafe XMLParser.from(parser)?.fail(.declarations) })
        unsafe XML_SetNotationDeclHandler(
            expat, { parser, _, _, _, _ in unsafe XMLParser.from(parser)?.fail(.declarations) })
        unsafe XML_SetElementDeclHandler(
            expat,
            { parser, _, model in
                guard let self = unsafe XMLParser.from(parser) else { return }
                unsafe XML_FreeContentModel(self.expat, model)
                self.fail(.declarations)
            })
    }

    private static func from(_ data: UnsafeMutableRawPointer?) -> XMLParser? {
        unsafe data.map { unsafe Unmanaged<XMLParser>.fromOpaque($0).takeUnretainedValue() }
    }

    private func start(
        _ name: UnsafePointer<CChar>, _ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>
    ) {
        guard failure == nil else { return }
        hasBegun = true
        depth += 1
        if depth > Self.depthLimit { return fail(.tooDeep) }
        if Int(unsafe XML_GetCurrentByteCount(expat)) > Self.markupLimit {
            return fail(.markupTooLong)
        }
        var attributes: [XMLAttribute] = []
        var index = 0
        while let name = unsafe pairs[index], let value = unsafe pairs[index + 1] {
            if unsafe strchr(name, Int32(namespaceEnd)) == nil {
                unsafe attributes.append(
                    XMLAttribute(name: String(cString: name), value: String(cString: value)))
            }
            index += 2
        }
        let end = unsafe strrchr(name, Int32(namespaceEnd))
        let local = if let end = unsafe end { unsafe UnsafePointer(end + 1) } else { unsafe name }
        events.append(
            .start(
                XMLElement(
                    name: unsafe String(cString: local), attributes: attributes, position: position)
            ))
    }

    private func end() {
        guard failure == nil else { return }
        depth -= 1
        events.append(.end)
    }
}

/// Stands between a namespace and a local name in what expat reports; no name can hold it.
private let namespaceEnd = XML_Char(UInt8(ascii: "\n"))
