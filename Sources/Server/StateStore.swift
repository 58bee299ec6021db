// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import Crypto
internal import Foundation
internal import GRDB
package import Ledger

/// What is neither event nor read model: links, sessions and tokens, by the digests of their
/// secrets, and how far checkpoints were delivered.
package final class StateStore: Sendable {
    private let queue: DatabaseQueue
    private let random: any RandomSource

    /// Opens `DIR/state.sqlite`, made where it is missing.
    package init(
        path: String, random: any RandomSource = SystemRandom()
    ) throws(StateError) {
        self.random = random
        do { queue = try Self.open(path) } catch { throw StateError(error) }
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS links (
                        digest TEXT PRIMARY KEY, staff TEXT NOT NULL, expires REAL NOT NULL,
                        used INTEGER NOT NULL);
                    CREATE TABLE IF NOT EXISTS sessions (
                        digest TEXT PRIMARY KEY, staff TEXT NOT NULL, csrf TEXT NOT NULL,
                        expires REAL NOT NULL);
                    CREATE TABLE IF NOT EXISTS tokens (
                        digest TEXT PRIMARY KEY, staff TEXT NOT NULL);
                    CREATE TABLE IF NOT EXISTS deliveries (
                        kind TEXT NOT NULL, place TEXT NOT NULL, size INTEGER NOT NULL,
                        time INTEGER, problem TEXT, contradicted INTEGER NOT NULL,
                        PRIMARY KEY (kind, place));
                    """)
        }
        // Secrets' digests and who signs in are nobody else's business.
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return queue
    }

    func read<R: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> R
    ) async throws(StateError) -> R {
        do { return try await queue.read(body) } catch { throw StateError(error) }
    }

    func write<R: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> R
    ) async throws(StateError) -> R {
        do { return try await queue.write(body) } catch { throw StateError(error) }
    }

    /// A secret that signs `staff` in once, within a day.
    package func newLink(for staff: StaffID) async throws -> String {
        let secret = newSecret()
        let expires = Date.now.addingTimeInterval(86_400)
        try await write { database in
            try database.execute(
                sql: "INSERT INTO links VALUES (?, ?, ?, 0)",
                arguments: [digest(secret), staff.description, expires.timeIntervalSince1970])
        }
        return secret
    }

    /// A bearer token for the API.
    package func newToken(for staff: StaffID) async throws -> String {
        let secret = newSecret()
        try await write { database in
            try database.execute(
                sql: "INSERT INTO tokens VALUES (?, ?)",
                arguments: [digest(secret), staff.description])
        }
        return secret
    }

    /// Uses a link up and begins a session; nil where it was used, is too old or never was.
    ///
    /// - Parameter hours: How long the session lasts.
    func signIn(link: String, hours: Int) async throws -> (secret: String, session: Session)? {
        let secret = newSecret()
        let csrf = newSecret()
        return try await write { database -> (secret: String, session: Session)? in
            let now = Date.now.timeIntervalSince1970
            try database.execute(
                sql: "UPDATE links SET used = 1 WHERE digest = ? AND used = 0 AND expires > ?",
                arguments: [digest(link), now])
            guard database.changesCount == 1,
                let text = try String.fetchOne(
                    database, sql: "SELECT staff FROM links WHERE digest = ?",
                    arguments: [digest(link)]),
                let staff = StaffID(text)
            else { return nil }
            try database.execute(
                sql: "DELETE FROM sessions WHERE expires < ?", arguments: [now])
            try database.execute(
                sql: "INSERT INTO sessions VALUES (?, ?, ?, ?)",
                arguments: [digest(secret), text, csrf, now + Double(hours * 3_600)])
            return (secret, Session(staff: staff, csrf: csrf))
        }
    }

    /// Whether a link would sign in, without using it up.
    func isUsable(link: String) async throws -> Bool {
        try await read { database in
            try Bool.fetchOne(
                database,
                sql: "SELECT count(*) FROM links WHERE digest = ? AND used = 0 AND expires > ?",
                arguments: [digest(link), Date.now.timeIntervalSince1970]) ?? false
        }
    }

    func session(secret: String) async throws -> Session? {
        try await read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT staff, csrf FROM sessions WHERE digest = ? AND expires > ?",
                arguments: [digest(secret), Date.now.timeIntervalSince1970]
            ).flatMap { row in
                let staff: String = row[0]
                return StaffID(staff).map { Session(staff: $0, csrf: row[1]) }
            }
        }
    }

    func signOut(secret: String) async throws {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM sessions WHERE digest = ?", arguments: [digest(secret)])
        }
    }

    func staff(token: String) async throws -> StaffID? {
        try await read { database in
            try String.fetchOne(
                database, sql: "SELECT staff FROM tokens WHERE digest = ?",
                arguments: [digest(token)]
            ).flatMap { StaffID($0) }
        }
    }

    /// 256 bits, URL-safe.
    private func newSecret() -> String {
        Data(random.bytes(32)).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }
}

/// Why `state.sqlite` did not do what was asked.
package enum StateError: Error, Equatable, CustomStringConvertible {
    /// The disk has no room left; nothing was written.
    case full
    /// The file cannot be opened or written; SQLite's own words.
    case unusable(String)

    init(_ error: any Error) {
        let error = error as? DatabaseError
        self =
            error?.resultCode == .SQLITE_FULL
            ? .full : .unusable(error?.message ?? "the file system refuses it")
    }

    package var description: String {
        switch self {
        case .full: "there is no room left for state.sqlite; make room and try again"
        case .unusable(let reason):
            "state.sqlite in the data folder cannot be used (\(reason)): see that it is yours to "
                + "write; if it is damaged, move it away, and everybody signs in anew"
        }
    }
}

/// Who is signed in at a browser.
struct Session: Sendable {
    let staff: StaffID
    /// Sent back by every form.
    let csrf: String
}

/// What is kept of a secret.
private func digest(_ secret: String) -> String {
    SHA256.hash(data: Array(secret.utf8)).map { byte in
        let text = String(byte, radix: 16)
        return byte < 16 ? "0" + text : text
    }.joined()
}
