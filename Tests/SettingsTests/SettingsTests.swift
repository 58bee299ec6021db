// SPDX-License-Identifier: Apache-2.0
import MerkleTree
import Settings
import Telemetry
import Testing

private let secretKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

private let publicKey = [UInt8](repeating: 7, count: 32)
private let witnessKey =
    NoteKey(name: "w.example/1", algorithm: .cosignature, publicKey: publicKey)?.description ?? ""
private let logKey =
    NoteKey(name: "w.example/1", algorithm: .ed25519, publicKey: publicKey)?.description ?? ""

private func settings(
    file: String? = nil, _ environment: [String: String] = [:], _ flags: [SettingKey: String] = [:]
) throws(SettingsError) -> Settings {
    var read: SettingsFile?
    if let file { read = try SettingsFile(file, path: "DIR/caseledger.yaml") }
    return try Settings(file: read, environment: environment, flags: flags)
}

@Suite("Where a setting comes from") struct PrecedenceTests {
    @Test(
        arguments: [
            ("port: 1", "2", "3", 3, "flag --port"),
            ("port: 1", "2", nil, 2, "environment CASELEDGER_PORT"),
            ("# no\nport: 1", nil, nil, 1, "DIR/caseledger.yaml, line 2"),
            (nil, "2", nil, 2, "environment CASELEDGER_PORT"),
            ("port: 1", "", nil, 1, "DIR/caseledger.yaml, line 1"),
            (nil, nil, nil, 8080, "default"),
            ("", nil, nil, 8080, "default"), ("# only a comment\n", nil, nil, 8080, "default"),
        ] as [(String?, String?, String?, Int, String)])
    func `a flag goes before the environment, and that before the file`(
        file: String?, variable: String?, flag: String?, port: Int, source: String
    ) throws {
        let found = try settings(
            file: file, variable.map { ["CASELEDGER_PORT": $0] } ?? [:],
            flag.map { [.port: $0] } ?? [:])
        #expect(found.port == port)
        #expect(found.shown.first { $0.key == .port }?.source.description == source)
        #expect(found.shown.first { $0.key == .port }?.value == String(port))
    }

    @Test func `every setting is shown once, in the list's order`() throws {
        #expect(try settings().shown.map(\.key) == SettingKey.allCases)
    }

    @Test func `variables that look like settings and are none are named`() {
        let names = Settings.unknownVariables([
            "CASELEDGER_PROT": "x", "CASELEDGER_PORT": "1", "CASELEDGER_DATA": "d", "PATH": "p",
        ])
        #expect(names == ["CASELEDGER_PROT"])
    }
}

@Suite("What a setting may be") struct ValueTests {
    static let wrong: [(SettingKey, String)] = [
        (.port, "80x"), (.port, "-1"), (.port, "65536"), (.port, "+1"), (.port, "1_0"),
        (.port, " 80"), (.port, "99999999999999999999"), (.address, "localhost"),
        (.address, "127.0.0"), (.address, "127.0.0.256"), (.address, "1.2.3.4.5"),
        (.address, "::g"), (.publicURL, "http://a.example"), (.publicURL, "https://"),
        (.publicURL, "https://a.example/x"), (.publicURL, "https://a.example:0"),
        (.publicURL, "https://u@a.example"), (.publicURL, "https://a.example\n"),
        (.sessionHours, "0"), (.sessionHours, "169"), (.sessionHours, "1.5"),
        (.metricsToken, "short"), (.metricsToken, "with spaces in the middle of it"),
        (.logLevel, "loud"), (.logLevel, "INFO"), (.logFormat, "xml"), (.mapSize, "1"),
        (.mapSize, "0 MiB"), (.mapSize, "65 TiB"), (.mapSize, "1 TB"), (.mapSize, "99999999 TiB"),
        (.wrappingKey, "AAAA"), (.wrappingKey, "no base64"),
        (.checkpointSeconds, "0"), (.checkpointSeconds, "3601"), (.checkpointFolder, "relative"),
        (.checkpointWebhook, "http://a.example/"), (.checkpointWebhook, "https://u@a.example/"),
        (.checkpointWebhook, "https://a.example/#x"), (.checkpointWebhook, "ftp://a.example/"),
        (.checkpointWebhook, "http://127.0.0.1.example/"),
        (.checkpointWebhook, "http://localhost:0/"), (.checkpointWebhookSecret, secretKey),
        (.checkpointWebhookSecret, "whsec_AAAA"), (.checkpointWitnesses, "https://a.example/"),
        (.checkpointWitnesses, "https://a.example/ \(logKey)"),
        (.checkpointWitnesses, "\(witnessKey) https://a.example/"),
        (.checkpointWitnesses, "http://a.example \(witnessKey)"),
        (.checkpointWitnesses, "https://a.example \(witnessKey) https://b.example \(witnessKey)"),
    ]

    @Test(arguments: wrong)
    func `what is not allowed is named with its source and with what is`(
        key: SettingKey, value: String
    ) throws {
        let error = #expect(throws: SettingsError.self) {
            _ = try settings([key.environmentName: value])
        }
        #expect(
            error
                == .wrong(
                    key, value: key.about.isSecret ? nil : value, .environment(key.environmentName))
        )
        for words in [key.name, key.environmentName, key.about.allowed] {
            #expect(error?.description.contains(words) == true)
        }
        #expect(error?.isOfFile == false)
    }

    @Test func `what is allowed is taken`() throws {
        let found = try settings([
            "CASELEDGER_PORT": "0", "CASELEDGER_ADDRESS": "::1",
            "CASELEDGER_PUBLIC_URL": "https://casework.testshire.example:8443/",
            "CASELEDGER_SESSION_HOURS": "168", "CASELEDGER_METRICS_TOKEN": "abcdefghijklmnop",
            "CASELEDGER_LOG_LEVEL": "debug", "CASELEDGER_LOG_FORMAT": "json",
            "CASELEDGER_MAP_SIZE": "64MiB", "CASELEDGER_WRAPPING_KEY": secretKey,
            "CASELEDGER_WRAPPING_KEY_FILE": "/etc/key",
        ])
        #expect(found.port == 0)
        #expect(found.url(port: 8080) == "https://casework.testshire.example:8443")
        #expect(found.localURL(port: 8080) == "http://[::1]:8080")
        #expect(found.sessionHours == 168)
        #expect(found.metricsToken == "abcdefghijklmnop")
        #expect(found.logLevel == .debug)
        #expect(found.logFormat == .json)
        #expect(found.mapSize == 64 << 20)
        #expect(found.wrappingKey == Array(0..<32))
        #expect(found.wrappingKeyFile == "/etc/key")
    }

    @Test func `where checkpoints go is taken`() throws {
        let found = try settings([
            "CASELEDGER_CHECKPOINT_SECONDS": "1", "CASELEDGER_CHECKPOINT_FOLDER": "/mnt/a b",
            "CASELEDGER_CHECKPOINT_WEBHOOK": "http://127.0.0.1:9/x?y=1",
            "CASELEDGER_CHECKPOINT_WEBHOOK_SECRET": "whsec_\(secretKey)",
        ])
        #expect(found.checkpointSeconds == 1)
        #expect(found.checkpointFolder == "/mnt/a b")
        #expect(found.checkpointWebhook == "http://127.0.0.1:9/x?y=1")
        #expect(found.checkpointWebhookSecret == Array(0..<32))
        #expect(found.checkpointWitnesses.isEmpty)
        let other = try #require(
            NoteKey(name: "w.example/2", algorithm: .cosignature, publicKey: publicKey))
        let both = "https://a.example:8443/w//  \(witnessKey) http://[::1]:9 \(other.description)"
        let witnesses = try settings(["CASELEDGER_CHECKPOINT_WITNESSES": both]).checkpointWitnesses
        #expect(witnesses.map(\.url) == ["https://a.example:8443/w", "http://[::1]:9"])
        #expect(witnesses.map(\.key.description) == [witnessKey, other.description])
    }

    @Test func `a webhook needs a secret`() {
        #expect(
            throws: SettingsError.webhookNeedsSecret(.environment("CASELEDGER_CHECKPOINT_WEBHOOK"))
        ) {
            _ = try settings(["CASELEDGER_CHECKPOINT_WEBHOOK": "https://a.example/x"])
        }
    }

    @Test func `the defaults are as the list says`() throws {
        let found = try settings()
        #expect(found.port == 8080)
        #expect(found.address == "127.0.0.1")
        #expect(found.publicURL == nil)
        #expect(found.sessionHours == 12)
        #expect(found.logLevel == .info)
        #expect(found.logFormat == .text)
        #expect(found.mapSize == 1 << 40)
        #expect(found.wrappingKey == nil)
        #expect(found.checkpointSeconds == 60)
        #expect(found.checkpointFolder == nil)
        #expect(found.metricsToken == nil)
        #expect(found.isLocal)
    }

    @Test func `a secret's value is in no error and in nothing shown`() throws {
        let token = "this/is/the+metrics~token"
        let found = try settings([
            "CASELEDGER_WRAPPING_KEY": secretKey, "CASELEDGER_SIGNING_KEY": secretKey,
            "CASELEDGER_METRICS_TOKEN": token,
            "CASELEDGER_CHECKPOINT_WEBHOOK_SECRET": "whsec_\(secretKey)",
        ])
        #expect(found.shown.filter(\.key.about.isSecret).allSatisfy { $0.isSet && $0.value == nil })
        #expect(found.shown.filter(\.key.about.isSecret).count == 4)
        let error = #expect(throws: SettingsError.self) {
            _ = try settings(["CASELEDGER_WRAPPING_KEY": secretKey + "x"])
        }
        #expect(error?.description.contains(secretKey) == false)
    }

    @Test(arguments: [("0.0.0.0", false), ("192.0.2.7", false), ("::", false), ("127.0.0.2", true)])
    func `an address that others reach needs TLS in front of it`(address: String, alone: Bool)
        throws
    {
        if alone {
            #expect(try settings([:], [.address: address]).isLocal)
        } else {
            #expect(throws: SettingsError.addressNeedsPublicURL(address, .flag("--address"))) {
                _ = try settings([:], [.address: address])
            }
        }
        let behind = try settings(
            ["CASELEDGER_PUBLIC_URL": "https://a.example"], [.address: address])
        #expect(!behind.isLocal)
    }
}
