// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// The name of a stream: a kind and an id, as `case/0198c0de-…`.
package struct StreamName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Nil unless the text is 1…32 lower-case letters, `/`, and 1…64 of `a-z 0-9 -`.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...32).contains(parts[0].count),
            (1...64).contains(parts[1].count), parts[0].allSatisfy({ (97...122).contains($0) }),
            parts[1].allSatisfy({
                (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
            })
        else { return nil }
        description = text
    }

    /// What stands before the `/`.
    package var kind: Substring { description.prefix { $0 != "/" } }
}

/// An event as it is stored: a CloudEvents 1.0 object, its bytes, and its place.
package struct RecordedEvent: Equatable, Sendable {
    package let position: Position
    package let id: String
    package let source: String
    package let type: String
    package let dataVersion: Int
    package let stream: StreamName
    /// When the ledger recorded it, UTC, in milliseconds.
    package let time: Instant
    package let occurredAt: Occurrence?
    package let actor: String
    package let onBehalfOf: String?
    /// The reference allotted with it, as `FOI-2026-000123`.
    package let reference: String?
    package let streamVersion: Int
    package let commandID: String?
    package let causationID: String?
    package let correlationID: String?
    /// The exact bytes that are hashed, exported and replayed.
    package let bytes: [UInt8]
    /// Where `data` lies in `bytes`.
    let dataRange: Range<Int>

    /// The JSON object of the event's type and version.
    package var data: ArraySlice<UInt8> { bytes[dataRange] }
}

/// The stored form of an event but for what its place decides: its reference, its time and its
/// version in its stream. Members stand in one fixed order, without white space, and no character
/// outside `data` is one that JSON would have to escape (`docs/design/ledger-format.md`).
struct Envelope: Sendable {
    /// The reference and the time belong at `timeIndex`, the version at `versionIndex`.
    private var bytes: [UInt8] = []
    private var timeIndex = 0
    private var versionIndex = 0

    init(_ draft: EventDraft, of commit: Commit, source: String) {
        bytes.reserveCapacity(draft.data.count + 512)
        add(#"{"specversion":"1.0","id":""#, draft.id)
        add(#"","source":""#, source)
        add(#"","type":""#, draft.type)
        add(#"","dataversion":"#, String(draft.dataVersion))
        add(#","subject":""#, commit.stream.description)
        timeIndex = bytes.count
        add(#"","occurredat":""#, draft.occurredAt?.description)
        add(#"","actor":""#, draft.actor)
        add(#"","onbehalfof":""#, draft.onBehalfOf)
        add(#"","streamversion":"#, "")
        versionIndex = bytes.count
        add(#","commandid":""#, commit.commandID, #"""#)
        add(#","causationid":""#, draft.causationID, #"""#)
        add(#","correlationid":""#, draft.correlationID, #"""#)
        bytes += #","data":"#.utf8
        bytes += draft.data
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func add(_ name: String, _ text: String?, _ end: String = "") {
        guard let text else { return }
        bytes += name.utf8
        bytes += text.utf8
        bytes += end.utf8
    }

    /// The event at its place.
    func event(reference: String?, time: String, streamVersion: Int) -> [UInt8] {
        var event: [UInt8] = []
        event.reserveCapacity(bytes.count + 96)
        event += bytes[..<timeIndex]
        if let reference {
            event += #"","reference":""#.utf8
            event += reference.utf8
        }
        event += #"","time":""#.utf8
        event += time.utf8
        event += bytes[timeIndex..<versionIndex]
        event += String(streamVersion).utf8
        event += bytes[versionIndex...]
        return event
    }

    /// Whether a text may stand in an envelope: 1…200 of `A-Z a-z 0-9 . _ : / + -`, or none at all.
    static func allows(_ text: String?) -> Bool {
        guard let text else { return true }
        return (1...200).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                switch $0 {
                case 97...122, 65...90, 48...57, 46, 95, 58, 47, 43, 45: true
                default: false
                }
            }
    }
}

extension RecordedEvent {
    /// Reads stored bytes back; nil unless they have exactly the form that `Envelope` writes.
    init?(position: Position, bytes: [UInt8]) {
        var scanner = Scanner(bytes: bytes)
        guard scanner.skip(#"{"specversion":"1.0","id":""#), let id = scanner.text(),
            scanner.skip(#","source":""#), let source = scanner.text(),
            scanner.skip(#","type":""#), let type = scanner.text(),
            scanner.skip(#","dataversion":"#), let dataVersion = scanner.number(),
            scanner.skip(#","subject":""#), let subject = scanner.text(),
            let stream = StreamName(subject)
        else { return nil }
        let reference = scanner.skip(#","reference":""#) ? scanner.text() : nil
        guard scanner.skip(#","time":""#), let time = scanner.text().flatMap(Instant.init)
        else { return nil }
        var occurredAt: Occurrence?
        if scanner.skip(#","occurredat":""#) {
            guard let occurred = scanner.text().flatMap(Occurrence.init) else { return nil }
            occurredAt = occurred
        }
        guard scanner.skip(#","actor":""#), let actor = scanner.text() else { return nil }
        let onBehalfOf = scanner.skip(#","onbehalfof":""#) ? scanner.text() : nil
        guard scanner.skip(#","streamversion":"#), let version = scanner.number()
        else { return nil }
        let commandID = scanner.skip(#","commandid":""#) ? scanner.text() : nil
        let causationID = scanner.skip(#","causationid":""#) ? scanner.text() : nil
        let correlationID = scanner.skip(#","correlationid":""#) ? scanner.text() : nil
        guard scanner.skip(#","data":{"#), bytes.count >= scanner.index + 2,
            bytes.suffix(2) == [UInt8(ascii: "}"), UInt8(ascii: "}")]
        else { return nil }
        self.init(
            position: position, id: id, source: source, type: type, dataVersion: dataVersion,
            stream: stream, time: time, occurredAt: occurredAt, actor: actor,
            onBehalfOf: onBehalfOf, reference: reference, streamVersion: version,
            commandID: commandID, causationID: causationID, correlationID: correlationID,
            bytes: bytes, dataRange: scanner.index - 1..<bytes.count - 1)
    }
}

/// Reads the fixed form of an envelope from left to right.
private struct Scanner {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Passes `literal` if it stands here.
    mutating func skip(_ literal: String) -> Bool {
        guard bytes[index...].starts(with: literal.utf8) else { return false }
        index += literal.utf8.count
        return true
    }

    /// What stands up to the next quotation mark, which is passed; nil if it was written otherwise.
    mutating func text() -> String? {
        guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        let text = String(decoding: bytes[index..<end], as: UTF8.self)
        guard Envelope.allows(text) else { return nil }
        index = end + 1
        return text
    }

    /// A number of 1 to 15 digits without a leading zero.
    mutating func number() -> Int? {
        let digits = bytes[index...].prefix { (48...57).contains($0) }
        guard (1...15).contains(digits.count), digits.first != 48 else { return nil }
        index += digits.count
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
}
