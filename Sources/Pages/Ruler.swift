// SPDX-License-Identifier: Apache-2.0

import WorkingTime

/// Places for moments on a line: by time, but no two nearer to each other than a mark is wide while
/// there is room for all.
struct Ruler: Equatable {
    private struct Knot: Equatable {
        let time: Int
        var place: Double
    }
    /// The first and last moment.
    let first: Instant
    let last: Instant
    /// Whether every moment has a mark's width of its own.
    let isSpread: Bool
    /// Places of moments, 0…1, both growing; between them by time.
    private var knots: [Knot]

    /// - Parameters:
    ///   - times: One at least.
    ///   - slots: The marks that the line has room for, less one.
    init(_ times: [Instant], slots: Int) {
        let times = Set(times).sorted()
        first = times.first ?? Instant(seconds: 0)
        last = times.last ?? first
        let (start, length) = (first.milliseconds, last.milliseconds - first.milliseconds)
        isSpread = times.count <= slots + 1
        let kept = isSpread ? times : [first, last]
        knots = kept.map {
            let past = Double($0.milliseconds - start)
            return Knot(time: $0.milliseconds, place: length == 0 ? 0.5 : past / Double(length))
        }
        guard isSpread, knots.count > 1 else { return }
        let gap = 1 / Double(slots)
        for index in 1..<knots.count {
            knots[index].place = max(knots[index].place, knots[index - 1].place + gap)
        }
        knots[knots.count - 1].place = 1
        for index in (0..<knots.count - 1).reversed() {
            knots[index].place = min(knots[index].place, knots[index + 1].place - gap)
        }
    }

    /// Milliseconds from the first to the last.
    var length: Int { last.milliseconds - first.milliseconds }

    /// 0…1; a moment beyond an end is at that end.
    func place(_ time: Instant) -> Double {
        let time = time.milliseconds
        guard let next = knots.firstIndex(where: { $0.time >= time }) else {
            return knots.last?.place ?? 0.5
        }
        guard next > 0, knots[next].time > time else { return knots[next].place }
        let (before, after) = (knots[next - 1], knots[next])
        let part = Double(time - before.time) / Double(after.time - before.time)
        return before.place + part * (after.place - before.place)
    }
}
