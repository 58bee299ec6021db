// SPDX-License-Identifier: Apache-2.0
internal import EventCodec
internal import Forms

/// A decimal number that 64 bits of floating point keep digit for digit, or why it is none.
enum ExactNumber {
    case number(Double)
    /// A sentence without full stop.
    case wrong(String)

    /// As JSON writes numbers (RFC 8259, section 6): no plus, no zeros before, no other base.
    init(_ text: String) {
        self = .wrong("it is no decimal number; `code` keeps any text as it is")
        guard case .digits(let digits) = JSON(parsing: Array(text.utf8), keepsDigits: true) else {
            return
        }
        guard digits.utf8.count == text.utf8.count else {
            self = .wrong("a space or a line's end stands before or after it; take it away")
            return
        }
        guard let number = Double(digits), number.isFinite,
            Self.significant(digits) == Self.significant(number.description)
        else {
            self = .wrong(
                "it has more digits, or is larger or smaller, than a number of 64 bits keeps; "
                    + "`code` keeps any text as it is")
            return
        }
        guard number.sign == .plus || number < 0 else {
            self = .wrong("it is minus zero, which is no other number than 0; write `0`")
            return
        }
        self = .number(number)
    }

    /// The digits that say which number it is, wherever its point stands.
    private static func significant(_ text: String) -> Substring {
        let digits = text.prefix { $0 != "e" && $0 != "E" }.filter(\.isNumber).drop { $0 == "0" }
        return digits.prefix(digits.count - digits.reversed().prefix { $0 == "0" }.count)
    }
}
