// SPDX-License-Identifier: Apache-2.0
internal import Zstd

/// How one event lies in the `events` table.
///
/// Under its position as eight bytes stand four bytes of header and the first part of a zstd
/// frame: the number of further parts, the id of the dictionary (0: none), and the event's length
/// in two bytes. Further parts stand under the position and one byte more, 1, 2, …: a value over
/// 2,022 bytes would take whole pages of its own.
enum Frame {
    static let partBytes = 2_000
    static let headerBytes = 4

    /// Keys and values, in key order.
    ///
    /// - Parameter frame: The compressed event behind as many bytes as the header has,
    ///     which are written.
    static func parts(
        of frame: inout [UInt8], position: Position, length: Int, dictionary: Int
    ) -> [(key: [UInt8], value: [UInt8])] {
        let more = (frame.count - 1) / partBytes
        frame[0] = UInt8(more)
        frame[1] = UInt8(dictionary)
        frame[2] = UInt8(length >> 8)
        frame[3] = UInt8(length & 0xff)
        let key = bigEndian(position)
        guard more > 0 else { return [(key, frame)] }
        var parts = [(key: key, value: Array(frame.prefix(partBytes)))]
        for part in 1...more {
            let bytes = frame[part * partBytes..<min((part + 1) * partBytes, frame.count)]
            parts.append((key: key + [UInt8(part)], value: Array(bytes)))
        }
        return parts
    }
}

/// Puts the parts of frames together again as a cursor passes over them.
struct FrameReader {
    private(set) var position: Position = 0
    private(set) var dictionary = 0
    private(set) var length = 0
    private var missing = 0
    /// The number of the part that is to come.
    private var next = 0
    private var compressed: [UInt8] = []

    /// Parts of the frame at `position` are still to come.
    var isUnfinished: Bool { missing > 0 }

    /// Takes the next entry of the table; the frame's compressed bytes once it is complete.
    mutating func take(
        key: Span<UInt8>, value: Span<UInt8>
    ) throws(LedgerError) -> [UInt8]? {
        let before = position
        position = 0
        for index in 0..<min(8, key.count) { position = position << 8 | Int(key[index]) }
        if key.count == 8 {
            guard missing == 0 else {
                position = before
                throw damaged("a part of an event is missing")
            }
            guard value.count > Frame.headerBytes else { throw damaged("a frame without content") }
            missing = Int(value[0])
            next = 1
            dictionary = Int(value[1])
            length = Int(value[2]) << 8 | Int(value[3])
            compressed = Array(value.extracting(Frame.headerBytes...))
        } else {
            guard key.count == 9, missing > 0, position == before, key[8] == next else {
                throw damaged("a part without a beginning")
            }
            missing -= 1
            next += 1
            compressed += Array(value)
        }
        return missing == 0 ? compressed : nil
    }

    private func damaged(_ reason: String) -> LedgerError {
        .damaged(position: position, reason: reason)
    }
}

/// Opens frames; knows the dictionaries that it has met. Used by one thread at a time.
// `FrameOpeners` lends each to one caller at a time.
final class FrameOpener: @unchecked Sendable {
    private let decompressor: Decompressor

    init() throws(LedgerError) {
        do { decompressor = try Decompressor() } catch { throw .storage("zstd: \(error.reason)") }
    }

    /// The event that a complete frame holds.
    func open(
        _ compressed: [UInt8], of frame: FrameReader, in view: any StorageReader
    ) throws(LedgerError) -> [UInt8] {
        let id = frame.dictionary
        var missing: [UInt8]?
        if id != 0, !decompressor.knows(dictionary: id) {
            missing = try DictionaryTable.dictionary(id, in: view)
            guard missing != nil else {
                throw .damaged(position: frame.position, reason: "no dictionary \(id)")
            }
        }
        do throws(ZstdError) {
            if let missing { try decompressor.add(dictionary: missing, id: id) }
            return try decompressor.decompress(
                compressed.span, size: frame.length, dictionary: id == 0 ? nil : id)
        } catch {
            throw .damaged(position: frame.position, reason: "zstd: \(error.reason)")
        }
    }
}
