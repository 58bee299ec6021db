// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// Compresses and decompresses without a dictionary, from any thread; frames state their size.
package final class ZstdPool: Sendable {
    private let compressors = Mutex<[Compressor]>([])
    private let decompressors = Mutex<[Decompressor]>([])

    package init() {}

    package func compress(_ bytes: [UInt8]) throws(ZstdError) -> [UInt8] {
        let idle = compressors.withLock { $0.popLast() }
        let compressor = if let idle { idle } else { try Compressor(writesSize: true) }
        defer { compressors.withLock { $0.append(compressor) } }
        return try compressor.compress(bytes)
    }

    /// What a frame of `compress` holds, at most `limit` bytes.
    package func decompress(_ frame: [UInt8], limit: Int) throws(ZstdError) -> [UInt8] {
        guard let size = statedSize(frame), size <= limit else {
            throw ZstdError(reason: "no frame of a size within the limit")
        }
        let idle = decompressors.withLock { $0.popLast() }
        let decompressor = if let idle { idle } else { try Decompressor() }
        defer { decompressors.withLock { $0.append(decompressor) } }
        return try decompressor.decompress(frame.span, size: size)
    }
}
