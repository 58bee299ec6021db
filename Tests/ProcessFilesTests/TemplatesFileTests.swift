// SPDX-License-Identifier: Apache-2.0
import Casework
import ProcessFiles
import Testing

@Suite("A file of templates") struct TemplatesFileTests {
    @Test func `The one that comes with the program has no fault`() {
        let (texts, faults) = TemplatesFile.read(ShippedTemplates.bytes)
        #expect(faults == [])
        #expect(texts == ShippedTemplates.all && texts.count >= 15)
    }

    @Test func `Every template that a shipped process names is there`() {
        let names = Set(ShippedTemplates.all.map(\.name))
        for (file, bytes) in ShippedProcesses.all {
            let process = ProcessFile.read(bytes).process
            #expect(process?.templates.filter { !names.contains($0) } == [], "\(file)")
        }
    }

    @Test(
        "Each fault is told with its line",
        arguments: [
            ("", 1, "no-yaml"), ("templates: []\nlines: []", 2, "unknown-key"),
            ("templates:\n- name: a\n  title: A", 2, "missing-key"),
            ("templates:\n- {name: A b, title: A, text: x}", 2, "text"),
            ("templates:\n- {name: a, title: A, text: x, kind: song}", 2, "not-in-kernel"),
            ("templates:\n- {name: a, title: A, text: '{{king}}'}", 2, "unknown-name"),
            ("templates:\n- {name: a, title: A, text: \"x\\u202ey\"}", 2, "text"),
            (
                "templates:\n- {name: a, title: A, text: x}\n- {name: a, title: B, text: y}", 3,
                "duplicate"
            ),
        ])
    func faults(_ file: String, _ line: Int, _ kind: String) {
        let (texts, faults) = TemplatesFile.read(Array(file.utf8))
        #expect(texts.isEmpty)
        #expect(faults.map(\.kind.rawValue) == [kind], "\(faults)")
        #expect(faults.first?.mark.line == line)
    }

    @Test func `A text has its limit`() {
        let file =
            "templates:\n- {name: a, title: A, text: \(String(repeating: "x", count: 20_001))}"
        #expect(TemplatesFile.read(Array(file.utf8)).faults.map(\.kind) == [.text])
    }
}
