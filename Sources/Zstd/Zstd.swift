// SPDX-License-Identifier: Apache-2.0
internal import CZstd

/// zstd refused: the input is no frame of the stated size, or there is no memory.
package struct ZstdError: Error, Equatable {
    /// zstd's name of the error; it holds nothing of the data.
    package let reason: String

    init(_ code: Int) {
        reason = unsafe String(cString: ZSTD_getErrorName(code))
    }
    init(reason: String) { self.reason = reason }
}

/// Compresses small values one by one; used by one thread at a time.
// Its owner lends it to one thread at a time.
@safe package final class Compressor: @unchecked Sendable {
    private let context: OpaquePointer
    private var dictionary: OpaquePointer?

    /// Of zstd's 1…22: the least, which costs values of some hundred bytes 2 % in size.
    private static let level: Int32 = 1

    /// Frames without checksum and dictionary id: who stores a frame knows these better.
    ///
    /// - Parameter writesSize: Frames say how many bytes they hold.
    package init(writesSize: Bool = false) throws(ZstdError) {
        guard let context = unsafe ZSTD_createCCtx() else { throw ZstdError(reason: "no memory") }
        unsafe self.context = context
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Self.level)
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, writesSize ? 1 : 0)
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 0)
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0)
    }

    deinit {
        unsafe ZSTD_freeCCtx(context)
        unsafe ZSTD_freeCDict(dictionary)
    }

    /// Uses `bytes` as the dictionary from here on; empty for none.
    package func use(dictionary bytes: [UInt8]) throws(ZstdError) {
        unsafe ZSTD_CCtx_refCDict(context, nil)
        unsafe ZSTD_freeCDict(dictionary)
        unsafe dictionary = nil
        guard !bytes.isEmpty else { return }
        guard let made = unsafe ZSTD_createCDict(bytes, bytes.count, Self.level) else {
            throw ZstdError(reason: "not a dictionary")
        }
        unsafe dictionary = made
        unsafe ZSTD_CCtx_refCDict(context, made)
    }

    /// The frame that holds `bytes`.
    ///
    /// - Parameter header: So many bytes of 0 stand before the frame, for the caller to write.
    package func compress(
        _ bytes: [UInt8], behind header: Int = 0
    ) throws(ZstdError) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        var code = 0
        let frame = unsafe [UInt8](unsafeUninitializedCapacity: header + bound) { buffer, count in
            for index in 0..<header { unsafe buffer[index] = 0 }
            let frame = unsafe UnsafeMutableBufferPointer(rebasing: buffer[header...])
            code = unsafe ZSTD_compress2(context, frame.baseAddress, bound, bytes, bytes.count)
            count = ZSTD_isError(code) == 0 ? header + code : 0
        }
        guard ZSTD_isError(code) == 0 else { throw ZstdError(code) }
        return frame
    }
}

/// Decompresses frames of `Compressor`; used by one thread at a time.
// Its owner lends it to one thread at a time.
@safe package final class Decompressor: @unchecked Sendable {
    private let context: OpaquePointer
    private var dictionaries: [Int: OpaquePointer] = unsafe [:]

    package init() throws(ZstdError) {
        guard let context = unsafe ZSTD_createDCtx() else { throw ZstdError(reason: "no memory") }
        unsafe self.context = context
    }

    deinit {
        unsafe ZSTD_freeDCtx(context)
        unsafe dictionaries.values.forEach { made in _ = unsafe ZSTD_freeDDict(made) }
    }

    package func knows(dictionary id: Int) -> Bool { unsafe dictionaries[id] != nil }

    /// Keeps `bytes` as dictionary `id` for as long as the decompressor lives.
    package func add(dictionary bytes: [UInt8], id: Int) throws(ZstdError) {
        guard let made = unsafe ZSTD_createDDict(bytes, bytes.count) else {
            throw ZstdError(reason: "not a dictionary")
        }
        unsafe dictionaries[id] = made
    }

    /// The `size` bytes that `frame` holds.
    ///
    /// - Parameter dictionary: An id given to `add`, or nil where none was used.
    /// - Throws: Where the frame is damaged or holds another number of bytes.
    package func decompress(
        _ frame: Span<UInt8>, size: Int, dictionary id: Int? = nil
    ) throws(ZstdError) -> [UInt8] {
        var code = 0
        let dictionary = unsafe id.flatMap { unsafe dictionaries[$0] }
        if id != nil, unsafe dictionary == nil { throw ZstdError(reason: "unknown dictionary") }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            unsafe frame.withUnsafeBufferPointer { source in
                code = unsafe ZSTD_decompress_usingDDict(
                    context, buffer.baseAddress, size, source.baseAddress, source.count, dictionary)
            }
            count = ZSTD_isError(code) == 0 ? code : 0
        }
        guard ZSTD_isError(code) == 0 else { throw ZstdError(code) }
        guard code == size else { throw ZstdError(reason: "another size than stated") }
        return bytes
    }
}

/// The number of bytes that a frame says it holds; nil where it says none, or is no frame.
func statedSize(_ frame: [UInt8]) -> Int? {
    let size = unsafe ZSTD_getFrameContentSize(frame, frame.count)
    // The two greatest values mean "unknown" and "error".
    return size < UInt64.max - 1 ? Int(exactly: size) : nil
}

/// A dictionary of at most `size` bytes from samples of what is to be compressed.
///
/// - Throws: Where the samples are too few or too alike to learn from.
/// - Complexity: Some milliseconds per megabyte of samples.
package func trainDictionary(samples: [[UInt8]], size: Int) throws(ZstdError) -> [UInt8] {
    let joined = Array(samples.joined())
    let sizes = samples.map(\.count)
    var code = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        code = unsafe ZDICT_trainFromBuffer(
            buffer.baseAddress, size, joined, sizes, UInt32(sizes.count))
        count = ZDICT_isError(code) == 0 ? code : 0
    }
    guard ZDICT_isError(code) == 0 else {
        throw ZstdError(reason: unsafe String(cString: ZDICT_getErrorName(code)))
    }
    return bytes
}
