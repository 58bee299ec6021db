// SPDX-License-Identifier: Apache-2.0
internal import Expat
internal import Gzip

/// Reads an event log in the XES format of IEEE 1849, 2016 or the versions before it, plain or
/// compressed by gzip.
///
/// It holds one trace in memory at a time, and for each trace read before it a hash of its name.
/// What it does not need to understand it passes over: XML attributes that XES has not, text
/// between tags. What it would have to guess at it refuses, as `XESError` lists.
package struct XESReader: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// Reads the file from beginning to end.
    ///
    /// - Parameters:
    ///   - progress: Gets the part of the file read so far, 0…1, for each 64 KiB of the log.
    ///   - trace: Gets each trace as it ends, in the order of the file; what it throws ends it all.
    /// - Throws: `XESError` at the first thing that is wrong; traces before it have been handed on.
    package func read(
        progress: (Double) -> Void = { _ in }, trace: (XESTrace) throws -> Void
    ) throws -> XESSummary {
        var assembly = LogAssembly()
        func take(_ event: XMLEvent) throws {
            switch event {
            case .start(let element): try assembly.start(element)
            case .end: if let ended = try assembly.end() { try trace(ended) }
            }
        }
        var position: XMLPosition?
        do {
            let file = try ChunkedFile(path: path)
            let parser = try XMLParser()
            position = parser.position
            while let chunk = try file.next() {
                try parser.parse(chunk, take)
                position = parser.position
                progress(file.size == 0 ? 0 : Double(file.bytesRead) / Double(file.size))
            }
            try parser.finish(take)
        } catch let error as GzipError {
            throw XESError(gzip: error, at: position)
        } catch let error as XMLError {
            throw XESError(xml: error)
        }
        return assembly.summary
    }
}
