// SPDX-License-Identifier: Apache-2.0
import Settings
import Testing

private let path = "DIR/caseledger.yaml"

private func read(_ text: String) throws(SettingsError) -> Settings {
    try Settings(file: try SettingsFile(text, path: path), environment: [:])
}

@Suite("The file of settings") struct FileTests {
    static let wrong: [(String, line: Int, says: String)] = [
        ("prot: 1", 1, "there is no setting “prot”; settings are: port, "),
        ("port: 1\n\nPORT: 2", 3, "there is no setting “PORT”"),
        ("log:\n  level: info", 1, "there is no setting “log”"),
        ("port: 1\nport: 2", 1, "port is set twice"),
        ("port:\n  - 1", 1, "port is “a list”"),
        ("log-level: info\nport: x", 2, "port is “x”, which is not allowed"),
        ("port:", 1, "port is “”"),
        ("wrapping-key: AAAA", 1, "set CASELEDGER_WRAPPING_KEY instead"),
        ("metrics-token: abcdefghijklmnop", 1, "set CASELEDGER_METRICS_TOKEN instead"),
        ("- port", 1, "this is no list of settings"),
        ("port", 1, "this is no list of settings"),
        ("port: 1\n\tlog-level: info", 2, "this is no YAML"),
        ("port: [1", 2, "this is no YAML"),
        ("address: 0.0.0.0", 1, "other machines reach 0.0.0.0"),
    ]

    @Test(arguments: wrong)
    func `what is wrong is told with its line`(text: String, line: Int, says: String) {
        let error = #expect(throws: SettingsError.self) { _ = try read(text) }
        #expect(error?.isOfFile == true)
        let message = error?.description ?? ""
        #expect(message.hasPrefix("\(path), line \(line)"), "\(message)")
        #expect(message.contains(says), "\(message)")
        #expect(!message.contains("AAAA") && !message.contains("abcdefghijklmnop"))
        #expect(!message.contains("\n"))
    }

    @Test func `two documents and aliases without end are no list of settings`() {
        let bomb = "a: &a [x]\n" + "bcdefghijklmnop".map { "\($0): &\($0) [*a, *a]\n" }.joined()
        for text in ["port: 1\n---\nport: 2\n", bomb] {
            #expect(throws: SettingsError.self) { _ = try read(text) }
        }
    }

    @Test func `a new folder's file sets nothing`() throws {
        #expect(try read(SettingsText.file).shown.allSatisfy { $0.source == .standard })
    }

    @Test func `a new folder's file, its comments made settings, sets the defaults`() throws {
        let lines = SettingsText.file.split(separator: "\n").filter {
            $0.hasPrefix("#") && !$0.hasPrefix("# ") && !$0.hasSuffix(":")
        }
        let found = try read(lines.map { $0.dropFirst() }.joined(separator: "\n"))
        let standard = try read("")
        for (one, other) in zip(found.shown, standard.shown) {
            #expect(one.value == other.value)
            let isInFile = one.key.about.file && one.key.about.standard != nil
            #expect((one.source != .standard) == isInFile, "\(one.key)")
        }
    }

    @Test func `a file that is not there sets nothing`() throws {
        #expect(try SettingsFile.read("/nowhere/caseledger.yaml") == nil)
    }

    @Test func `the file's lines have at most 100 columns`() {
        #expect(SettingsText.file.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }
}
