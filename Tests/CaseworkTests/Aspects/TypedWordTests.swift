// SPDX-License-Identifier: Apache-2.0
import Casework
import Forms
import Testing

/// Issue 6, item 6: what stands in the ledger's own bytes is no place for a text, nor for what
/// nobody sees.
@Suite("A word that is typed") struct TypedWordTests {
    @Test(
        "is letters, digits and signs of ASCII",
        arguments: [
            ("lifts", true), ("43(2)", true), ("EA/2026/0001", true),
            (String(repeating: "x", count: 64), true), (String(repeating: "x", count: 65), false),
            ("Ann Lee", false), ("\u{202e}stfil", false), ("lifts\u{200b}", false),
            ("Größe", false), ("", false),
        ])
    func words(_ word: String, _ isTaken: Bool) {
        let categories = JSON.object([JSON.Member("categories", .array([.string(word)]))])
        let complaint = JSON.object([
            JSON.Member("day", .string("2026-11-20")), JSON.Member("reference", .string(word)),
        ])
        let asked = [("categorise", categories), ("record-regulator-complaint", complaint)]
        for (name, fields) in asked {
            #expect(((try? CaseCommand.read(name, fields)) != nil) == isTaken, "\(name) \(word)")
        }
    }

    @Test func `is one in a group of a list too`() {
        func move(_ from: String) -> CaseCommand? {
            let pair: JSON = ["from": .string(from), "to": "open"]
            let fields: JSON = ["version": .integer(2), "stages": .array([pair])]
            return try? CaseCommand.read("move-process", fields)
        }
        #expect(move("received") != nil)
        #expect(move("re ceived") == nil)
    }
}
