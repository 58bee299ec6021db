// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Rename

/// The files of a read model: generations `NAME-N.sqlite`, and `NAME.sqlite`, a link to the one
/// that is live.
///
/// A new generation is built beside the live one and takes its place when it has caught up. Each
/// has a name of its own because a write-ahead log belongs to one file.
package struct Generations {
    private let name: String
    private let folder: String

    /// - Parameter folder: `DIR/projections/NAME`; made where it is missing.
    package init(name: String, folder: String) throws {
        self.name = name
        self.folder = folder
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    private var link: String { "\(folder)/\(name).sqlite" }

    /// The file name of the generation that readers see.
    package var live: String? {
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link),
            FileManager.default.fileExists(atPath: "\(folder)/\(target)")
        else { return nil }
        return target
    }

    /// The newest generation after the live one: one whose building was interrupted.
    package var building: String? {
        let newest = numbers().max()
        guard let newest, live.map({ newest > number($0) ?? 0 }) ?? true else { return nil }
        return file(newest)
    }

    /// The name of a generation yet to be made.
    package var next: String { file((numbers().max() ?? 0) + 1) }

    package func path(_ file: String) -> String { "\(folder)/\(file)" }

    /// Makes `file` the one that readers see, and removes all others.
    package func promote(_ file: String) throws {
        let newLink = "\(link).new"
        try? FileManager.default.removeItem(atPath: newLink)
        try FileManager.default.createSymbolicLink(atPath: newLink, withDestinationPath: file)
        try rename(newLink, over: link)
        for other in numbers().map({ self.file($0) }) where other != file { remove(other) }
    }

    /// Shows readers no generation any more.
    func dropLive() { try? FileManager.default.removeItem(atPath: link) }

    package func remove(_ file: String) {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path(file) + suffix)
        }
    }

    private func file(_ number: Int) -> String { "\(name)-\(number).sqlite" }

    private func number(_ file: String) -> Int? {
        guard file.hasPrefix("\(name)-"), file.hasSuffix(".sqlite") else { return nil }
        return Int(file.dropFirst(name.utf8.count + 1).dropLast(7))
    }

    private func numbers() -> [Int] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.compactMap { number($0) }
    }
}
