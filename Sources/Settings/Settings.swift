// SPDX-License-Identifier: Apache-2.0
internal import Configuration
package import MerkleTree
package import Telemetry

/// What the operator has decided, each value checked; the default where nobody has.
package struct Settings: Sendable {
    /// 0…65535; 0 for any that is free.
    package let port: Int
    /// An IP address without brackets.
    package let address: String
    /// `https://…` without a slash at its end.
    package let publicURL: String?
    /// 1…168.
    package let sessionHours: Int
    package let metricsToken: String?
    package let logLevel: LogLevel
    package let logFormat: LogFormat
    /// Bytes.
    package let mapSize: Int
    /// 32 bytes.
    package let wrappingKey: [UInt8]?
    /// A path, absolute or from the data folder.
    package let wrappingKeyFile: String
    /// 32 bytes.
    package let signingKey: [UInt8]?
    /// A path, absolute or from the data folder.
    package let signingKeyFile: String
    /// 1…3600.
    package let checkpointSeconds: Int
    /// An absolute path.
    package let checkpointFolder: String?
    /// A URL. There is a secret where there is one.
    package let checkpointWebhook: String?
    /// 24…64 bytes.
    package let checkpointWebhookSecret: [UInt8]?
    /// Each name once.
    package let checkpointWitnesses: [WitnessSetting]
    /// Each setting with where it comes from, in the list's order.
    package let shown: [Shown]

    package struct Shown: Sendable {
        package let key: SettingKey
        /// As it was written; nil where it is not set, or is a secret.
        package let value: String?
        package let isSet: Bool
        package let source: SettingSource
    }

    /// - Parameters:
    ///   - file: The folder's; nil where it has none.
    ///   - environment: All variables; one that is empty counts as not set.
    ///   - flags: What the command line says.
    package init(
        file: SettingsFile?, environment: [String: String], flags: [SettingKey: String] = [:]
    ) throws(SettingsError) {
        var reader = Reader(file: file, environment: environment, flags: flags)
        port = try reader.read(.port, Parse.port)
        address = try reader.read(.address, Parse.address)
        publicURL = try reader.readOptional(.publicURL, Parse.publicURL)
        sessionHours = try reader.read(.sessionHours, Parse.sessionHours)
        metricsToken = try reader.readOptional(.metricsToken, Parse.metricsToken)
        logLevel = try reader.read(.logLevel) { LogLevel(rawValue: $0) }
        logFormat = try reader.read(.logFormat) { LogFormat(rawValue: $0) }
        mapSize = try reader.read(.mapSize, Parse.mapSize)
        wrappingKey = try reader.readOptional(.wrappingKey, Parse.key)
        wrappingKeyFile = try reader.read(.wrappingKeyFile) { $0 }
        signingKey = try reader.readOptional(.signingKey, Parse.key)
        signingKeyFile = try reader.read(.signingKeyFile) { $0 }
        checkpointSeconds = try reader.read(.checkpointSeconds) { Parse.number($0, in: 1...3_600) }
        checkpointFolder = try reader.readOptional(.checkpointFolder, Parse.absolutePath)
        checkpointWebhook = try reader.readOptional(.checkpointWebhook, Parse.endpoint)
        checkpointWebhookSecret = try reader.readOptional(
            .checkpointWebhookSecret, Parse.webhookSecret)
        checkpointWitnesses =
            try reader.readOptional(.checkpointWitnesses, Parse.witnesses) ?? []
        shown = reader.shown
        if !Parse.isLoopback(address), publicURL == nil {
            throw .addressNeedsPublicURL(address, reader.source(of: .address))
        }
        if checkpointWebhook != nil, checkpointWebhookSecret == nil {
            throw .webhookNeedsSecret(reader.source(of: .checkpointWebhook))
        }
    }

    /// Variables that look like settings and are none, by name.
    package static func unknownVariables(_ environment: [String: String]) -> [String] {
        let known = Set(SettingKey.allCases.map(\.environmentName) + ["CASELEDGER_DATA"])
        return environment.keys.filter { $0.hasPrefix(SettingKey.prefix) && !known.contains($0) }
            .sorted()
    }

    /// Where people reach the server that listens on `port`.
    package func url(port: Int) -> String { publicURL ?? localURL(port: port) }

    /// `http://127.0.0.1:8080`.
    package func localURL(port: Int) -> String {
        "http://\(address.contains(":") ? "[\(address)]" : address):\(port)"
    }

    /// Whether whoever reaches the port works on this machine, and no proxy speaks for others.
    package var isLocal: Bool { publicURL == nil && Parse.isLoopback(address) }
}

/// A witness that the operator chose.
package struct WitnessSetting: Equatable, Sendable {
    /// Where it answers, without a slash at its end.
    package let url: String
    /// Of cosignatures.
    package let key: NoteKey
}

/// Asks flags, environment and file in this order, and notes who answered.
private struct Reader {
    private let file: SettingsFile?
    private let flags: InMemoryProvider
    private let environment: EnvironmentVariablesProvider
    private(set) var shown: [Settings.Shown] = []

    init(file: SettingsFile?, environment: [String: String], flags: [SettingKey: String]) {
        self.file = file
        self.environment = EnvironmentVariablesProvider(
            environmentVariables: environment.filter { !$0.value.isEmpty },
            secretsSpecifier: .all)
        self.flags = InMemoryProvider(
            values: Dictionary(
                uniqueKeysWithValues: flags.map {
                    (Self.path($0), ConfigValue(.string($1), isSecret: false))
                }))
    }

    mutating func read<Value>(
        _ key: SettingKey, _ parse: (String) -> Value?
    ) throws(SettingsError) -> Value {
        guard let value = try readOptional(key, parse) else {
            throw .wrong(key, value: "", source(of: key))
        }
        return value
    }

    mutating func readOptional<Value>(
        _ key: SettingKey, _ parse: (String) -> Value?
    ) throws(SettingsError) -> Value? {
        let about = key.about
        let (text, source) = find(key)
        shown.append(
            Settings.Shown(
                key: key, value: about.isSecret ? nil : text, isSet: text != nil, source: source))
        guard let text else { return nil }
        guard !text.isEmpty, let value = parse(text) else {
            throw .wrong(key, value: about.isSecret ? nil : text, source)
        }
        return value
    }

    /// Where a setting that was read comes from.
    func source(of key: SettingKey) -> SettingSource {
        shown.first { $0.key == key }?.source ?? .standard
    }

    private func find(_ key: SettingKey) -> (text: String?, source: SettingSource) {
        if let text = Self.text(flags, key) { return (text, .flag("--\(key.name)")) }
        if let text = Self.text(environment, key) {
            return (text, .environment(key.environmentName))
        }
        if let file, let (text, line) = file.values[key] {
            return (text, .file(file.path, line: line))
        }
        return (key.about.standard, .standard)
    }

    private static func text(_ provider: some ConfigProvider, _ key: SettingKey) -> String? {
        guard
            case .string(let text) = try? provider.value(forKey: path(key), type: .string)
                .value?.content
        else { return nil }
        return text
    }

    /// `caseledger.public-url`, which in the environment is `CASELEDGER_PUBLIC_URL`.
    private static func path(_ key: SettingKey) -> AbsoluteConfigKey {
        AbsoluteConfigKey(["caseledger", key.name])
    }
}
