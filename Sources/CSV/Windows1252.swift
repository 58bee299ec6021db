// SPDX-License-Identifier: Apache-2.0

/// The encoding of western Windows: Latin-1, but for the bytes from 0x80 to 0x9f.
enum Windows1252 {
    /// Nil for the five bytes that stand for nothing.
    static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        guard (0x80...0x9f).contains(byte) else { return Unicode.Scalar(byte) }
        let number = table[Int(byte) - 0x80]
        return number == 0 ? nil : Unicode.Scalar(number)
    }

    /// For 0x80 to 0x9f, as the registry of character sets has it; 0 for none.
    private static let table: [UInt32] = [
        0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
        0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
    ]
}
