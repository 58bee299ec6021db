// SPDX-License-Identifier: Apache-2.0

/// Keys as XML names. XES asks that keys be names and real logs have spaces in them, so what a name
/// cannot hold is written as its code point between `_x` and `_`, four hexadecimal digits or six:
/// `resource country` is `resource_x0020_country` (the convention of ISO/IEC 9075-14).
enum XESName {
    enum Kind {
        /// `xs:Name`.
        case name
        /// `xs:NCName`: a name without colons.
        case withoutColon
    }

    static func escaped(_ text: String, as kind: Kind = .name) -> String {
        if isPlain(text, as: kind) { return text }
        var name = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if isAllowed(scalar, first: index == 0, as: kind),
                !looksLikeEscape(scalars[index...])
            {
                name.unicodeScalars.append(scalar)
            } else {
                // What XML cannot hold must not come back when the name is read.
                let code = (isXML(scalar) ? scalar : "\u{FFFD}").value
                let digits = String(code, radix: 16, uppercase: true)
                let width = code > 0xFFFF ? 6 : 4
                name += "_x" + String(repeating: "0", count: width - digits.utf8.count) + digits
                name += "_"
            }
        }
        return name
    }

    /// Undoes `escaped`; what only resembles an escape stays as it is.
    static func unescaped(_ name: String) -> String {
        guard name.utf8.contains(UInt8(ascii: "_")), name.contains("_x") else { return name }
        var text = ""
        var rest = Array(name.unicodeScalars)[...]
        while let first = rest.first {
            if let (scalar, length) = escape(at: rest) {
                text.unicodeScalars.append(scalar)
                rest.removeFirst(length)
            } else {
                text.unicodeScalars.append(first)
                rest.removeFirst()
            }
        }
        return text
    }

    /// Whether the text is ASCII that needs no escape, as nearly all keys are.
    private static func isPlain(_ text: String, as kind: Kind) -> Bool {
        var isFirst = true
        var previous: UInt8 = 0
        for byte in text.utf8 {
            guard byte < 0x80, isAllowed(Unicode.Scalar(byte), first: isFirst, as: kind),
                previous != UInt8(ascii: "_") || byte != UInt8(ascii: "x")
            else { return false }
            previous = byte
            isFirst = false
        }
        return true
    }

    /// Letters beyond Latin-1 are escaped, as the editions of XML 1.0 differ on them.
    private static func isAllowed(_ scalar: Unicode.Scalar, first: Bool, as kind: Kind) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": true
        case "\u{C0}"..."\u{D6}", "\u{D8}"..."\u{F6}", "\u{F8}"..."\u{FF}": true
        case ":": kind == .name
        case "0"..."9", "-", ".": !first
        default: false
        }
    }

    /// Whether an underscore would begin an escape if it stood as it is; the escape's own end may
    /// come from what follows.
    private static func looksLikeEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let head = scalars.prefix(6)
        return head.count == 6 && head.starts(with: "_x".unicodeScalars)
            && head.dropFirst(2).allSatisfy(\.properties.isASCIIHexDigit)
    }

    private static func escape(
        at scalars: ArraySlice<Unicode.Scalar>
    ) -> (scalar: Unicode.Scalar, length: Int)? {
        guard scalars.starts(with: "_x".unicodeScalars) else { return nil }
        for width in [4, 6] {
            let digits = scalars.dropFirst(2).prefix(width)
            guard digits.count == width, digits.allSatisfy(\.properties.isASCIIHexDigit),
                scalars.dropFirst(2 + width).first == "_"
            else { continue }
            var text = ""
            text.unicodeScalars.append(contentsOf: digits)
            guard let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init), isXML(scalar)
            else { return nil }
            return (scalar, width + 3)
        }
        return nil
    }

    /// Whether XML 1.0 allows the character (section 2.2).
    private static func isXML(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t", "\n", "\r", "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}",
            "\u{10000}"..."\u{10FFFF}":
            true
        default: false
        }
    }
}
