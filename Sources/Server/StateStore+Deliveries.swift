// SPDX-License-Identifier: Apache-2.0
package import Checkpoints
internal import Foundation
internal import GRDB
internal import WorkingTime

extension StateStore {
    /// Where checkpoints were sent, and how far they got; places that are not sent to any more
    /// among them.
    package func deliveries() async throws(StateError) -> [Delivery] {
        try await read { try Self.deliveries($0) }
    }

    /// The same, read by another process from a file that it leaves as it is; empty where the file
    /// does not say.
    package static func deliveries(path: String) -> [Delivery] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        var configuration = Configuration()
        configuration.readonly = true
        let found = try? DatabaseQueue(path: path, configuration: configuration).read {
            try deliveries($0)
        }
        return found ?? []
    }

    package func remember(_ delivery: Delivery) async throws(StateError) {
        try await write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    delivery.kind.rawValue, delivery.place, delivery.size,
                    delivery.time?.milliseconds, delivery.problem, delivery.isContradicted,
                ])
        }
    }

    private static func deliveries(_ database: Database) throws -> [Delivery] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT kind, place, size, time, problem, contradicted FROM deliveries
                ORDER BY kind, place
                """)
        return rows.compactMap { row in
            guard let kind = Delivery.Kind(rawValue: row[0]) else { return nil }
            let time: Int? = row[3]
            return Delivery(
                kind: kind, place: row[1], size: row[2],
                time: time.map { Instant(milliseconds: $0) }, problem: row[4],
                isContradicted: row[5])
        }
    }
}
