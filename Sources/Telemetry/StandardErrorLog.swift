// SPDX-License-Identifier: Apache-2.0
internal import Foundation
package import Logging
internal import WorkingTime

/// The least important events that are logged.
package enum LogLevel: String, CaseIterable, Sendable {
    case debug
    case info
    case warning
    case error

    package var level: Logger.Level {
        switch self {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}

/// Where logs go: standard error, a line an event, each line written at once, so that those of
/// several processes on one standard error do not mix.
package struct StandardErrorLog: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level
    private let component: String
    private let format: LogFormat

    private init(component: String, level: LogLevel, format: LogFormat) {
        self.component = component
        self.format = format
        logLevel = level.level
    }

    /// Makes this the log of every logger in this process. To be called once.
    ///
    /// - Parameter component: The process: `serve`, `up`, `project queues`.
    package static func begin(component: String, level: LogLevel, format: LogFormat) {
        LoggingSystem.bootstrap { _ in
            StandardErrorLog(component: component, level: level, format: format)
        }
    }

    package subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { _, own in own }
        let milliseconds = Int((Date().timeIntervalSince1970 * 1_000).rounded(.down))
        let line = LogLine(
            time: Instant(milliseconds: milliseconds), level: event.level.rawValue,
            component: component, event: event.message.description,
            fields: fields.sorted { $0.key < $1.key }.map { (name: $0, value: Self.value($1)) })
        // Where the line cannot be written, as on a full disk, the work goes on without it.
        try? FileHandle.standardError.write(
            contentsOf: Data((line.text(as: format) + "\n").utf8))
    }

    private static func value(_ value: Logger.MetadataValue) -> LogLine.Value {
        guard case .stringConvertible(let number) = value else { return .text("\(value)") }
        if let number = number as? Int { return .integer(number) }
        if let number = number as? Double { return .decimal(number) }
        return .text("\(number)")
    }
}
