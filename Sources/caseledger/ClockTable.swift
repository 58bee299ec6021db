// SPDX-License-Identifier: Apache-2.0
internal import CSV
internal import Casework
internal import Foundation
internal import WorkingTime

/// A table of cases, and the same table with the date that each came to.
///
/// The columns `id`, `regime` and `received` must be there; `jurisdiction`, `events` and `due` may
/// be, and any other column is passed on as it is.
struct ClockTable {
    private let calendar: WorkingCalendar
    private let moment: Instant?
    private var columns: [String: Int] = [:]
    private var width = 0
    private(set) var rows = 0
    /// Rows whose `due` is another date than the computed one.
    private(set) var differing = 0
    /// Dates that rest on holidays which nobody has published.
    private(set) var provisional = 0
    /// Rows that could not be computed.
    private(set) var faulty = 0
    /// Sentences about those, and about the first that differ, in order.
    private(set) var faults: [String] = []
    private(set) var output: [UInt8] = []

    init(_ calendar: WorkingCalendar, at moment: Instant?) {
        self.calendar = calendar
        self.moment = moment
    }

    /// After so many lines that are no CSV, what such a line took with it is not read again: it
    /// would take time without bound.
    private static let rereadFaults = 1_000

    /// Reads the whole of a table. A line that is no CSV is a fault like others: the next is read.
    mutating func read(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        var before = 0
        var broken = 0
        while !rest.isEmpty {
            var reader = CSVReader()
            do {
                var chunk = rest.startIndex
                while chunk < rest.endIndex {
                    let end = min(chunk + 65_536, rest.endIndex)
                    try reader.read(Array(rest[chunk..<end])) { try take($0, before) }
                    chunk = end
                }
                try reader.finish { try take($0, before) }
                rest = []
            } catch let mistake as CSVMistake {
                guard width > 0 else {
                    throw Failure.refused(
                        "line \(before + mistake.line): \(Self.words(mistake)); the first line "
                            + "names the columns")
                }
                rows += 1
                faulty += 1
                broken += 1
                // A quotation mark too many makes one row of many lines: those after its first may
                // be sound.
                let count = broken <= Self.rereadFaults ? reader.recordLine : mistake.line
                faults.append("line \(before + reader.recordLine): \(Self.words(mistake))")
                var line = rest.prefix(0)
                for _ in 0..<count {
                    line = rest.prefix { $0 != 10 }
                    rest = rest.dropFirst(line.count + 1)
                }
                // The line as it is, as far as it can be read, in place of its first field.
                write(
                    [String(decoding: line, as: UTF8.self)]
                        + Array(repeating: "", count: width))
                before += count
            }
        }
        guard width > 0 else {
            throw Failure.refused("the table is empty; its first line names the columns")
        }
    }

    private static func words(_ mistake: CSVMistake) -> String {
        mistake.kind == .notUTF8
            ? "the text is not UTF-8; save the table as UTF-8" : mistake.sentence
    }

    private mutating func take(_ read: CSVRecord, _ before: Int) throws(Failure) {
        let record = CSVRecord(line: before + read.line, fields: read.fields)
        guard width > 0 else {
            try readHeader(record)
            return
        }
        rows += 1
        var computed = ""
        var fields = record.fields
        let id = field("id", record).flatMap { $0.isEmpty ? nil : $0 } ?? "without an id"
        if record.fields.count != width {
            faulty += 1
            fault(record, id, "it has \(record.fields.count) fields, the header \(width)")
            // So that the computed date stands in its own column.
            fields = Array(fields.prefix(width))
            fields += Array(repeating: "", count: width - fields.count)
        } else {
            switch reading(record) {
            case .success(let reading):
                computed = reading.due?.text ?? ""
                if reading.due != nil, reading.isProvisional { provisional += 1 }
                if let due = field("due", record), !Self.isSame(due, reading.due) {
                    differing += 1
                    if differing <= 20 {
                        fault(
                            record, id,
                            "due \(due.isEmpty ? "on no day" : due), computed "
                                + (computed.isEmpty ? "none" : computed))
                    }
                }
            case .failure(let problem):
                faulty += 1
                fault(record, id, problem.reason)
            }
        }
        write(fields + [computed])
    }

    /// A time may be written with another offset.
    private static func isSame(_ text: String, _ due: Due?) -> Bool {
        if text == due?.text ?? "" { return true }
        guard case .instant(let instant)? = due, case .instant(let given)? = Occurrence(text) else {
            return false
        }
        return given == instant
    }

    private mutating func fault(_ record: CSVRecord, _ id: String, _ reason: String) {
        faults.append("line \(record.line) (\(id)): \(reason)")
    }

    private static let known: Set = ["id", "regime", "jurisdiction", "received", "events", "due"]

    private mutating func readHeader(_ record: CSVRecord) throws(Failure) {
        for (index, name) in record.fields.enumerated() {
            guard columns[name] == nil || !Self.known.contains(name) else {
                throw .refused("the table has two columns \(name); leave one of them")
            }
            columns[name] = index
        }
        let missing = ["id", "regime", "received"].filter { columns[$0] == nil }
        guard missing.isEmpty else {
            throw .refused(
                "the table has no column \(missing.joined(separator: ", ")); its first line names "
                    + "the columns id, regime, jurisdiction, received, events, due")
        }
        width = record.fields.count
        write(record.fields + ["computed"])
    }

    private func field(_ name: String, _ record: CSVRecord) -> String? {
        guard let index = columns[name], record.fields.indices.contains(index) else { return nil }
        return record.fields[index]
    }

    struct Fault: Error {
        let reason: String
    }

    private func reading(_ record: CSVRecord) -> Result<ClockReading, Fault> {
        Result { () throws(Fault) in
            let regime = try ClockText.regime(field("regime", record) ?? "")
            let history = try ClockText.history(
                received: field("received", record) ?? "",
                jurisdiction: field("jurisdiction", record) ?? "",
                facts: (field("events", record) ?? "").split(separator: ";").map(String.init))
            return try ClockText.read(regime, history, calendar, at: moment)
        }
    }

    private mutating func write(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            let isPlain = field.utf8.allSatisfy { $0 != 34 && $0 != 44 && $0 != 10 && $0 != 13 }
            if isPlain {
                output += field.utf8
            } else {
                output += "\"\(field.replacingOccurrences(of: "\"", with: "\"\""))\"".utf8
            }
        }
        output.append(UInt8(ascii: "\n"))
    }
}

/// The words of tables and options, read.
enum ClockText {
    static func regime(_ text: String) throws(ClockTable.Fault) -> Regime {
        guard let regime = Regime(rawValue: text), Regime.allCases.contains(regime) else {
            throw ClockTable.Fault(
                reason: "there is no such regime; there are "
                    + Regime.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return regime
    }

    static func history(
        received: String, jurisdiction: String, facts: [String]
    ) throws(ClockTable.Fault) -> ClockHistory {
        guard let moment = Occurrence(received) else {
            throw ClockTable.Fault(
                reason: "'received' is no day (2026-03-03) and no time with its offset "
                    + "(2026-03-03T14:30:00Z)")
        }
        let name = jurisdiction.isEmpty ? "england-and-wales" : jurisdiction
        guard let division = Division(rawValue: name) else {
            throw ClockTable.Fault(
                reason: "there is no such jurisdiction; there are "
                    + Division.allCases.map(\.rawValue).joined(separator: ", "))
        }
        var found: [ClockFact] = []
        for text in facts { found.append(try fact(text)) }
        do { return try ClockHistory(received: moment, division: division, facts: found) } catch {
            throw ClockTable.Fault(reason: "\(error)")
        }
    }

    static func read(
        _ regime: Regime, _ history: ClockHistory, _ calendar: WorkingCalendar, at moment: Instant?
    ) throws(ClockTable.Fault) -> ClockReading {
        do { return try regime.read(history, calendar, at: moment) } catch {
            throw ClockTable.Fault(reason: "\(error)")
        }
    }

    /// `clarification-requested@2025-03-10T15:00:00Z`.
    private static func fact(_ text: String) throws(ClockTable.Fault) -> ClockFact {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = FactKind(rawValue: parts[0].trimmingCharacters(in: .whitespaces)) else {
            throw ClockTable.Fault(
                reason: "an event is of no known kind; there are "
                    + FactKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard parts.count == 2, let at = Occurrence(parts[1].trimmingCharacters(in: .whitespaces))
        else {
            throw ClockTable.Fault(
                reason: "the event \(kind.rawValue) has no time; write it as "
                    + "\(kind.rawValue)@2026-03-03T14:30:00Z")
        }
        return ClockFact(kind, at)
    }
}
