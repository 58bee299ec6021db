// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

/// Decides whether a commit is taken and what its events' bytes are: *order(commit) → bytes*.
///
/// Runs inside the write transaction, where it reads the head and the stream afresh because other
/// processes append too. It writes nothing, so a commit that is refused leaves no trace.
struct Orderer {
    /// As it stands before the next commit; earlier commits of the transaction included.
    var head: Head
    let view: any StorageReader
    /// Reads an event of an earlier commit, for repeats and conflicts.
    let event: (Position) throws(LedgerError) -> RecordedEvent?

    /// The last time that was written out: commits of one transaction often share it.
    private var written: (time: Instant, text: String)?

    init(
        head: Head, view: any StorageReader,
        event: @escaping (Position) throws(LedgerError) -> RecordedEvent?
    ) {
        self.head = head
        self.view = view
        self.event = event
    }

    enum Outcome {
        case ordered(Ordered)
        /// The command was carried out before; this is what it gave.
        case repeated(Receipt)
    }

    mutating func order(
        _ prepared: PreparedCommit, now: Instant
    ) throws(LedgerError) -> Outcome {
        let commit = prepared.commit
        let end = try StreamIndex.end(of: commit.stream, in: view)
        let version = end.version
        if let receipt = try repeated(commit, version) { return .repeated(receipt) }
        try checkVersion(commit, version)
        try checkClaims(commit)
        try checkKeys(commit)
        let time = try recordingTime(now)
        let number = try nextNumber(commit.series, time)
        let reference = commit.series.flatMap { series in
            number.map { "\(series)-\(time.day.parts.year)-\(padded($0))" }
        }
        var events: [[UInt8]] = []
        events.reserveCapacity(prepared.envelopes.count)
        let timeText = text(of: time)
        for envelope in prepared.envelopes {
            let bytes = envelope.event(
                reference: events.isEmpty ? reference : nil, time: timeText,
                streamVersion: version + events.count + 1)
            guard bytes.count <= Limit.eventBytes else {
                throw .tooLarge("an event", limit: Limit.eventBytes, actual: bytes.count)
            }
            events.append(bytes)
        }
        return .ordered(
            Ordered(
                prepared: prepared, events: events, first: head.position + 1, time: time,
                before: end,
                reference: reference,
                seriesNumber: number.map { (seriesKey(commit.series ?? "", time), $0) }))
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
    private func recordingTime(_ now: Instant) throws(LedgerError) -> Instant {
        let behind = head.time.milliseconds - now.milliseconds
        guard behind <= Limit.clockSeconds * 1_000 else {
            throw .clockBehind(seconds: behind / 1_000)
        }
        return max(now, head.time)
    }

    private mutating func text(of time: Instant) -> String {
        if let written, written.time == time { return written.text }
        let text = time.description
        written = (time, text)
        return text
    }

    private func nextNumber(
        _ series: String?, _ time: Instant
    ) throws(LedgerError) -> Int? {
        guard let series else { return nil }
        let last = try view.value(.series, seriesKey(series, time))
        return (last.map { number(bigEndian: $0) } ?? 0) + 1
    }

    private func seriesKey(_ series: String, _ time: Instant) -> [UInt8] {
        Array("\(series)-\(time.day.parts.year)".utf8)
    }
}

/// A commit with its place, its time and its bytes.
struct Ordered {
    let prepared: PreparedCommit
    /// The exact bytes of each event.
    let events: [[UInt8]]
    let first: Position
    let time: Instant
    /// Where the stream ended before.
    let before: StreamEnd
    let reference: String?
    /// The series' key and the number it stands at after this commit.
    let seriesNumber: (key: [UInt8], number: Int)?

    var last: Position { first + events.count - 1 }
    var receipt: Receipt {
        Receipt(
            stream: prepared.commit.stream, first: first, last: last,
            version: before.version + events.count, reference: reference, isRepeat: false)
    }
}

/// Six digits at least.
private func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
}
