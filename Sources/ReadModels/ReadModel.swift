// SPDX-License-Identifier: Apache-2.0
internal import Foundation
package import GRDB
internal import Synchronization

/// A read model as its readers see it: read-only, and always the generation that is live.
package final class ReadModel: Sendable {
    /// `…/projections/NAME/NAME.sqlite`, a link to the live generation.
    private let link: String
    private let judge: Judge?
    /// What the judge said last, and of what: it is asked again when the model has moved on.
    private let judged = Mutex<(bookmark: Bookmark, misfit: String?)?>(nil)
    private let live = Mutex<Live?>(nil)

    /// Says why a model with that bookmark is not to be shown; nil where it is.
    package typealias Judge = @Sendable (Bookmark) throws -> String?

    /// A model that is there and not of this ledger: nothing of it is read.
    package struct Unfit: Error {
        /// A sentence without full stop, which begins with "it".
        package let reason: String
    }

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
    ///   - judge: Asked at the first reading of each bookmark. Nil where any model is read.
    package init(name: String, folder: String, judge: Judge? = nil) {
        self.judge = judge
        link = "\(folder)/\(name).sqlite"
    }

    /// Runs `body` on one unchanging view; nil where no generation is live yet.
    ///
    /// A generation that is put in another's place just now can take a file away between finding
    /// and opening it, so what fails is tried again for some milliseconds.
    ///
    /// - Throws: `Unfit`, what the judge throws, `DatabaseError`, or what `body` throws.
    package func read<R>(_ body: (Database) throws -> R) throws -> R? {
        try readAny { database in
            if let reason = try misfit(Bookmark.read(database)) { throw Unfit(reason: reason) }
            return try body(database)
        }
    }

    /// Why what is there is not shown; nil where it is, or nothing is there.
    private func misfit(_ bookmark: Bookmark?) throws -> String? {
        guard let judge, let bookmark else { return nil }
        if let known = judged.withLock({ $0 }), known.bookmark == bookmark { return known.misfit }
        let misfit = try judge(bookmark)
        judged.withLock { $0 = (bookmark, misfit) }
        return misfit
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

    /// Where the model stands; nil where no generation is live yet, or what is there is unfit.
    package func bookmark() throws -> Bookmark? {
        do { return try read { try Bookmark.read($0) } ?? nil } catch is Unfit { return nil }
    }

    /// Why what is there is not shown; nil where it is, or nothing is there.
    package func misfit() throws -> String? {
        do { return try read { _ in nil } ?? nil } catch let unfit as Unfit { return unfit.reason }
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
