// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import Foundation
internal import Terminal

/// Says a sentence on standard error, where progress and errors go.
func say(_ text: String) {
    // Where nobody can be told, the exit code still says it.
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
}

/// Prints a result on standard output; where that fails, the program ends with code 1.
func printResult(_ text: String) {
    do {
        try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    } catch {
        Ending.refused("standard output cannot be written; is the disk full?").leave()
    }
}

/// The columns that a table on standard output may take.
func resultWidth() -> Int {
    TerminalWidth.columns(
        of: STDOUT_FILENO, setting: ProcessInfo.processInfo.environment["COLUMNS"])
}

/// JSON on one line, keys sorted.
func encodeJSON(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// A word as a shell takes it: quoted where it must be.
func shellQuoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0)
            || "/._-+@:,".unicodeScalars.contains($0)
    }
    if isPlain, !word.isEmpty { return word }
    return "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
}

/// The option that names a data folder, as a shell takes it.
func dataWords(_ folder: String) -> String {
    (folder.hasPrefix("-") ? "--data=" : "--data ") + shellQuoted(folder)
}

/// The option of every command that prints a result.
struct JSONOption: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Prints the result as JSON, for programs.")
    var isOn = false

    /// Prints one of the two.
    func printing(_ value: some Encodable, or text: @autoclosure () -> String) throws {
        printResult(isOn ? try encodeJSON(value) : text())
    }
}
