// SPDX-License-Identifier: Apache-2.0
import Casework
import Forms
import ProcessFiles
import TestKit
import Testing

private func nested(_ open: String, _ depth: Int, _ close: String) -> String {
    String(repeating: open, count: depth) + String(repeating: close, count: depth)
}

@Suite("A process file") struct ProcessFileTests {
    @Test(arguments: ShippedProcesses.all.map(\.name))
    func `that comes with the program has no fault`(name: String) throws {
        let file = try #require(ShippedProcesses.all.first { $0.name == name })
        let (process, faults) = ProcessFile.read(file.bytes)
        #expect(faults == [])
        #expect(process?.name.description == name)
    }

    @Test func `is read`() throws {
        let (found, faults) = SampleProcess.read(SampleProcess.text)
        #expect(faults == [])
        let process = try #require(found)
        #expect(
            process.stages.map(\.name.description) == [
                "received", "drafting", "answered", "closed",
            ])
        #expect(process.moves.count == 5)
        #expect(process.rights.count == 2)
        #expect(
            process.rights.values.contains { !$0.contains("reopen") && $0.contains("save-draft") })
        #expect(process.fields.map(\.isPlain) == [true, true, false])
        #expect(process.targets[.web] == .days(3))
        #expect(process.targets[.letter] == .clock(.svcLetter))
        #expect(process.retention.years == 3)
    }

    @Test func `decides by the first row that holds`() throws {
        let process = try #require(SampleProcess.read(SampleProcess.text).process)
        var facts = TableFacts()
        #expect(process.priority?.result(for: facts) == .normal)
        facts.words = ["channel": ["phone"], "ward": ["north"]]
        #expect(process.priority?.result(for: facts) == .urgent)
        facts.numbers = ["households": 100]
        #expect(process.priority?.result(for: facts) == .high)
        facts.numbers = ["households": 99]
        #expect(process.priority?.result(for: facts) == .urgent)
        #expect(process.signOff.result(for: facts) == .nobody)
        facts.words["high-profile"] = ["yes"]
        #expect(process.signOff.result(for: facts).places == 3)
        facts.words["category"] = ["roads", "bins"]
        #expect(process.routing?.result(for: facts) == "Street Cleaning")
    }

    @Test func `is read as it is with a byte order mark and with other ends of lines`() {
        let marked = "\u{feff}" + SampleProcess.text.replacing("\n", with: "\r\n")
        #expect(SampleProcess.read(marked).faults == [])
    }

    @Test(arguments: [
        (String(repeating: "#", count: ProcessLimits.bytes + 1), ProcessFault.Kind.tooLarge, 1),
        (String(repeating: "[", count: 100_000), .noYAML, 1),
        (nested("[", 450, "]"), .shape, 1), (String(repeating: "- ", count: 450), .shape, 1),
        (String(repeating: "- ", count: 100_000), .noYAML, 1),
        (String(repeating: "{a: ", count: 50_000), .noYAML, 1),
        ("", .noYAML, 1), ("# nothing\n", .noYAML, 1), ("a: b\n---\nc: d\n", .noYAML, 2),
        ("a: \u{1}", .noYAML, 1), ("!!binary x", .shape, 1),
        ("a: &x [1, 1]\nb: &y [*x, *x]\n", .anchor, 1), ("? [a]\n: b\n", .missingKey, 1),
    ]) func `of another form has a fault, and takes no more than a moment`(
        text: String, kind: ProcessFault.Kind, line: Int
    ) {
        let faults = SampleProcess.read(text).faults
        #expect(faults.first?.kind == kind)
        #expect(faults.first?.mark.line == line)
    }

    @Test func `that is no text in UTF-8 is none`() {
        #expect(ProcessFile.read([0xff, 0xfe, 0x41]).faults.map(\.kind) == [.noYAML])
    }

    @Test func `has at most so many stages and rows`() {
        let stages = (0...ProcessLimits.stages).map {
            "  - {name: s\($0), label: S, state: open}\n"
        }
        let many = SampleProcess.text.replacing(
            "stages:\n", with: "stages:\n" + stages.joined(), maxReplacements: 1)
        #expect(SampleProcess.read(many).faults.contains { $0.kind == .tooMany })
        let rows = (0...ProcessLimits.rows).map { number in
            "      - {when: [{field: households, operator: is, value: \(number)}], then: low}\n"
        }
        let long = SampleProcess.text.replacing(
            "    rows:\n", with: "    rows:\n" + rows.joined(), maxReplacements: 1)
        #expect(SampleProcess.read(long).faults.map(\.kind) == [.tooMany])
    }

    /// Whatever becomes of the files that come with the program, the reader ends with a process or
    /// with faults, each of which stands in the file.
    @Test(arguments: 0..<UInt64(300))
    func `changed at random is read or has faults`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let file = ShippedProcesses.all[Int(seed % 3)].bytes
        var bytes = file
        for _ in 0...Int(random.next() % 8) {
            let at = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 5 {
            case 0: bytes.remove(at: at)
            case 1: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: at)
            case 2: bytes[at] = Array("{}[]-:,#&*!|>'\" \n".utf8)[Int(random.next() % 17)]
            case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int(random.next() % 40)))
            default:
                let from = Int(random.next() % UInt64(file.count))
                bytes.insert(contentsOf: file[from..<min(file.count, from + 60)], at: at)
            }
            if bytes.isEmpty { bytes = file }
        }
        let (process, faults) = ProcessFile.read(bytes)
        #expect((process == nil) == !faults.isEmpty, "seed \(seed)")
        let lines = bytes.filter { $0 == 10 || $0 == 13 }.count + 2
        for fault in faults {
            #expect((1...lines).contains(fault.mark.line), "seed \(seed): \(fault)")
        }
    }
}
