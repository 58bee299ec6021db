// SPDX-License-Identifier: Apache-2.0

/// Where something stands in a file; both count from 1, columns in Unicode scalars.
package struct SourceMark: Hashable, Comparable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static let start = SourceMark(line: 1, column: 1)

    package static func < (left: SourceMark, right: SourceMark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A file of keys and values as it is written, with where each part stands. Texts are as written:
/// `007` stays `007`, `yes` stays `yes`.
package struct SourceNode: Equatable, Sendable {
    package indirect enum Content: Equatable, Sendable {
        case text(String)
        case list([SourceNode])
        /// In the order written; no key twice.
        case map([Member])
    }
    package struct Member: Equatable, Sendable {
        package let key: String
        package let mark: SourceMark
        package let value: SourceNode

        package init(key: String, mark: SourceMark, value: SourceNode) {
            self.key = key
            self.mark = mark
            self.value = value
        }
    }

    package let content: Content
    package let mark: SourceMark

    package init(_ content: Content, at mark: SourceMark) {
        self.content = content
        self.mark = mark
    }
}
