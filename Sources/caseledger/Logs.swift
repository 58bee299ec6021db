// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Logging
internal import Settings
internal import Telemetry

/// Begins this process's log.
///
/// - Parameter component: `serve`, `up`, `project queues`.
func beginLog(_ component: String, _ settings: Settings) -> Logger {
    StandardErrorLog.begin(
        component: component, level: settings.logLevel, format: settings.logFormat)
    return Logger(label: component)
}

extension Logger {
    /// Names variables that look like settings and are none; what they hold may be a secret.
    func warnOfUnknownVariables() {
        for name in Settings.unknownVariables(ProcessInfo.processInfo.environment) {
            warning("this variable is no setting", metadata: ["variable": "\(name)"])
        }
    }
}
