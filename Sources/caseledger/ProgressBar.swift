// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// A bar on standard error while long work runs, where that is a terminal; else nothing.
final class ProgressBar {
    private let title: String
    private let isShown = isatty(STDERR_FILENO) == 1
    private var percent = -1
    private let start = Date()

    init(_ title: String) { self.title = title }

    /// - Parameter share: 0…1.
    func show(_ share: Double) {
        let now = Int(min(1, max(0, share)) * 100)
        guard isShown, now != percent else { return }
        percent = now
        let full = now * 30 / 100
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: 30 - full)
        write("\r\(title)  \(bar) \(now) %  \(Int(-start.timeIntervalSinceNow)) s ")
    }

    /// Clears the line.
    func finish() {
        guard isShown, percent >= 0 else { return }
        write("\r\u{1b}[2K")
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
