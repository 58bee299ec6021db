// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import Foundation
internal import Settings

/// Flags of every process that logs.
struct LogFlags: ParsableArguments {
    @Option(help: .setting(.logLevel))
    var logLevel: String?
    @Option(help: .setting(.logFormat))
    var logFormat: String?

    var values: [SettingKey: String] {
        [SettingKey.logLevel: logLevel, .logFormat: logFormat].compactMapValues(\.self)
    }

    /// The same flags for a child's command line.
    var arguments: [String] { commandLine(values) }
}

/// Flags of the server.
struct ServerFlags: ParsableArguments {
    @Option(help: .setting(.port))
    var port: String?
    @Option(help: .setting(.address))
    var address: String?
    @Option(name: .customLong("public-url"), help: .setting(.publicURL))
    var publicURL: String?
    @Option(help: .setting(.sessionHours))
    var sessionHours: String?
    @OptionGroup var log: LogFlags

    var values: [SettingKey: String] {
        [
            SettingKey.port: port, .address: address, .publicURL: publicURL,
            .sessionHours: sessionHours,
        ].compactMapValues(\.self).merging(log.values) { own, _ in own }
    }

    /// The same flags for a child's command line, on another port.
    func arguments(port: Int) -> [String] {
        commandLine(values.merging([.port: String(port)]) { _, port in port })
    }
}

private func commandLine(_ values: [SettingKey: String]) -> [String] {
    values.sorted { $0.key.name < $1.key.name }.map { "--\($0.key.name)=\($0.value)" }
}

extension ArgumentHelp {
    /// What the list of settings says of one.
    static func setting(_ key: SettingKey) -> ArgumentHelp {
        let about = key.about
        let standard = about.standard.map { " (default: \($0))" } ?? ""
        return ArgumentHelp("\(about.help)\(standard)", valueName: key.name)
    }
}

extension DataOption {
    /// The settings of the folder, the environment and `flags`.
    func settings(_ flags: [SettingKey: String] = [:]) throws -> Settings {
        try Settings(
            file: SettingsFile.read(try directory() + "/caseledger.yaml"),
            environment: ProcessInfo.processInfo.environment, flags: flags)
    }
}
