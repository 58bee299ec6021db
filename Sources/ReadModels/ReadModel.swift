// SPDX-License-Identifier: Apache-2.0
internal import Foundation
package import GRDB
internal import Synchronization

/// A read model as its readers see it: read-only, and always the generation that is live.
package final class ReadModel: Sendable {
    /// `…/projections/NAME/NAME.sqlite`, a link to the live generation.
    private let link: String
    private let live = Mutex<(target: String, pool: DatabasePool)?>(nil)

    /// - Parameter folder: `DIR/projections/NAME`; it need not be there yet.
    package init(name: String, folder: String) {
        link = "\(folder)/\(name).sqlite"
    }

    /// Runs `body` on one unchanging view; nil where no generation is live yet.
    package func read<R>(_ body: (Database) throws -> R) throws -> R? {
        guard let pool = try pool() else { return nil }
        return try pool.read(body)
    }

    /// Where the model stands; nil where no generation is live yet.
    package func bookmark() throws -> Bookmark? {
        try read { try Bookmark.read($0) } ?? nil
    }

    private func pool() throws -> DatabasePool? {
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
        return try live.withLock { live in
            // No link: a new generation is just taking the old one's place.
            guard let target else { return live?.pool }
            if let live, live.target == target { return live.pool }
            let path = (link as NSString).deletingLastPathComponent + "/" + target
            guard FileManager.default.fileExists(atPath: path) else { return nil }
            var configuration = Configuration()
            configuration.readonly = true
            configuration.maximumReaderCount = 4
            configuration.busyMode = .timeout(2)
            let pool = try DatabasePool(path: path, configuration: configuration)
            live = (target, pool)
            return pool
        }
    }
}
