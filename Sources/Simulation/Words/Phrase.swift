// SPDX-License-Identifier: Apache-2.0

/// A text with places to fill: `the lamp on {road}`.
struct Phrase: ExpressibleByStringLiteral, Sendable {
    enum Slot: String, CaseIterable, Sendable {
        /// An invented road, an invented place, a line of the buses, a time in the past, a small
        /// number.
        case road, place, bus, when, number
        /// What the case is about, as part of a sentence; who wrote.
        case matter, name
    }
    private enum Part: Sendable {
        case text(String)
        case slot(Slot)
    }
    private let parts: [Part]

    /// Whether it names a road, a place or a bus.
    var isLocal: Bool {
        parts.contains { part in
            if case .slot(let slot) = part { [.road, .place, .bus].contains(slot) } else { false }
        }
    }

    init(stringLiteral text: String) {
        var parts: [Part] = []
        for piece in text.split(separator: "{", omittingEmptySubsequences: false) {
            let halves = piece.split(
                separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
            if halves.count == 2, let slot = Slot(rawValue: String(halves[0])) {
                parts.append(.slot(slot))
                parts.append(.text(String(halves[1])))
            } else {
                parts.append(.text(String(piece)))
            }
        }
        self.parts = parts
    }

    /// The text, each slot filled by what `word` gives.
    func filled(_ word: (Slot) -> String) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .slot(let slot): text += word(slot)
            }
        }
        return text
    }
}
