// SPDX-License-Identifier: Apache-2.0

/// How many columns of a terminal a text takes, as terminals count them: a letter one, an
/// ideograph or an emoji two, an accent on the letter before it none.
package enum DisplayWidth {
    package static func columns(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + columns($1) }
    }

    package static func columns(_ character: Character) -> Int {
        var sum = 0
        for scalar in character.unicodeScalars {
            // One wide part makes the whole wide: a family joined of four is one picture.
            if isWide(scalar) { return 2 }
            if takesRoom(scalar) { sum += 1 }
        }
        return sum
    }

    /// The text on one line, with a picture in place of what would move or command the terminal,
    /// or `\u{202E}` where there is none.
    package static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var line = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                line += picture(of: scalar)
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// The text cut to at most `limit` columns, the last of which is `…` where anything is cut.
    package static func cut(_ text: String, to limit: Int) -> String {
        guard columns(text) > limit else { return text }
        var kept = ""
        var used = 1
        for character in text {
            used += columns(character)
            guard used <= limit else { break }
            kept.append(character)
        }
        return kept + "…"
    }

    private static func takesRoom(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: false
        default: true
        }
    }

    /// Controls, and the format characters that turn the direction of what comes after them.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: scalar.properties.generalCategory == .control
        }
    }

    private static func picture(of scalar: Unicode.Scalar) -> String {
        let picture: Unicode.Scalar? =
            switch scalar.value {
            case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value)
            case 0x7F: "\u{2421}"
            default: nil
            }
        return picture.map { String($0) }
            ?? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }

    /// East Asian wide and full-width characters, and what is drawn as a picture by default.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x1100: false
        case 0xFE0F: true  // Asks for the picture of the character before it.
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x17000...0x18DFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
            true
        default: scalar.properties.isEmojiPresentation
        }
    }
}
