// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

/// Decides whether a commit is taken and what its events' bytes are: *order(commit) → bytes*.
///
/// Runs inside the write transaction, where it reads the head and the stream afresh because other
/// processes append too. It writes nothing, so a commit that is refused leaves no trace.
struct Orderer {
    let identity: LedgerIdentity
    /// The head as it will stand before this commit; earlier commits of the transaction included.
    let head: Head
    let now: Instant
    let view: any StorageReader
    /// Reads an event of an earlier commit, for repeats and conflicts.
    let event: (Position) throws(LedgerError) -> RecordedEvent?

    enum Outcome {
        case ordered(Ordered)
        /// The command was carried out before; this is what it gave.
        case repeated(Receipt)
    }

    func order(_ commit: Commit) throws(LedgerError) -> Outcome {
        try checkForm(commit)
        let version = try StreamIndex.version(of: commit.stream, in: view)
        if let receipt = try repeated(commit, version) { return .repeated(receipt) }
        try checkVersion(commit, version)
        try checkClaims(commit)
        try checkKeys(commit)
        let time = try recordingTime()
        let number = try nextNumber(commit.series)
        let reference = commit.series.flatMap { series in
            number.map { "\(series)-\(time.day.parts.year)-\(padded($0))" }
        }
        var events: [[UInt8]] = []
        for (index, draft) in commit.events.enumerated() {
            let envelope = Envelope(
                source: identity.source, stream: commit.stream, time: time,
                reference: index == 0 ? reference : nil, streamVersion: version + index + 1,
                commandID: commit.commandID)
            let bytes = envelope.encode(draft)
            guard bytes.count <= Limit.eventBytes else {
                throw .tooLarge("an event", limit: Limit.eventBytes, actual: bytes.count)
            }
            events.append(bytes)
        }
        return .ordered(
            Ordered(
                commit: commit, events: events, first: head.position + 1, time: time,
                versionBefore: version, reference: reference,
                seriesNumber: number.map { (seriesKey(commit.series ?? "", time), $0) }))
    }

    private func checkForm(_ commit: Commit) throws(LedgerError) {
        guard !commit.events.isEmpty else { throw .invalid("no events") }
        guard commit.events.count <= Limit.eventsPerCommit else {
            throw .tooLarge(
                "a commit", limit: Limit.eventsPerCommit, actual: commit.events.count)
        }
        guard commit.claims.count <= Limit.claimsPerCommit else {
            throw .tooLarge("claims", limit: Limit.claimsPerCommit, actual: commit.claims.count)
        }
        for draft in commit.events {
            let texts = [
                draft.id, draft.type, draft.actor, draft.onBehalfOf, draft.causationID,
                draft.correlationID, commit.commandID, commit.series,
            ]
            for case let text? in texts where !Envelope.allows(text) {
                throw .invalid("an envelope of \(draft.type) holds a text that it may not")
            }
            guard (1...999).contains(draft.dataVersion), draft.data.first == UInt8(ascii: "{"),
                draft.data.last == UInt8(ascii: "}")
            else { throw .invalid("the data of \(draft.type) is no object") }
        }
        guard commit.series?.utf8.count ?? 0 <= 32 else { throw .invalid("a series' name is long") }
        try checkOwners(commit)
    }

    /// Owners are keys of a table, and one owner's values of one event are one value.
    private func checkOwners(_ commit: Commit) throws(LedgerError) {
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

    /// The first receipt of the same command: by its claim if it made the stream, else from the
    /// events that came after the version it was decided on.
    private func repeated(_ commit: Commit, _ version: Int) throws(LedgerError) -> Receipt? {
        guard let id = commit.commandID else { return nil }
        switch commit.expected {
        case .new:
            let claim = ClaimKey(commandID: id)
            guard let first = try ClaimIndex.position(of: claim, in: view) else { return nil }
            return try receipt(of: id, from: first)
        case .exactly(let expected):
            return try find(id, in: commit.stream, after: expected, version)
        case .any:
            let claim = ClaimKey(commandID: id)
            if version == 0, let first = try ClaimIndex.position(of: claim, in: view) {
                return try receipt(of: id, from: first)
            }
            return try find(id, in: commit.stream, after: 0, version)
        }
    }

    private func find(
        _ id: String, in stream: StreamName, after expected: Int, _ version: Int
    ) throws(LedgerError) -> Receipt? {
        guard version > expected else { return nil }
        let positions = try StreamIndex.positions(
            of: stream, from: expected + 1, limit: version - expected, in: view)
        for position in positions {
            if let event = try event(position), event.commandID == id {
                return try receipt(of: id, from: position)
            }
        }
        return nil
    }

    /// The events of one commit stand side by side in the log.
    private func receipt(of id: String, from first: Position) throws(LedgerError) -> Receipt {
        guard let start = try event(first), start.commandID == id else {
            throw .damaged(position: first, reason: "a command's claim names another event")
        }
        var end = start
        while end.position < head.position, let next = try event(end.position + 1),
            next.commandID == id, next.stream == start.stream
        {
            end = next
        }
        return Receipt(
            stream: start.stream, first: first, last: end.position, version: end.streamVersion,
            reference: start.reference, isRepeat: true)
    }

    private func checkVersion(_ commit: Commit, _ version: Int) throws(LedgerError) {
        let expected: Int
        switch commit.expected {
        case .new: expected = 0
        case .exactly(let number): expected = number
        case .any: return
        }
        guard version != expected else { return }
        var since: [RecordedEvent] = []
        let positions = try StreamIndex.positions(
            of: commit.stream, from: expected + 1, limit: 100, in: view)
        for position in positions {
            if let event = try event(position) { since.append(event) }
        }
        throw .conflict(actualVersion: version, since: since)
    }

    private func checkClaims(_ commit: Commit) throws(LedgerError) {
        guard Set(commit.claims).count == commit.claims.count else {
            throw .invalid("the same claim twice")
        }
        for (index, claim) in commit.claims.enumerated() {
            if let position = try ClaimIndex.position(of: claim, in: view) {
                throw .claimTaken(index: index, position: position)
            }
        }
    }

    /// Values are sealed outside the transaction: the key they used must still be the owner's.
    private func checkKeys(_ commit: Commit) throws(LedgerError) {
        var current: [String: [UInt8]] = [:]
        for key in commit.newKeys {
            guard try view.value(.keys, Array(key.owner.utf8)) == nil else {
                throw .staleKey(owner: key.owner)
            }
            current[key.owner] = key.id
        }
        for value in commit.values where current[value.owner] != value.keyID {
            let stored = try view.value(.keys, Array(value.owner.utf8))
            guard stored?.prefix(16).elementsEqual(value.keyID) == true else {
                throw .staleKey(owner: value.owner)
            }
            current[value.owner] = value.keyID
        }
    }

    /// `now`, or the last event's time where the clock is behind by little: time never decreases.
    private func recordingTime() throws(LedgerError) -> Instant {
        let behind = head.time.milliseconds - now.milliseconds
        guard behind <= Limit.clockSeconds * 1_000 else {
            throw .clockBehind(seconds: behind / 1_000)
        }
        return max(now, head.time)
    }

    private func nextNumber(_ series: String?) throws(LedgerError) -> Int? {
        guard let series else { return nil }
        let last = try view.value(.series, seriesKey(series, try recordingTime()))
        return (last.map { number(bigEndian: $0) } ?? 0) + 1
    }

    private func seriesKey(_ series: String, _ time: Instant) -> [UInt8] {
        Array("\(series)-\(time.day.parts.year)".utf8)
    }
}

/// A commit with its place, its time and its bytes.
struct Ordered {
    let commit: Commit
    /// The exact bytes of each event.
    let events: [[UInt8]]
    let first: Position
    let time: Instant
    let versionBefore: Int
    let reference: String?
    /// The series' key and the number it stands at after this commit.
    let seriesNumber: (key: [UInt8], number: Int)?

    var last: Position { first + events.count - 1 }
    var receipt: Receipt {
        Receipt(
            stream: commit.stream, first: first, last: last,
            version: versionBefore + events.count, reference: reference, isRepeat: false)
    }
}

/// Six digits at least.
private func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
}
