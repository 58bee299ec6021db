// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// An event's place in the log: 1, 2, 3, … without gaps; 0 stands before the first.
package typealias Position = Int

/// What is appended to one stream, all of it or nothing.
package struct Commit: Sendable {
    /// The stream, as `case/0198…`.
    package var stream: StreamName
    package var expected: ExpectedVersion
    /// The command that decided the events: repeating it gives the first receipt, for ever. Nil
    /// for commits that are known by a claim instead (a trace of an imported log).
    package var commandID: String?
    /// One event or more.
    package var events: [EventDraft]
    /// Texts that no other commit, in any stream, has claimed or ever will.
    package var claims: [ClaimKey]
    /// The series that gives the first event its reference (`FOI` for `FOI-2026-000123`), if any.
    package var series: String?
    /// Data keys of owners that have none yet.
    package var newKeys: [WrappedKey]
    /// Sealed values that the events hold commitments to.
    package var values: [SealedValue]

    package init(
        stream: StreamName, expected: ExpectedVersion, commandID: String?, events: [EventDraft],
        claims: [ClaimKey] = [], series: String? = nil, newKeys: [WrappedKey] = [],
        values: [SealedValue] = []
    ) {
        self.stream = stream
        self.expected = expected
        self.commandID = commandID
        self.events = events
        self.claims = claims
        self.series = series
        self.newKeys = newKeys
        self.values = values
    }
}

/// Which version the stream must be at for a commit to be taken.
package enum ExpectedVersion: Equatable, Sendable {
    /// It has no event yet.
    case new
    /// Its last event is number `n`, 1 or greater.
    case exactly(Int)
    /// Whatever it is: for what cannot conflict.
    case any
}

/// An event before it is recorded: the ledger adds position, time, version and source.
package struct EventDraft: Sendable {
    /// UUIDv7, made before sealing because sealed values are bound to it.
    package var id: String
    /// `noun.pastTense`.
    package var type: String
    /// The version of `data`'s form, 1 or greater.
    package var dataVersion: Int
    /// When it happened, where that is not simply when it is recorded.
    package var occurredAt: Occurrence?
    /// Who did it: `staff/…`, `citizen/…`, `rule/…`, `import/…` or `system/…`.
    package var actor: String
    /// For whom, where somebody acts for another.
    package var onBehalfOf: String?
    /// The event that this one follows from, and the whole that it belongs to, where they say
    /// something.
    package var causationID: String?
    package var correlationID: String?
    /// A JSON object as UTF-8; opaque to the ledger.
    package var data: [UInt8]

    package init(
        id: String, type: String, dataVersion: Int, occurredAt: Occurrence? = nil, actor: String,
        onBehalfOf: String? = nil, causationID: String? = nil, correlationID: String? = nil,
        data: [UInt8]
    ) {
        self.id = id
        self.type = type
        self.dataVersion = dataVersion
        self.occurredAt = occurredAt
        self.actor = actor
        self.onBehalfOf = onBehalfOf
        self.causationID = causationID
        self.correlationID = correlationID
        self.data = data
    }
}

/// A unique claim: a name for what is unique, and 32 bytes that stand for it.
package struct ClaimKey: Hashable, Sendable {
    let bytes: [UInt8]

    /// - Parameters:
    ///   - kind: Lower-case letters, as `trace`.
    ///   - digest: A digest or, where the claimed text is sealed, an HMAC; at most 64 bytes.
    package init(kind: String, digest: [UInt8]) {
        precondition(kind.utf8.count <= 32 && digest.count <= 64, "a claim beyond its limits")
        bytes = Array(kind.utf8) + [0] + digest
    }

    /// The claim that a command which creates a stream leaves behind.
    init(commandID: String) { bytes = Array("command".utf8) + [0] + Array(commandID.utf8) }
}

/// An owner's data key, wrapped; opaque to the ledger but for its id.
package struct WrappedKey: Equatable, Sendable {
    package let owner: String
    /// 16 random bytes; a new data key has a new id.
    package let id: [UInt8]
    package let wrapped: [UInt8]

    package init(owner: String, id: [UInt8], wrapped: [UInt8]) {
        precondition(id.count == 16, "a key id has 16 bytes")
        self.owner = owner
        self.id = id
        self.wrapped = wrapped
    }
}

/// The ciphertext of one owner's sealed fields of one event.
package struct SealedValue: Sendable {
    package let owner: String
    /// The data key it was sealed under.
    package let keyID: [UInt8]
    /// Which event of the commit it belongs to, from 0.
    package let eventIndex: Int
    package let ciphertext: [UInt8]

    package init(owner: String, keyID: [UInt8], eventIndex: Int, ciphertext: [UInt8]) {
        self.owner = owner
        self.keyID = keyID
        self.eventIndex = eventIndex
        self.ciphertext = ciphertext
    }
}

/// Where a commit stands in the log.
package struct Receipt: Equatable, Sendable {
    package let stream: StreamName
    /// Of its first and its last event.
    package let first: Position
    package let last: Position
    /// The stream's version after it.
    package let version: Int
    /// The reference allotted to it, as `FOI-2026-000123`.
    package let reference: String?
    /// True where the same command was carried out before, and this is what it gave then.
    package let isRepeat: Bool

    init(
        stream: StreamName, first: Position, last: Position, version: Int, reference: String?,
        isRepeat: Bool
    ) {
        self.stream = stream
        self.first = first
        self.last = last
        self.version = version
        self.reference = reference
        self.isRepeat = isRepeat
    }

    /// The receipt of a command whose events, `first` to `last`, stand in its stream already.
    package init(repeating stream: StreamName, first: RecordedEvent, last: RecordedEvent) {
        self.init(
            stream: stream, first: first.position, last: last.position,
            version: last.streamVersion, reference: first.reference, isRepeat: true)
    }
}

/// What the ledger takes, and refuses beyond.
package enum Limit {
    /// Bytes of one event, as stored and exported.
    package static let eventBytes = 65_535
    /// Events of one commit.
    package static let eventsPerCommit = 65_536
    /// Bytes of one sealed value in the vault, sealed.
    package static let valueBytes = 1_048_576
    /// Bytes that appends leave free on the ledger's disk, so that people can still sign in and
    /// read, read models keep up, and no commit meets the disk's end halfway.
    package static let diskReserve = 16 << 20
    /// Seconds that the machine's clock may be behind the last event.
    package static let clockSeconds = 5
    /// Claims of one commit.
    package static let claimsPerCommit = 64
}
