// SPDX-License-Identifier: Apache-2.0

extension JSON {
    /// The value that `bytes` hold; nil unless they are one JSON value (RFC 8259) in valid UTF-8,
    /// at most 64 levels deep, no name twice in an object, its numbers in the range of Int64 or
    /// Double.
    ///
    /// - Parameter keepsDigits: Whether numbers, of any size, are kept as they are written.
    package init?(parsing bytes: some Collection<UInt8>, keepsDigits: Bool = false) {
        var parser = JSONParser(bytes: Array(bytes), keepsDigits: keepsDigits)
        guard let value = parser.value(depth: 0) else { return nil }
        parser.skipSpace()
        guard parser.isAtEnd else { return nil }
        self = value
    }

    /// How many bytes of what is no JSON value can be read, before the first that is wrong.
    package static func readable(
        _ bytes: some Collection<UInt8>, keepsDigits: Bool = false
    ) -> Int {
        var parser = JSONParser(bytes: Array(bytes), keepsDigits: keepsDigits)
        _ = parser.value(depth: 0)
        return parser.index
    }
}

/// A recursive-descent parser; every method is nil where the text is no JSON.
private struct JSONParser {
    let bytes: [UInt8]
    let keepsDigits: Bool
    var index = 0

    init(bytes: [UInt8], keepsDigits: Bool) {
        self.bytes = bytes
        self.keepsDigits = keepsDigits
    }

    var isAtEnd: Bool { index == bytes.count }
    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func skipSpace() {
        while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 { index += 1 }
    }

    mutating func value(depth: Int) -> JSON? {
        guard depth < 64 else { return nil }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "t"): return word("true", .bool(true))
        case UInt8(ascii: "f"): return word("false", .bool(false))
        case UInt8(ascii: "n"): return word("null", .null)
        default: return number()
        }
    }

    private mutating func take(_ byte: Character) -> Bool {
        skipSpace()
        guard next == byte.asciiValue else { return false }
        index += 1
        return true
    }

    private mutating func word(_ text: String, _ value: JSON) -> JSON? {
        guard bytes[index...].starts(with: text.utf8) else { return nil }
        index += text.utf8.count
        return value
    }

    private mutating func object(depth: Int) -> JSON? {
        index += 1
        var members: [JSON.Member] = []
        var names = Names()
        if take("}") { return .object([]) }
        repeat {
            skipSpace()
            let start = index
            guard next == UInt8(ascii: "\""), let key = string() else { return nil }
            guard names.isNew(key, among: members) else {
                index = start
                return nil
            }
            guard take(":"), let value = value(depth: depth + 1)
            else { return nil }
            members.append(JSON.Member(key, value))
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    private mutating func array(depth: Int) -> JSON? {
        index += 1
        var elements: [JSON] = []
        if take("]") { return .array([]) }
        repeat {
            guard let element = value(depth: depth + 1) else { return nil }
            elements.append(element)
        } while take(",")
        return take("]") ? .array(elements) : nil
    }

    private mutating func string() -> String? {
        index += 1
        let start = index
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 32 {
            index += 1
        }
        if next == UInt8(ascii: "\"") {
            let plain = String(validating: bytes[start..<index], as: UTF8.self)
            index += 1
            return plain
        }
        return escapedString(from: Array(bytes[start..<index]))
    }

    /// The rest of a string from its first escape on.
    private mutating func escapedString(from beginning: [UInt8]) -> String? {
        var text = beginning
        while let byte = next {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escape() else { return nil }
                text += Array(String(scalar).utf8)
            case 0..<32: return nil
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard let byte = next else { return nil }
        index += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"): return unicodeEscape()
        default: return nil
        }
    }

    /// Four hexadecimal digits, or a pair of surrogates.
    private mutating func unicodeEscape() -> Unicode.Scalar? {
        guard let high = fourDigits() else { return nil }
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xd800..<0xdc00).contains(high), bytes[index...].starts(with: #"\u"#.utf8)
        else { return nil }
        index += 2
        guard let low = fourDigits(), (0xdc00..<0xe000).contains(low) else { return nil }
        return Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00))
    }

    private mutating func fourDigits() -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        let digits = bytes[index..<index + 4]
        guard
            digits.allSatisfy({
                (48...57).contains($0) || (65...70).contains($0) || (97...102).contains($0)
            })
        else { return nil }
        index += 4
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private mutating func number() -> JSON? {
        let start = index
        if next == UInt8(ascii: "-") { index += 1 }
        let digits = skipDigits()
        guard digits > 0, digits == 1 || bytes[index - digits] != 48 else { return nil }
        var isInteger = true
        if next == UInt8(ascii: ".") {
            index += 1
            isInteger = false
            guard skipDigits() > 0 else { return nil }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            index += 1
            isInteger = false
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
            guard skipDigits() > 0 else { return nil }
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if keepsDigits { return .digits(text) }
        if isInteger { return Int64(text).map { .integer($0) } }
        guard let number = Double(text), number.isFinite else { return nil }
        return .number(number)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while let byte = next, (48...57).contains(byte) { index += 1 }
        return index - start
    }
}

/// The names of an object, to find one that comes twice; hashing them costs more than comparing
/// them while there are few.
private struct Names {
    private var known: Set<ExactText> = []
    private static let few = 16

    /// Whether no member before has the name; asked once for each, in order.
    mutating func isNew(_ name: String, among members: [JSON.Member]) -> Bool {
        guard members.count >= Self.few else {
            return !members.contains { ExactText.isSame($0.key, name) }
        }
        if known.isEmpty { known = Set(members.map { ExactText($0.key) }) }
        return known.insert(ExactText(name)).inserted
    }
}
