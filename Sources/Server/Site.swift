// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Foundation
internal import Hummingbird
internal import Ledger
internal import Pages
internal import ReadModels
internal import Settings
internal import WorkingTime

/// What all routes share.
struct Site: Sendable {
    let service: CaseService
    let store: StateStore
    let queues: ReadModel
    /// Every projection's, by name.
    let readModels: [String: ReadModel]
    let settings: Settings

    var now: Instant { service.ledger.clock.now() }
    var today: Day { London.day(of: now) }

    /// Who is signed in at the browser; without a session the answer is the way to sign in.
    func session(_ context: AppContext) throws -> Session {
        guard let session = context.session else { throw SignInNeeded() }
        return session
    }

    /// The layout of a page for whoever asks.
    func layout(
        _ context: AppContext, _ active: Layout.Section? = nil, notice: String? = nil
    ) async throws -> Layout {
        let session = context.session
        let name = try session.flatMap { try service.name(of: $0.staff) }
        return Layout(
            organisation: service.ledger.identity.organisation,
            isDemonstration: service.ledger.identity.isDemonstration,
            user: session == nil ? nil : name ?? "Former staff", csrfToken: session?.csrf ?? "",
            active: active, freshness: session == nil ? nil : try freshness(), notice: notice)
    }

    /// How far the queues' read model is behind the ledger.
    func freshness() throws -> Freshness {
        let head = try service.ledger.head().position
        let position = try queues.bookmark()?.position ?? 0
        let behind = head - position
        let text = behind <= 0 ? "Up to date" : Words.count(behind, "event behind", "events behind")
        return Freshness(position: position, upToDate: behind <= 0, text: text)
    }

    /// Waits until the queues show what was recorded at `position`, two seconds at most.
    func waitForQueues(_ position: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(2)
        while try (queues.bookmark()?.position ?? 0) < position, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(4))
        }
    }

    /// Every team, by id and name.
    func teams() throws -> [Choice] {
        (try queues.read { try TeamRow.all($0) } ?? []).map { Choice($0.id, $0.name) }
    }

    /// Everybody who can be given a case, by id and name.
    func staff() throws -> [Choice] {
        let rows = try queues.read { try StaffRow.all($0) } ?? []
        return try rows.filter { $0.left == nil }.compactMap { row in
            guard let id = StaffID(row.id) else { return nil }
            return Choice(row.id, try service.name(of: id) ?? "Former staff")
        }
    }
}

/// A form came from nobody who is signed in, or from another session.
struct FormNotTaken: Error {
    let fields: [String: String]

    /// What a person typed or chose, in the order of the names; the form's own fields left out.
    var typed: [(name: String, text: String)] {
        fields.filter { !["csrf", "command", "version"].contains($0.key) && !$0.value.isEmpty }
            .sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value) }
    }
}

/// A page was asked for by nobody who is signed in.
struct SignInNeeded: Error {}

extension Request {
    /// The query's parameters, decoded; the last of a name counts.
    var query: [String: String] {
        Dictionary(formPairs(uri.query ?? "") ?? [], uniquingKeysWith: { _, last in last })
    }

    /// Who is signed in and the fields of the form they sent, its token checked.
    ///
    /// - Throws: `FormNotTaken`, which keeps what was typed, where nobody is signed in or the form
    ///   was made for another session.
    func signedForm(
        _ context: AppContext
    ) async throws -> (session: Session, fields: [String: String]) {
        let fields = try await form(context)
        guard let session = context.session, isEqual(fields["csrf"] ?? "", session.csrf) else {
            let notTaken = FormNotTaken(fields: fields)
            if context.session == nil, notTaken.typed.isEmpty { throw SignInNeeded() }
            throw notTaken
        }
        return (session, fields)
    }

    func form(_ context: AppContext) async throws -> [String: String] {
        let buffer = try await body.collect(upTo: context.maxUploadSize)
        guard let pairs = formPairs(String(buffer: buffer)) else {
            throw Problem(400, "Malformed form", "What was sent is not a form. Send it again.")
        }
        // Browsers send a line's end as CR LF; people and records know LF.
        return Dictionary(
            pairs.map { ($0, $1.replacingOccurrences(of: "\r\n", with: "\n")) },
            uniquingKeysWith: { _, last in last })
    }
}

/// Names and values of `application/x-www-form-urlencoded` text, as queries and forms have it; nil
/// where it is none.
func formPairs(_ text: String) -> [(String, String)]? {
    var pairs: [(String, String)] = []
    for pair in text.split(separator: "&") {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let decoded = parts.map {
            $0.replacingOccurrences(of: "+", with: " ").removingPercentEncoding
        }
        guard decoded.count == 2, let name = decoded[0], let value = decoded[1] else { return nil }
        pairs.append((name, value))
    }
    return pairs
}
