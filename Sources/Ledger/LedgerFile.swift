// SPDX-License-Identifier: Apache-2.0
internal import Foundation

extension Ledger {
    /// Whether there is a ledger's file in `directory`, before anything is made beside it.
    package static func check(directory: String) throws(LedgerError) {
        let files = FileManager.default
        let file = "\(directory)/data.mdb"
        if let attributes = try? files.attributesOfItem(atPath: file) {
            guard attributes[.size] as? Int != 0 else {
                throw .unreadable("\(file) is empty; put back the ledger from a backup")
            }
            return
        }
        // In somebody else's folder nothing can be seen, which is another thing than nothing there.
        var folder = directory
        while !files.fileExists(atPath: folder), folder.count > 1 {
            folder = (folder as NSString).deletingLastPathComponent
        }
        let type = (try? files.attributesOfItem(atPath: folder))?[.type] as? FileAttributeType
        if type == .typeDirectory, !files.isExecutableFile(atPath: folder) {
            throw .unusable(
                "the folder \(folder) is not yours to read; run this as the user it belongs to")
        }
        throw .unusable("there is no ledger in \(directory); make one with `caseledger init`")
    }
}
