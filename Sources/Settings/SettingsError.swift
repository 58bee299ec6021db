// SPDX-License-Identifier: Apache-2.0

/// Where a value comes from; a later case goes before an earlier one.
package enum SettingSource: Equatable, Sendable {
    case standard
    /// The folder's file, and the line in it.
    case file(String, line: Int)
    /// A variable by its name.
    case environment(String)
    /// A flag by its name, `--port`.
    case flag(String)
}

extension SettingSource: CustomStringConvertible {
    package var description: String {
        switch self {
        case .standard: "default"
        case .file(let path, let line): "\(path), line \(line)"
        case .environment(let name): "environment \(name)"
        case .flag(let name): "flag \(name)"
        }
    }
}

/// What is wrong with the settings; each is one sentence.
package enum SettingsError: Error, Equatable {
    /// A value that is not allowed; nil where it is a secret.
    case wrong(SettingKey, value: String?, SettingSource)
    /// A setting where it may not stand.
    case notInFile(SettingKey, SettingSource)
    case unknown(String, SettingSource)
    /// The file is not a list of settings.
    case malformed(String, line: Int?, reason: String)
    /// An address that other machines reach, without TLS in front of it.
    case addressNeedsPublicURL(String, SettingSource)
    /// A webhook whose receiver could not tell who sends.
    case webhookNeedsSecret(SettingSource)

    /// Whether the folder's file is at fault, rather than how the program was started.
    package var isOfFile: Bool {
        switch self {
        case .malformed: true
        case .wrong(_, _, let source), .notInFile(_, let source), .unknown(_, let source),
            .addressNeedsPublicURL(_, let source), .webhookNeedsSecret(let source):
            if case .file = source { true } else { false }
        }
    }
}

extension SettingsError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wrong(let key, let value, let source):
            "\(source): \(key.name) \(value.map { "is “\($0)”, which" } ?? "has a value that") "
                + "is not allowed; it must be \(key.about.allowed)"
        case .notInFile(let key, let source):
            "\(source): \(key.name) is a secret and may not stand in this file; "
                + "set \(key.environmentName) instead"
        case .unknown(let name, let source):
            "\(source): there is no setting “\(name)”; settings are: "
                + SettingKey.allCases.filter(\.about.file).map(\.name).joined(separator: ", ")
        case .malformed(let path, let line, let reason):
            "\(path)\(line.map { ", line \($0)" } ?? ""): \(reason); each line is a setting's "
                + "name, a colon, a space and its value"
        case .addressNeedsPublicURL(let address, let source):
            "\(source): other machines reach \(address), and what they send would be readable on "
                + "the way; put a proxy with TLS in front and set public-url to its https:// "
                + "address, or listen on 127.0.0.1"
        case .webhookNeedsSecret(let source):
            "\(source): what the webhook is sent must be signed; set "
                + "\(SettingKey.checkpointWebhookSecret.environmentName) to `whsec_` and 24 to 64 "
                + "bytes in Base64, and give its receiver the same"
        }
    }
}
