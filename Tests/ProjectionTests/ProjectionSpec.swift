// SPDX-License-Identifier: Apache-2.0
import GRDB
import Ledger
import ProjectorKit
import ReadModels
import TestKit
import Testing

/// A spec of any projection, in the words of its readers:
///
///     try await given(opened).when(assigned, in: QueuesProjection.self)
///         .then("SELECT type, stage, officer FROM cases", "foi | open | staff/…")
extension GivenLog {
    /// The model after one more event.
    func when<P: Projection>(
        _ happening: Happening, in projection: P.Type
    ) async throws -> ProjectedModel {
        let folder = try TemporaryFolder()
        let log = try await log(of: past + [happening])
        try Projector<P>(ledger: log.ledger, folder: folder.path).catchUp()
        return ProjectedModel(folder: folder, model: ReadModel(name: P.name, folder: folder.path))
    }
}

struct ProjectedModel {
    /// Kept, because the folder goes with its value.
    let folder: TemporaryFolder
    let model: ReadModel

    /// The query finds exactly these rows, in this order.
    ///
    /// - Parameter rows: The values of each with ` | ` between them, `–` for NULL.
    func then(
        _ sql: String, _ rows: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = try model.read { database in
            try Row.fetchAll(database, sql: sql).map { row in
                row.databaseValues.map { text($0) }.joined(separator: " | ")
            }
        }
        #expect(found == rows, sourceLocation: sourceLocation)
    }

    private func text(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .null: "–"
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob(let data): "\(data.count) bytes"
        }
    }
}
