// SPDX-License-Identifier: Apache-2.0
package import CaseService
internal import Casework
internal import Crypto
internal import EventCodec
internal import Forms
internal import Gzip
internal import XES

/// The import of an XES file: one file is one unit. A first pass validates all of it, a second
/// appends; what came in before, by this or an interrupted import, is skipped.
package struct XESImport {
    private let service: CaseService
    private let mapping: XESMapping
    /// The operator's name for the log; nil to know it by its content.
    private let logName: String?

    /// What a file brought.
    package struct Outcome: Equatable, Sendable {
        package var cases = 0
        package var activities = 0
        /// Traces that were there already.
        package var skipped = 0
    }

    /// Why a file was refused; nothing of it came in.
    package struct Refused: Error, Equatable, Sendable {
        package let line: Int
        /// A sentence that holds nothing of the file's text.
        package let reason: String
    }

    package init(_ service: CaseService, plainKeys: Set<String>, logName: String?) {
        self.service = service
        mapping = XESMapping(plainKeys: plainKeys)
        self.logName = logName
    }

    /// - Parameter progress: The share of both passes that is done, 0…1.
    /// - Throws: `Refused`, or `ServiceError` where the ledger fails; an import that fails half-way
    ///   goes on where it stopped when it is run again.
    package func run(_ path: String, progress: (Double) -> Void) throws -> Outcome {
        guard !ChunkedFile.isStream(path) else {
            throw Refused(line: 0, reason: CSVImport.onceOnly)
        }
        let summary: XESSummary
        let digest: String
        do {
            let reader = XESReader(path: path)
            summary = try reader.read(progress: { progress($0 / 2) }) { trace in
                let unknown = ResourceID(uuid: "00000000-0000-0000-0000-000000000000")
                guard let unknown else { return }
                _ = try mapping.trace(trace, of: nil) { _ in unknown }
            }
            digest = try Self.digest(path)
        } catch let error as XESError {
            throw Refused(line: error.line, reason: error.sentence)
        } catch let obstacle as XESMapping.Obstacle {
            throw Refused(line: obstacle.line, reason: obstacle.reason)
        }
        guard let format = Code("xes") else { return Outcome() }
        var importing = try TraceImport(
            service, identity: logName.map { "name:\($0)" } ?? "sha256:\(digest)", format: format,
            header: try Self.text(summary.header))
        var outcome = Outcome()
        _ = try XESReader(path: path).read(progress: { progress(0.5 + $0 / 2) }) { trace in
            if try importing.has(trace: trace.name) {
                outcome.skipped += 1
                return
            }
            let imported = try mapping.trace(trace, of: importing.log) { name in
                try importing.resource(name)
            }
            try importing.add(imported, name: trace.name)
            outcome.cases += 1
            outcome.activities += imported.activities.count
        }
        try importing.finish()
        return outcome
    }

    /// SHA-256 of the file's content, decompressed: the same log is the same, compressed or not.
    private static func digest(_ path: String) throws -> String {
        let file = try ChunkedFile(path: path)
        var hash = SHA256()
        while let chunk = try file.next() { hash.update(data: chunk) }
        return hash.finalize().hexadecimal
    }

    // MARK: The header

    /// The header as an XES log without traces: the form that says all of it.
    private static func text(_ header: XESHeader) throws -> String {
        var bytes: [UInt8] = []
        let writer = try XESWriter(header: header) { bytes += $0 }
        try writer.finish()
        return String(decoding: bytes, as: UTF8.self)
    }
}
