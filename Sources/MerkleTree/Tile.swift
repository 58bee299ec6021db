// SPDX-License-Identifier: Apache-2.0

/// A tile of a log (C2SP tlog-tiles): up to 256 hashes side by side at level 8 · `level` of the
/// tree, or the entries below a tile of level 0.
package struct Tile: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// 0…63.
        case hashes(level: Int)
        case entries
    }
    package static let width = 256

    package let kind: Kind
    /// From 0.
    package let index: Int
    /// 1…256; less where the tree ends within the tile.
    package let count: Int

    package init(_ kind: Kind, index: Int, count: Int = width) {
        self.kind = kind
        self.index = index
        self.count = count
    }

    /// Reads what follows `/tile/`, as `0/x001/234.p/5` or `entries/067`; nil where it is no such
    /// path, in its one spelling.
    package init?(path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2 else { return nil }
        let first = parts.removeFirst()
        if first == "entries" {
            kind = .entries
        } else {
            guard let level = Int(first), (0...63).contains(level), String(level) == first else {
                return nil
            }
            kind = .hashes(level: level)
        }
        var count = Self.width
        if let last = parts.last, parts.count >= 2, parts[parts.count - 2].hasSuffix(".p") {
            guard let width = Int(last), (1..<Self.width).contains(width), String(width) == last
            else { return nil }
            count = width
            parts.removeLast()
            parts[parts.count - 1].removeLast(2)
        }
        self.count = count
        var index = 0
        for (place, part) in parts.enumerated() {
            var digits = Substring(part)
            if place < parts.count - 1 {
                guard digits.popFirst() == "x" else { return nil }
            }
            guard digits.utf8.count == 3, digits.utf8.allSatisfy({ (48...57).contains($0) }),
                let number = Int(digits), index < 1 << 50
            else { return nil }
            index = index * 1_000 + number
        }
        self.index = index
        guard self.path == path else { return nil }
    }

    /// What follows `/tile/`.
    package var path: String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1_000)
            let padded = String(repeating: "0", count: 3 - digits.utf8.count) + digits
            groups.append(groups.isEmpty ? padded : "x" + padded)
            rest /= 1_000
        } while rest > 0
        let place = groups.reversed().joined(separator: "/")
        let partial = count < Self.width ? ".p/\(count)" : ""
        switch kind {
        case .hashes(let level): return "\(level)/\(place)\(partial)"
        case .entries: return "entries/\(place)\(partial)"
        }
    }
}
