// SPDX-License-Identifier: Apache-2.0

/// Rows under titles, as lines of text that fit a terminal: numbers to the right and never cut,
/// texts cut where they must be.
package struct TextTable: Equatable, Sendable {
    package struct Column: Equatable, Sendable {
        package let title: String
        /// Stands to the right.
        package let isNumber: Bool
        /// Is never cut: a number, or what people copy.
        package let isWhole: Bool

        package init(_ title: String, isNumber: Bool = false, isWhole: Bool = false) {
            self.title = title
            self.isNumber = isNumber
            self.isWhole = isNumber || isWhole
        }
    }

    package struct Rendering: Equatable, Sendable {
        /// Each line with its line feed, none with space at its end.
        package let text: String
        /// Something does not stand whole.
        package let isCut: Bool
    }

    /// No column of texts gets narrower than this; with too many of them a line is too long.
    private static let narrowest = 6
    private static let gap = "  "

    private let columns: [Column]
    /// The titles, then the rows, as they can be printed on a line.
    private let cells: [[String]]

    /// - Parameter rows: Each with a value for each column.
    package init(_ columns: [Column], _ rows: [[String]]) {
        self.columns = columns
        cells = ([columns.map(\.title)] + rows).map { $0.map(DisplayWidth.printable) }
    }

    /// - Parameter width: Columns of the terminal; nil to cut nothing.
    package func rendered(width: Int?) -> Rendering {
        let wanted = columns.indices.map { column in
            cells.reduce(0) { max($0, DisplayWidth.columns($1[column])) }
        }
        let widths = width.map { fitted(wanted, to: $0) } ?? wanted
        var lines = cells.map { line($0, widths) }
        let rule = widths.map { String(repeating: "─", count: $0) }
        lines.insert(rule.joined(separator: Self.gap) + "\n", at: 1)
        return Rendering(text: lines.joined(), isCut: widths != wanted)
    }

    /// The widest texts give way first, all to the same width.
    private func fitted(_ wanted: [Int], to width: Int) -> [Int] {
        let room = width - Self.gap.count * (columns.count - 1)
        func widths(_ limit: Int) -> [Int] {
            zip(columns, wanted).map { $0.isWhole ? $1 : min($1, limit) }
        }
        var limit = wanted.max() ?? 0
        while limit > Self.narrowest, widths(limit).reduce(0, +) > room { limit -= 1 }
        return widths(limit)
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() {
            let text = DisplayWidth.cut(cell, to: widths[column])
            let space = String(repeating: " ", count: widths[column] - DisplayWidth.columns(text))
            line += (column == 0 ? "" : Self.gap)
            line += columns[column].isNumber ? space + text : text + space
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line + "\n"
    }
}
