// SPDX-License-Identifier: Apache-2.0
internal import Expat
internal import WorkingTime

/// A start tag of XES, and the reading of its attributes.
struct Tag {
    enum Kind: String {
        case log, `extension`, global, classifier, trace, event
        case string, date, int, float, boolean, id, list, container, values

        /// Whether it gives a key and a value.
        var isAttribute: Bool {
            switch self {
            case .string, .date, .int, .float, .boolean, .id, .list, .container: true
            case .log, .extension, .global, .classifier, .trace, .event, .values: false
            }
        }
    }

    let kind: Kind
    private let element: XMLElement

    init(_ element: XMLElement) throws(XESError) {
        guard let kind = Kind(rawValue: element.name) else {
            throw XESError(.unknownElement, at: element.position)
        }
        self.kind = kind
        self.element = element
    }

    func error(_ reason: XESError.Reason) -> XESError { XESError(reason, at: element.position) }

    /// The attribute's value, which may be empty.
    private func present(_ name: String) throws(XESError) -> String {
        guard let value = element[name] else {
            throw error(.missing(name, of: kind.rawValue))
        }
        guard value.utf8.count <= XESLimits.valueSize else { throw error(.valueTooLong) }
        return value
    }

    /// The attribute's value, which is not empty.
    func required(_ name: String) throws(XESError) -> String {
        let value = try present(name)
        guard !value.isEmpty else { throw error(.missing(name, of: kind.rawValue)) }
        return value
    }

    func key() throws(XESError) -> String { XESName.unescaped(try required("key")) }

    func scope() throws(XESError) -> XESHeader.Scope? {
        guard let name = element["scope"] else { return nil }
        guard let scope = XESHeader.Scope(rawValue: name) else { throw error(.badScope) }
        return scope
    }

    /// The words of `keys`; a key with spaces stands between apostrophes in older files.
    func classifierKeys() throws(XESError) -> [String] {
        let text = try present("keys")
        return text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .flatMap { index, part in
                index.isMultiple(of: 2) ? part.split(whereSeparator: \.isWhitespace) : [part]
            }
            .filter { !$0.isEmpty }
            .map { XESName.unescaped(String($0)) }
    }

    /// The value, in the type that the element's name gives it.
    func value() throws(XESError) -> XESValue {
        let text = try present("value")
        let value: XESValue? =
            switch kind {
            case .string: .string(text)
            case .id: .id(text)
            case .date: .date(try date(trimmed(text)))
            case .int: Int64(trimmed(text)).map(XESValue.int)
            case .float: number(trimmed(text)).map(XESValue.float)
            case .boolean: truth(trimmed(text)).map(XESValue.boolean)
            default: nil
            }
        guard let value else { throw error(.badValue(kind.rawValue)) }
        return value
    }

    /// An `xs:dateTime` with an offset of at most 14 hours, in the years 0001 to 9999 of UTC.
    private func date(_ text: Substring) throws(XESError) -> OffsetInstant {
        guard let date = OffsetInstant(text) else {
            throw error(OffsetInstant("\(text)Z") == nil ? .badValue("date") : .dateWithoutZone)
        }
        guard abs(date.offsetMinutes) <= 840,
            (-62_135_596_800..<253_402_300_800).contains(date.instant.seconds)
        else { throw error(.badValue("date")) }
        return date
    }

    /// An `xs:double`. Swift reads more than that: hexadecimal digits, and other words.
    private func number(_ text: Substring) -> Double? {
        switch text {
        case "INF", "+INF": return .infinity
        case "-INF": return -.infinity
        case "NaN": return .nan
        default:
            let isDecimal = text.utf8.allSatisfy {
                (48...57).contains($0) || "+-.eE".utf8.contains($0)
            }
            guard isDecimal, let number = Double(text), number.isFinite else { return nil }
            return number
        }
    }

    private func truth(_ text: Substring) -> Bool? {
        switch text {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }

    /// Without the spaces around it, which the schema's types other than string pass over.
    private func trimmed(_ text: String) -> Substring {
        let rest = text.utf8.drop(while: isSpace)
        guard let last = rest.lastIndex(where: { !isSpace($0) }) else { return "" }
        return Substring(rest[...last])
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || (9...10).contains(byte) || byte == 13
    }
}
