// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

/// Writes an event log that is valid against the schema of IEEE 1849-2016, trace by trace.
///
/// Keys and names are escaped as `XESName` says and come back when they are read. Characters that
/// XML 1.0 cannot hold, such as NUL, become U+FFFD; no log that was read has any.
package struct XESWriter: ~Copyable {
    /// Gets the file's bytes in order, in pieces of about 64 KiB.
    package typealias Sink = (consuming [UInt8]) throws -> Void

    private let sink: Sink
    private var text = XMLText()

    /// Writes what comes before the traces; the version is always 1849.2016, whatever the header's.
    ///
    /// - Throws: What `sink` throws, as the other functions do.
    package init(header: XESHeader, sink: @escaping Sink) throws {
        self.sink = sink
        text.append(raw: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        text.open("log")
        text.attribute("xes.version", "1849.2016")
        if let features = header.features { text.attribute("xes.features", features) }
        text.endTag()
        for one in header.extensions { write(one) }
        for one in header.globals { write(one) }
        for one in header.classifiers { write(one) }
        for one in header.attributes { write(one) }
        try flush()
    }

    package mutating func write(_ trace: XESTrace) throws {
        text.open("trace")
        text.endTag()
        for attribute in trace.attributes { write(attribute) }
        for event in trace.events {
            text.open("event")
            text.endTag()
            for attribute in event.attributes { write(attribute) }
            text.close("event")
            try flush()
        }
        text.close("trace")
        try flush()
    }

    /// Ends the log. What was not finished is cut short.
    package consuming func finish() throws {
        text.close("log")
        try sink(text.bytes)
    }

    private mutating func flush() throws {
        guard text.bytes.count >= 1 << 16 else { return }
        try sink(text.bytes)
        text.bytes.removeAll(keepingCapacity: true)
    }

    private mutating func write(_ one: XESHeader.Extension) {
        text.open("extension")
        text.attribute("name", XESName.escaped(one.name, as: .withoutColon))
        text.attribute("prefix", XESName.escaped(one.prefix, as: .withoutColon))
        text.attribute("uri", uri(one.uri))
        text.endEmptyTag()
    }

    private mutating func write(_ one: XESHeader.Global) {
        text.open("global")
        if let scope = one.scope { text.attribute("scope", scope.rawValue) }
        text.endTag()
        for attribute in one.attributes { write(attribute) }
        text.close("global")
    }

    private mutating func write(_ one: XESHeader.Classifier) {
        text.open("classifier")
        text.attribute("name", XESName.escaped(one.name, as: .withoutColon))
        if let scope = one.scope { text.attribute("scope", scope.rawValue) }
        text.attribute("keys", one.keys.map { XESName.escaped($0) }.joined(separator: " "))
        text.endEmptyTag()
    }

    private mutating func write(_ attribute: XESAttribute) {
        let (element, value) = written(attribute.value)
        text.open(element)
        text.attribute("key", XESName.escaped(attribute.key))
        if let value { text.attribute("value", value) }
        if case .list(let items) = attribute.value {
            text.endTag()
            for child in attribute.children { write(child) }
            // The schema takes `values` for an attribute, so that it needs a key of its own.
            text.open("values")
            text.attribute("key", "values")
            text.endTag()
            for item in items { write(item) }
            text.close("values")
            text.close(element)
        } else if attribute.children.isEmpty {
            text.endEmptyTag()
        } else {
            text.endTag()
            for child in attribute.children { write(child) }
            text.close(element)
        }
    }

    /// The element for a type, and its value as the schema spells it; a list has none.
    private func written(_ value: XESValue) -> (element: String, value: String?) {
        switch value {
        case .string(let text): ("string", text)
        case .id(let text): ("id", text)
        case .date(let date): ("date", written(date))
        case .int(let number): ("int", String(number))
        case .float(let number): ("float", written(number))
        case .boolean(let truth): ("boolean", truth ? "true" : "false")
        case .list: ("list", nil)
        }
    }

    /// An address as it is, but for characters that no URI has: these as their bytes, `%C3%A9`.
    private func uri(_ address: String) -> String {
        let marks = Array("-._~:/?#@!$&'()*+,;=%".utf8)
        return address.utf8.reduce(into: "") { uri, byte in
            let scalar = Unicode.Scalar(byte)
            if byte < 0x80,
                scalar.properties.isAlphabetic || marks.contains(byte)
                    || (48...57).contains(byte)
            {
                uri.unicodeScalars.append(scalar)
            } else {
                uri += byte < 16 ? "%0" : "%"
                uri += String(byte, radix: 16, uppercase: true)
            }
        }
    }

    /// The schema knows offsets of 14 hours at most; an instant with a larger one is given in UTC.
    private func written(_ date: OffsetInstant) -> String {
        guard abs(date.offsetMinutes) > 840 else { return date.description }
        return date.instant.description
    }

    /// The shortest decimal number that reads back as the same one.
    private func written(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-INF" : "INF" }
        return String(number)
    }
}
