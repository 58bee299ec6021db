// SPDX-License-Identifier: Apache-2.0

/// A commit of the right form, with as much of its events' bytes as can be written before it is
/// ordered: made by whoever appends, so that the write thread, which all wait for, does little.
///
/// An object, because it goes through many hands, and a commit has many parts to be retained.
final class PreparedCommit: Sendable {
    let commit: Commit
    /// One for each event.
    let envelopes: [Envelope]

    /// - Throws: `.invalid` and `.tooLarge`.
    init(_ commit: Commit, source: String) throws(LedgerError) {
        try Self.checkForm(commit)
        self.commit = commit
        envelopes = commit.events.map { Envelope($0, of: commit, source: source) }
    }

    private static func checkForm(_ commit: Commit) throws(LedgerError) {
        guard !commit.events.isEmpty else { throw .invalid("no events") }
        guard commit.events.count <= Limit.eventsPerCommit else {
            throw .tooLarge(
                "a commit", limit: Limit.eventsPerCommit, actual: commit.events.count)
        }
        guard commit.claims.count <= Limit.claimsPerCommit else {
            throw .tooLarge("claims", limit: Limit.claimsPerCommit, actual: commit.claims.count)
        }
        for draft in commit.events {
            guard Envelope.allows(draft.id), Envelope.allows(draft.type),
                Envelope.allows(draft.actor), Envelope.allows(draft.onBehalfOf),
                Envelope.allows(draft.causationID), Envelope.allows(draft.correlationID),
                Envelope.allows(commit.commandID), Envelope.allows(commit.series)
            else { throw .invalid("an envelope of \(draft.type) holds a text that it may not") }
            guard (1...999).contains(draft.dataVersion), draft.data.first == UInt8(ascii: "{"),
                draft.data.last == UInt8(ascii: "}")
            else { throw .invalid("the data of \(draft.type) is no object") }
        }
        guard commit.series?.utf8.count ?? 0 <= 32 else { throw .invalid("a series' name is long") }
        try checkOwners(commit)
    }

    /// Owners are keys of a table, and one owner's values of one event are one value.
    private static func checkOwners(_ commit: Commit) throws(LedgerError) {
        for key in commit.newKeys where !Envelope.allows(key.owner) {
            throw .invalid("an owner's name that it may not be")
        }
        var seen: Set<String> = []
        for value in commit.values {
            guard Envelope.allows(value.owner),
                seen.insert("\(value.eventIndex) \(value.owner)").inserted
            else { throw .invalid("an owner's name that it may not be, or its second value") }
            guard commit.events.indices.contains(value.eventIndex) else {
                throw .invalid("a value of an event that is not there")
            }
            guard value.ciphertext.count <= Limit.valueBytes else {
                throw .tooLarge(
                    "a sealed value", limit: Limit.valueBytes, actual: value.ciphertext.count)
            }
        }
    }
}
