// SPDX-License-Identifier: Apache-2.0
internal import Foundation
package import GRDB
internal import Synchronization

/// A read model as its readers see it: read-only, and always the generation that is live.
package final class ReadModel: Sendable {
    /// `…/projections/NAME/NAME.sqlite`, a link to the live generation.
    private let link: String
    /// The id of the ledger that it must have been made from; nil for any.
    private let ledger: String?
    private let live = Mutex<Live?>(nil)

    private struct Live {
        let file: File
        let pool: any DatabaseReader
    }
    /// A file by what it is, not only by name: one that was deleted may be built anew under its.
    private struct File: Equatable {
        let path: String
        let number: UInt64
    }

    /// - Parameters:
    ///   - folder: `DIR/projections/NAME`; it need not be there yet.
    ///   - ledger: The ledger's id: what was made from another is not shown. Nil for any.
    package init(name: String, folder: String, ledger: String? = nil) {
        self.ledger = ledger
        link = "\(folder)/\(name).sqlite"
    }

    /// Runs `body` on one unchanging view; nil where no generation of the ledger is live yet.
    ///
    /// A generation that is put in another's place just now can take a file away between finding
    /// and opening it, so what fails is tried again for some milliseconds.
    package func read<R>(_ body: (Database) throws -> R) throws -> R? {
        try readAny { database in
            try isForeign(database) ? nil : try body(database)
        } ?? nil
    }

    /// Whether what is there was made from another ledger, as after a folder was copied here.
    package func isOfAnotherLedger() throws -> Bool {
        try readAny(isForeign) ?? false
    }

    private func isForeign(_ database: Database) throws -> Bool {
        guard let ledger, let bookmark = try Bookmark.read(database) else { return false }
        return bookmark.ledger != ledger
    }

    private func readAny<R>(_ body: (Database) throws -> R) throws -> R? {
        for attempt in 1...5 {
            do {
                if let pool = try pool() { return try pool.read(body) }
            } catch let error as DatabaseError
                where [.SQLITE_CANTOPEN, .SQLITE_IOERR].contains(error.resultCode) && attempt < 5
            {
                live.withLock { $0 = nil }
            }
            guard attempt < 5, FileManager.default.fileExists(atPath: folder) else { break }
            Thread.sleep(forTimeInterval: 0.001)
        }
        return nil
    }

    /// Where the model stands; nil where no generation is live yet.
    package func bookmark() throws -> Bookmark? {
        try read { try Bookmark.read($0) } ?? nil
    }

    private var folder: String { (link as NSString).deletingLastPathComponent }

    private func pool() throws -> (any DatabaseReader)? {
        let file = file()
        return try live.withLock { live in
            // No file: a new generation is just taking the old one's place.
            guard let file else { return live?.pool }
            if let live, live.file == file { return live.pool }
            var configuration = Configuration()
            configuration.readonly = true
            configuration.maximumReaderCount = 4
            configuration.busyMode = .timeout(2)
            let pool = try Self.open(file.path, configuration)
            live = Live(file: file, pool: pool)
            return pool
        }
    }

    /// Opens a model's file to read it, on a folder that cannot be written as well.
    ///
    /// SQLite makes files of its own beside one that it reads. Where it cannot, it must be told
    /// that nobody writes this one, which is so once its write-ahead log is gone.
    package static func open(
        _ path: String, _ configuration: Configuration
    ) throws -> any DatabaseReader {
        do {
            return try DatabasePool(path: path, configuration: configuration)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
            let folder = (path as NSString).deletingLastPathComponent
            let files = FileManager.default
            guard !files.isWritableFile(atPath: folder), files.isReadableFile(atPath: path),
                !files.fileExists(atPath: path + "-wal"),
                let name = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
            else { throw error }
            return try DatabaseQueue(
                path: "file:\(name)?immutable=1", configuration: configuration)
        }
    }

    /// The file that the link leads to.
    private func file() -> File? {
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link),
            let attributes = try? FileManager.default.attributesOfItem(
                atPath: "\(folder)/\(target)"),
            let number = attributes[.systemFileNumber] as? NSNumber
        else { return nil }
        return File(path: "\(folder)/\(target)", number: number.uint64Value)
    }
}
