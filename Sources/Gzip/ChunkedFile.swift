// SPDX-License-Identifier: Apache-2.0
internal import CZlib
internal import Glibc

/// Why a file cannot be read to its end.
package enum GzipError: Error, Equatable {
    /// The system's error number from opening or reading: `ENOENT`, `EACCES`, `EISDIR`, …
    case system(Int32)
    /// A compressed file ends before its trailer: part of it is missing.
    case cutShort
    /// A compressed file is damaged, or is followed by something else.
    case corrupt
    case noMemory
}

/// Reads a file from beginning to end in chunks, and decompresses it if it is a gzip file.
///
/// Its first two bytes tell whether it is one, not its name. A gzip file may have several members,
/// one after the other, as `cat a.gz b.gz` makes it.
@safe package final class ChunkedFile {
    /// The most bytes a chunk has.
    package static let chunkSize = 1 << 16

    /// Bytes in the file as it lies on disk; 0 for what has no size, such as a pipe.
    package let size: Int
    /// Bytes of the file taken so far, at most `size`: for showing progress.
    package var bytesRead: Int { unsafe bytesFetched - Int(inflater?.pointee.avail_in ?? 0) }

    private let descriptor: Int32
    private let input: UnsafeMutablePointer<UInt8>
    private var bytesFetched = 0
    /// What `input` holds of a plain file and nobody has got yet.
    private var pending = 0
    /// Of a gzip file alone; zlib keeps its address, so it may not move.
    private var inflater: UnsafeMutablePointer<z_stream>?
    /// Whether a member has begun and its trailer is still to come.
    private var isInsideMember = false

    /// Whether what is at `path` can be read only once, as a pipe or a terminal.
    package static func isStream(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    /// - Throws: `.system` where the file cannot be opened or read.
    package init(path: String) throws(GzipError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno) }
        var status = stat()
        self.size = unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        self.descriptor = descriptor
        unsafe self.input = .allocate(capacity: Self.chunkSize)
        self.pending = try fetch()
        if pending >= 2, unsafe input[0] == 0x1f, unsafe input[1] == 0x8b { try beginInflating() }
    }

    deinit {
        if let inflater = unsafe inflater {
            unsafe inflateEnd(inflater)
            unsafe inflater.deallocate()
        }
        unsafe input.deallocate()
        close(descriptor)
    }

    /// The next bytes, decompressed: 1…`chunkSize` of them, or nil at the end.
    package func next() throws(GzipError) -> [UInt8]? {
        if let inflater = unsafe inflater { return try unsafe inflateChunk(inflater) }
        if pending == 0 { pending = try fetch() }
        guard pending > 0 else { return nil }
        defer { pending = 0 }
        return unsafe Array(UnsafeBufferPointer(start: input, count: pending))
    }

    /// Fills `input` from its start; fewer bytes than it can hold mean that the file has ended.
    private func fetch() throws(GzipError) -> Int {
        var count = 0
        while count < Self.chunkSize {
            let got = unsafe read(descriptor, input + count, Self.chunkSize - count)
            if got == 0 { break }
            if got > 0 { count += got } else if errno != EINTR { throw .system(errno) }
        }
        bytesFetched += count
        return count
    }

    private func beginInflating() throws(GzipError) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 31: the largest window, and a gzip header and trailer around the data.
        let code = unsafe inflateInit2_(
            stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            unsafe stream.deallocate()
            throw .noMemory
        }
        unsafe stream.pointee.next_in = input
        unsafe stream.pointee.avail_in = UInt32(pending)
        isInsideMember = true
        unsafe inflater = stream
    }

    private func inflateChunk(
        _ stream: UnsafeMutablePointer<z_stream>
    ) throws(GzipError) -> [UInt8]? {
        var failure: GzipError?
        let chunk = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { output, count in
            unsafe stream.pointee.next_out = output.baseAddress
            unsafe stream.pointee.avail_out = UInt32(Self.chunkSize)
            do throws(GzipError) {
                while unsafe stream.pointee.avail_out > 0, try unsafe inflateMore(stream) {}
            } catch { failure = error }
            count = unsafe Self.chunkSize - Int(stream.pointee.avail_out)
        }
        if let failure { throw failure }
        return chunk.isEmpty ? nil : chunk
    }

    /// Takes one step; false where the file ends with a member, as it should.
    private func inflateMore(
        _ stream: UnsafeMutablePointer<z_stream>
    ) throws(GzipError) -> Bool {
        if unsafe stream.pointee.avail_in == 0 {
            unsafe stream.pointee.avail_in = UInt32(try fetch())
            unsafe stream.pointee.next_in = input
        }
        if unsafe stream.pointee.avail_in == 0 {
            if isInsideMember { throw .cutShort }
            return false
        }
        if !isInsideMember {
            unsafe inflateReset(stream)
            isInsideMember = true
        }
        switch unsafe inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isInsideMember = false
        case Z_MEM_ERROR: throw .noMemory
        default: throw .corrupt
        }
        return true
    }
}
