// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Ledger

/// Prints `audit N`, a line `finding …` for each finding, and a line for each event: position,
/// stream, version, and the numbers of its place (`Load`).
func check(_ ledger: Ledger) throws {
    var lines: [String] = []
    var audit = Audit(ledger)
    audit.contents = { event throws(LedgerError) in
        var contents = EventContents()
        let place = numbers(event)
        if place.count == 6, place[3] == 0 { contents.claims = [claim(of: place.prefix(3))] }
        return contents
    }
    let report = audit.run()
    lines.append("audit \(report.size)")
    for finding in report.findings {
        lines.append("finding \(finding.position ?? 0) \(finding.text)")
    }
    var position = 0
    while true {
        let events = try ledger.events(after: position)
        guard let last = events.last else { break }
        position = last.position
        for event in events {
            let place = numbers(event).map(String.init).joined(separator: " ")
            lines.append("\(event.position) \(event.stream) \(event.streamVersion) \(place)")
        }
    }
    FileHandle.standardOutput.write(Data(lines.map { "\($0)\n" }.joined().utf8))
}

/// Prints `ready`, then for each of `count` events its position, writer's round and number, and
/// the microseconds from before it was appended to now; at last how many waits ran out of time.
func follow(_ ledger: Ledger, count: Int) throws {
    func write(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
    var position = try ledger.head().position
    let end = position + count
    var idle = 0
    write("ready")
    while position < end {
        let seen = ledger.commitCount
        let events = try ledger.events(after: position)
        for event in events {
            let place = numbers(event)
            let passed = Int(Date().timeIntervalSince1970 * 1_000_000) - place[5]
            write("\(event.position) \(place[0]) \(place[2]) \(passed)")
            position = event.position
        }
        guard events.isEmpty else { continue }
        let start = ContinuousClock.now
        ledger.waitForCommit(after: seen, milliseconds: 20_000)
        if start.duration(to: .now) > .seconds(19) { idle += 1 }
    }
    write("idle \(idle)")
}

/// The numbers of an event's place.
private func numbers(_ event: RecordedEvent) -> [Int] {
    let place = event.data.dropFirst(#"{"place":["#.utf8.count).prefix { $0 != UInt8(ascii: "]") }
    return place.split(separator: UInt8(ascii: ",")).compactMap {
        Int(String(decoding: $0, as: UTF8.self))
    }
}
