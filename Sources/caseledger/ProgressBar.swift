// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Terminal

/// A bar on standard error while long work runs, where that is a terminal; else nothing.
final class ProgressBar {
    private static let isShown = isatty(STDERR_FILENO) == 1
    private let title: String
    private var percent = -1
    private let start = Date()

    init(_ title: String) { self.title = DisplayWidth.printable(title) }

    /// - Parameter share: 0…1.
    func show(_ share: Double) {
        let now = Int(min(1, max(0, share)) * 100)
        guard Self.isShown, now != percent else { return }
        percent = now
        let tail = " \(now) %  \(Int(-start.timeIntervalSinceNow)) s "
        // One line, or the carriage return would leave the rest of it behind.
        let room = TerminalWidth.columns(
            of: STDERR_FILENO, setting: ProcessInfo.processInfo.environment["COLUMNS"])
        let head = DisplayWidth.cut(title, to: max(1, room - 20)) + "  "
        let size = min(30, max(0, room - 1 - DisplayWidth.columns(head + tail)))
        let full = now * size / 100
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: size - full)
        Self.write("\r\(head)\(bar)\(tail)")
    }

    /// Clears the line.
    func finish() {
        if percent >= 0 { Self.clear() }
        percent = -1
    }

    /// Clears the line, whoever wrote it.
    static func clear() {
        if isShown { write("\r\u{1b}[2K") }
    }

    private static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
