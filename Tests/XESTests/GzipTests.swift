// SPDX-License-Identifier: Apache-2.0
import Foundation
import Gzip
import Testing
import XES

@Suite("A file is read the same, plain or compressed")
struct GzipTests {
    static let log = Array(#"<log><string key="a" value="b"/></log>"#.utf8)

    private func contents(_ bytes: [UInt8]) throws -> [UInt8] {
        try withFile(bytes) { path in
            let file = try ChunkedFile(path: path)
            var all: [UInt8] = []
            while let chunk = try file.next() {
                #expect((1...ChunkedFile.chunkSize).contains(chunk.count))
                all += chunk
            }
            #expect(file.bytesRead == file.size)
            return all
        }
    }

    @Test(arguments: [0, 1, 2, 65_535, 65_536, 65_537, 200_000])
    func `a plain file of any size comes back`(_ size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(try contents(bytes) == bytes)
    }

    @Test func `members follow each other, empty ones too`() throws {
        let part = (0..<60_000).map { UInt8(truncatingIfNeeded: $0) }
        let file = gzipped(part) + gzipped([]) + gzipped(part) + gzipped([7])
        #expect(try contents(file) == part + part + [7])
    }

    @Test func `a file cut anywhere is cut short`() throws {
        let file = gzipped(Self.log)
        for count in 2..<file.count {
            #expect(throws: GzipError.cutShort) { try contents(Array(file[..<count])) }
        }
    }

    @Test func `a wrong checksum, a damaged block and trailing bytes are corrupt`() throws {
        let file = gzipped(Self.log)
        var wrongSum = file
        wrongSum[file.count - 8] ^= 1
        var wrongBlock = file
        wrongBlock[11] ^= 1
        for bytes in [wrongSum, wrongBlock, file + [1, 2, 3]] {
            #expect(throws: GzipError.corrupt) { try contents(bytes) }
        }
    }

    @Test func `a folder and a missing file are the system's errors`() {
        #expect(throws: GzipError.system(EISDIR)) { try ChunkedFile(path: "/") }
        #expect(throws: GzipError.system(ENOENT)) { try ChunkedFile(path: "/nowhere") }
    }

    @Test func `a reader says that a compressed log is cut short or damaged`() throws {
        let file = gzipped(Self.log)
        #expect(try withFile(file) { try refusal(path: $0) } == nil)
        let cut = try withFile(Array(file.dropLast())) { try refusal(path: $0) }
        #expect(cut?.reason == .cutShort)
        let damaged = try withFile(file + [0, 0]) { try refusal(path: $0) }
        #expect(damaged?.reason == .corruptGzip)
    }
}
