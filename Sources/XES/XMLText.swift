// SPDX-License-Identifier: Apache-2.0

/// The text of an XML document as it grows: tags on lines of their own, indented by depth.
struct XMLText {
    var bytes: [UInt8] = []
    private var depth = 0

    mutating func append(raw text: String) { bytes.append(contentsOf: text.utf8) }

    /// Begins a start tag; `attribute` and one of `endTag` and `endEmptyTag` follow.
    mutating func open(_ name: String) {
        indent()
        append(raw: "<")
        append(raw: name)
        depth += 1
    }

    mutating func endTag() { append(raw: ">\n") }

    mutating func endEmptyTag() {
        append(raw: "/>\n")
        depth -= 1
    }

    mutating func close(_ name: String) {
        depth -= 1
        indent()
        append(raw: "</")
        append(raw: name)
        append(raw: ">\n")
    }

    mutating func attribute(_ name: String, _ value: String) {
        append(raw: " ")
        append(raw: name)
        append(raw: "=\"")
        if value.utf8.allSatisfy(isPlain) {
            append(raw: value)
        } else {
            for scalar in value.unicodeScalars { append(escaping: scalar) }
        }
        append(raw: "\"")
    }

    /// Whether a byte of UTF-8 needs no escape, nor begins a character that may need one.
    private func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): false
        case 0..<0x20, 0xEF: false
        default: true
        }
    }

    private mutating func append(escaping scalar: Unicode.Scalar) {
        switch scalar {
        case "&": append(raw: "&amp;")
        case "<": append(raw: "&lt;")
        case ">": append(raw: "&gt;")
        case "\"": append(raw: "&quot;")
        // A parser would turn these into spaces if they stood as they are.
        case "\t", "\n", "\r": append(raw: "&#\(scalar.value);")
        case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": append(raw: "\u{FFFD}")
        default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    private mutating func indent() {
        for _ in 0..<depth { bytes.append(UInt8(ascii: "\t")) }
    }
}
