// SPDX-License-Identifier: Apache-2.0
internal import CTerminal

/// How many columns there are to print in.
package enum TerminalWidth {
    /// What is taken where nothing says how wide it is: a file, a pipe.
    package static let usual = 80

    /// - Parameters:
    ///   - descriptor: Where the text goes: 1 standard output, 2 standard error.
    ///   - setting: The environment's `COLUMNS`; it wins, where it is a number.
    package static func columns(of descriptor: Int32, setting: String?) -> Int {
        if let setting, let columns = Int(setting), columns > 0 { return columns }
        let columns = Int(cl_terminal_columns(descriptor))
        return columns > 0 ? columns : usual
    }
}
