// SPDX-License-Identifier: Apache-2.0
internal import MerkleTree
internal import WorkingTime

/// What the log has shown so far, in its order.
struct LogWalk {
    private let identity: LedgerIdentity
    /// Sizes at which root and time are noted, and at which the root of the heads is.
    private let wanted: Set<Position>
    private let wantedHeads: Set<Position>
    private var next: Position = 1
    private var lastTime: Instant?
    /// False once an event's bytes are not to be had: hashes cannot be worked out from there on.
    private(set) var isWhole = true
    private(set) var tree = CompactRange()
    /// What the table `tree` must hold.
    private(set) var nodes: [(key: [UInt8], hash: TreeHash)] = []
    private(set) var moments: [Position: AuditReport.Moment] = [:]
    private var heads: [Position: RecordedHeads] = [:]
    private(set) var keys: [AuditReport.Adopted] = []

    /// A stream's number here, from 0.
    private(set) var numbers: [StreamName: Int32] = [:]
    private(set) var streams: [Stream] = []
    /// Of each event: its stream, −1 where that is not known, and its version there.
    private(set) var streamOf: [Int32] = []
    private(set) var versionOf: [Int32] = []
    private(set) var hasValue: [Bool] = []
    /// The keys of sealed values whose owner is not their event's stream.
    var otherValues: Set<[UInt8]> = []
    var otherOwners: Set<String> = []
    var claims: [[UInt8]: Position] = [:]
    /// Claims that cannot be worked out, by the event that made them.
    var claimsUnseen: [Position: Int] = [:]
    var references: [String: Position] = [:]
    private(set) var series: [String: Int] = [:]

    struct Stream {
        let name: StreamName
        var version: Int
        var leaf: TreeHash
        var hasValues = false
    }

    init(_ identity: LedgerIdentity, isWholeAt sizes: Set<Position>, heads: Set<Position>) {
        self.identity = identity
        wanted = sizes
        wantedHeads = heads
    }

    mutating func take(_ slice: LogSlice, _ report: inout AuditReport) {
        var damaged = slice.damaged[...]
        for examined in slice.events {
            while let (place, text) = damaged.first, place <= examined.position {
                lose(place, text, &report)
                damaged.removeFirst()
            }
            take(examined, &report)
        }
        for (place, text) in damaged { lose(place, text, &report) }
    }

    private mutating func lose(_ place: Position, _ text: String, _ report: inout AuditReport) {
        report.find(place, text)
        guard place >= next else { return }
        pass(to: place, &report)
        note(stream: -1, version: 0)
        isWhole = false
    }

    /// Comes to `place`, and names the positions before it that are not there.
    private mutating func pass(to place: Position, _ report: inout AuditReport) {
        if place > next {
            report.find(
                next,
                place - next == 1
                    ? "the event is missing" : "positions \(next) to \(place - 1) are missing")
            isWhole = false
            while next < place { note(stream: -1, version: 0) }
        }
    }

    private mutating func note(stream: Int32, version: Int32) {
        streamOf.append(stream)
        versionOf.append(version)
        hasValue.append(false)
        next += 1
    }

    private mutating func take(_ examined: LogSlice.Examined, _ report: inout AuditReport) {
        let place = examined.position
        guard place >= next else {
            report.find(place, "the event is there twice")
            return
        }
        pass(to: place, &report)
        report.size += 1
        if isWhole { grow(by: examined.leaf) }
        guard let event = examined.event, let contents = examined.contents else {
            report.find(place, "the bytes are not an event of this ledger's form")
            note(stream: -1, version: 0)
            return
        }
        check(event, &report)
        let number = add(event, examined.leaf, &report)
        note(stream: number, version: Int32(clamping: event.streamVersion))
        take(contents, of: event, number, &report)
        if isWhole, wanted.contains(place) {
            moments[place] = AuditReport.Moment(root: tree.root, time: event.time)
        }
        if isWhole, wantedHeads.contains(place) { heads[place] = headsNow(place) }
    }

    private mutating func grow(by leaf: TreeHash) {
        var completed: [(key: [UInt8], hash: TreeHash)] = []
        tree.append(leaf) { node, hash in
            if node.level > 0, node.level % 8 == 0 {
                completed.append(([UInt8(node.level / 8)] + bigEndian(node.index), hash))
            }
        }
        nodes += completed
    }

    private func headsNow(_ size: Position) -> RecordedHeads {
        let heads = Heads(
            streams.map { Heads.Entry(stream: $0.name, version: $0.version, leaf: $0.leaf) })
        return RecordedHeads(size: size, streams: streams.count, root: heads.root)
    }

    /// The envelope against the event before it.
    private mutating func check(_ event: RecordedEvent, _ report: inout AuditReport) {
        let place = event.position
        if event.source != identity.source {
            report.find(place, "its source is not this ledger's")
        }
        if let last = lastTime, event.time < last {
            report.find(place, "its time is before that of the event in front of it")
        }
        lastTime = event.time
        // An imported log says what it said, and a day that was to come is found at its import.
        if let occurred = event.occurredAt, !event.actor.hasPrefix("import/"),
            occurred.isAfter(event.time.adding(seconds: 86_400))
        {
            report.find(place, "it is said to have happened more than a day after it was recorded")
        }
    }

    /// Its stream's number.
    private mutating func add(
        _ event: RecordedEvent, _ leaf: TreeHash, _ report: inout AuditReport
    ) -> Int32 {
        if let number = numbers[event.stream] {
            let index = Int(number)
            check(event, follows: streams[index].version, &report)
            streams[index].version = event.streamVersion
            streams[index].leaf = leaf
            return number
        }
        check(event, follows: 0, &report)
        let number = Int32(streams.count)
        numbers[event.stream] = number
        streams.append(Stream(name: event.stream, version: event.streamVersion, leaf: leaf))
        return number
    }

    private func check(
        _ event: RecordedEvent, follows version: Int, _ report: inout AuditReport
    ) {
        if event.streamVersion != version + 1 {
            report.find(
                event.position,
                "it is version \(event.streamVersion) of its stream, not \(version + 1)")
        }
    }

    private mutating func take(
        _ contents: EventContents, of event: RecordedEvent, _ number: Int32,
        _ report: inout AuditReport
    ) {
        let place = event.position
        for text in contents.findings { report.find(place, text) }
        report.values += contents.owners.count
        for owner in contents.owners {
            if owner == event.stream.description {
                hasValue[place - 1] = true
                streams[Int(number)].hasValues = true
            } else {
                otherValues.insert(ValueKey.bytes(owner: owner, position: place))
                otherOwners.insert(owner)
            }
        }
        // Every first event of a stream that a command made has claimed the command's id.
        if event.streamVersion == 1, let id = event.commandID {
            claims[ClaimKey(commandID: id).bytes] = place
        }
        for claim in contents.claims { claims[claim.bytes] = place }
        if contents.claimsUnseen > 0 { claimsUnseen[place] = contents.claimsUnseen }
        if let key = contents.signingKey {
            keys.append(
                AuditReport.Adopted(
                    key: key, position: place, replacesLost: contents.replacesLost))
        }
        if let recorded = contents.heads { check(recorded, place, &report) }
        if let reference = event.reference { take(reference, place, &report) }
    }

    private func check(
        _ recorded: RecordedHeads, _ place: Position, _ report: inout AuditReport
    ) {
        if recorded.size >= place {
            report.find(place, "the heads that it records are of events after it")
        } else if let heads = heads[recorded.size] {
            if heads != recorded {
                report.find(place, "the heads that it records are not those of the streams")
            }
        } else if isWhole {
            report.find(place, "the heads that it records cannot be worked out")
        }
    }

    /// References of a series count 1, 2, 3, … in the log's order.
    private mutating func take(
        _ reference: String, _ place: Position, _ report: inout AuditReport
    ) {
        if references.updateValue(place, forKey: reference) != nil {
            report.find(place, "its reference is another event's as well")
        }
        let parts = reference.split(separator: "-")
        guard let last = parts.last, let number = Int(last), parts.count > 1 else {
            report.find(place, "its reference is not of a series")
            return
        }
        let name = parts.dropLast().joined(separator: "-")
        if number != (series[name] ?? 0) + 1 {
            report.find(place, "its reference is out of its series' order")
        }
        series[name] = number
    }

    /// The head against the log.
    mutating func finish(_ head: Head, hasTree: Bool, _ report: inout AuditReport) {
        if next - 1 < head.position {
            report.find(
                next, "the head says \(head.position) events, the log ends before this one")
            isWhole = false
        }
        report.streams = streams.count
        report.claims = claims.count + claimsUnseen.values.reduce(0, +)
        report.root = tree.root
        report.keys = keys
        report.moments = moments
        if isWhole, hasTree, tree != head.tree {
            report.find(nil, "the tree that the head holds is not that of the events")
        }
        if !hasTree, head.tree.size > 0 {
            report.find(nil, "the format says that there is no tree, and the head holds one")
        }
        if let lastTime, isWhole, lastTime != head.time {
            report.find(nil, "the head's time is not the last event's")
        }
    }
}

extension Occurrence {
    /// Whether all of it is after `time`; a day is after the days in London before it.
    fileprivate func isAfter(_ time: Instant) -> Bool {
        switch self {
        case .instant(let instant): instant > time
        case .day(let day): day > London.day(of: time)
        }
    }
}
