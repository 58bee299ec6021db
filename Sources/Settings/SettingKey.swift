// SPDX-License-Identifier: Apache-2.0

/// Every setting there is. What `caseledger.yaml`, the reference and `status --settings` say of
/// them is made from this list.
package enum SettingKey: String, CaseIterable, Sendable {
    case port
    case address
    case publicURL = "public-url"
    case sessionHours = "session-hours"
    case metricsToken = "metrics-token"
    case logLevel = "log-level"
    case logFormat = "log-format"
    case mapSize = "map-size"
    case wrappingKey = "wrapping-key"
    case wrappingKeyFile = "wrapping-key-file"
    case signingKey = "signing-key"
    case signingKeyFile = "signing-key-file"
    case checkpointSeconds = "checkpoint-seconds"
    case checkpointFolder = "checkpoint-folder"
    case checkpointWebhook = "checkpoint-webhook"
    case checkpointWebhookSecret = "checkpoint-webhook-secret"
    case checkpointWitnesses = "checkpoint-witnesses"

    /// The name in a file, and of the flag after `--`.
    package var name: String { rawValue }

    package static let prefix = "CASELEDGER_"

    /// `CASELEDGER_PUBLIC_URL`.
    package var environmentName: String {
        Self.prefix + rawValue.uppercased().replacing("-", with: "_")
    }

    package var about: About {
        switch self {
        case .port:
            About(
                "The port of pages, API, health and metrics.",
                allowed: "a number from 0 to 65535; 0 takes any that is free", standard: "8080",
                flag: true)
        case .address:
            About(
                "The address that the server listens on. One that other machines reach needs "
                    + "`public-url`, since the server itself speaks no TLS.",
                allowed: "an IP address, such as 127.0.0.1, ::1 or 0.0.0.0",
                standard: "127.0.0.1", flag: true)
        case .publicURL:
            About(
                "Where people reach the pages: the address of a proxy with TLS in front of them. "
                    + "Links begin with it, and the session's cookie is then `Secure`.",
                allowed: "https://HOST or https://HOST:PORT, without a path", flag: true)
        case .sessionHours:
            About(
                "Hours after which somebody who signed in must sign in again.",
                allowed: "a number from 1 to 168", standard: "12", flag: true)
        case .metricsToken:
            About(
                "What `/metrics` asks for as a bearer token. Without it metrics are shown only by "
                    + "a server that listens on a loopback address and has no `public-url`.",
                allowed: "16 to 200 letters, digits and the signs - _ . ~ + / =", file: false,
                isSecret: true)
        case .logLevel:
            About(
                "The least important events that are logged on standard error.",
                allowed: "debug, info, warning or error", standard: "info", flag: true)
        case .logFormat:
            About(
                "The form of the log: lines for people, or a JSON object on each line.",
                allowed: "text or json", standard: "text", flag: true)
        case .mapSize:
            About(
                "Address space for the ledger, and the most that it can grow to; its file grows "
                    + "only as it is filled. The same for every process on the folder.",
                allowed: "a whole number of MiB, GiB or TiB, from 1 MiB to 64 TiB",
                standard: "1 TiB")
        case .wrappingKey:
            About(
                "The key that opens names and texts, itself; no key file is read then.",
                allowed: "32 bytes in Base64, as the key file has them", file: false,
                isSecret: true)
        case .wrappingKeyFile:
            About(
                "The file of the key that opens names and texts.",
                allowed: "a path; one that does not begin with / is in the data folder",
                standard: "keys/wrapping.key")
        case .signingKey:
            About(
                "The key that signs checkpoints, itself; no key file is read then.",
                allowed: "32 bytes in Base64, as the key file has them", file: false,
                isSecret: true)
        case .signingKeyFile:
            About(
                "The file of the key that signs checkpoints.",
                allowed: "a path; one that does not begin with / is in the data folder",
                standard: "keys/signing.key")
        case .checkpointSeconds:
            About(
                "Seconds between checkpoints while something is recorded; one is made at the stop "
                    + "as well.",
                allowed: "a number from 1 to 3600", standard: "60")
        case .checkpointFolder:
            About(
                "A folder on another machine's disk that gets each checkpoint as a file. It must "
                    + "be there: it is never made.",
                allowed: "a path that begins with /")
        case .checkpointWebhook:
            About(
                "An address that is told of each checkpoint, by Standard Webhooks. It needs "
                    + "`checkpoint-webhook-secret`.",
                allowed: Self.endpoint)
        case .checkpointWebhookSecret:
            About(
                "The secret that signs what the webhook is sent.",
                allowed: "`whsec_` and 24 to 64 bytes in Base64", file: false, isSecret: true)
        case .checkpointWitnesses:
            About(
                "Witnesses that cosign each checkpoint: for each its address and the key that it "
                    + "prints of itself, all separated by spaces.",
                allowed: "up to 16 pairs ADDRESS KEY, the address \(Self.endpoint), the key as "
                    + "`NAME+ID+BASE64`, each name once")
        }
    }

    private static let endpoint = "https://…, or http://… on a loopback address"

    /// What is said of a setting.
    package struct About: Sendable {
        /// What it does, in sentences.
        package let help: String
        /// Its unit and range, as the end of the sentence "It must be …".
        package let allowed: String
        /// Its default, as a person would write it; nil where it is not set unless somebody does.
        package let standard: String?
        /// Whether a flag of `up` and `serve` sets it.
        package let flag: Bool
        /// Whether the folder's file may set it; the environment may set each.
        package let file: Bool
        /// Whether its value is shown to nobody.
        package let isSecret: Bool

        init(
            _ help: String, allowed: String, standard: String? = nil, flag: Bool = false,
            file: Bool = true, isSecret: Bool = false
        ) {
            self.help = help
            self.allowed = allowed
            self.standard = standard
            self.flag = flag
            self.file = file
            self.isSecret = isSecret
        }
    }
}
