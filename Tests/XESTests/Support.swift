// SPDX-License-Identifier: Apache-2.0
import Foundation
import XES

/// Data that is not part of this repository: `../shared`, or what CASELEDGER_SHARED names.
enum Shared {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["CASELEDGER_SHARED"] {
            return URL(fileURLWithPath: path)
        }
        let root = URL(fileURLWithPath: #filePath).appending(path: "../../..").standardized
        return root.deletingLastPathComponent().appending(path: "shared")
    }()
    static let samples = folder.appending(path: "data/process-formats/xes-samples")
    static let logs = folder.appending(path: "data/case-logs")

    static func has(_ place: URL) -> Bool { FileManager.default.fileExists(atPath: place.path) }
}

/// Lends `body` a file that holds `bytes` and is removed afterwards.
func withFile<R>(_ bytes: [UInt8], _ body: (String) throws -> R) throws -> R {
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(bytes).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    return try body(place.path)
}

/// All of a log at once.
struct WholeLog {
    var header = XESHeader()
    var traces: [XESTrace] = []

    init(path: String) throws {
        let summary = try XESReader(path: path).read { traces.append($0) }
        header = summary.header
    }

    init(_ text: String) throws {
        self = try withFile(Array(text.utf8)) { try WholeLog(path: $0) }
    }

    init(header: XESHeader = XESHeader(), traces: [XESTrace] = []) {
        self.header = header
        self.traces = traces
    }

    func written() throws -> [UInt8] {
        let bytes = Collected()
        var writer = try XESWriter(header: header) { bytes.all += $0 }
        for trace in traces { try writer.write(trace) }
        try writer.finish()
        return bytes.all
    }

    /// What a reader finds in what the writer makes of it.
    func rewritten() throws -> WholeLog {
        try withFile(try written()) { try WholeLog(path: $0) }
    }

    private final class Collected { var all: [UInt8] = [] }
}

/// Why a file is refused, or nil where it is read.
func refusal(path: String) throws -> XESError? {
    do {
        _ = try XESReader(path: path).read { _ in }
        return nil
    } catch let error as XESError {
        return error
    }
}

func refusal(of text: String) throws -> XESError? {
    try withFile(Array(text.utf8)) { try refusal(path: $0) }
}

/// A gzip member that holds `bytes`, at most 65,535, without compressing them (RFC 1952, 1951).
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    func little(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    let checksum = bytes.reduce(UInt32.max) { sum, byte in
        (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in
            rest & 1 == 0 ? rest >> 1 : (rest >> 1) ^ 0xEDB8_8320
        }
    }
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1]
        + little(bytes.count, 2) + little(~bytes.count, 2) + bytes
        + little(Int(~checksum), 4) + little(bytes.count, 4)
}
