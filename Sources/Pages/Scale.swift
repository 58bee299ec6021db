// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// An event's place in the two times.
package struct ScalePoint: Sendable {
    /// Where nobody knows when it happened, when it was recorded, and `isDated` is false.
    package let happened: Occurrence
    package let isDated: Bool
    package let recorded: Instant
    /// In words, for example `Assigned to Ada Example`.
    package let sentence: String

    package init(
        happened: Occurrence, isDated: Bool = true, recorded: Instant, sentence: String
    ) {
        self.happened = happened
        self.isDated = isDated
        self.recorded = recorded
        self.sentence = sentence
    }

    subscript(axis: TimeAxis) -> Occurrence {
        axis == .happened ? happened : .instant(recorded)
    }

    func isWithin(_ moment: Moment) -> Bool {
        TimeAxis.allCases.allSatisfy { moment.includes(self[$0], along: $0) }
    }
}

/// Two lines, one for each time, on which every event is a mark that leads to its moment: a slider
/// that needs no script.
///
/// Places are in per cent of the width, so that it fits any screen. A short history has a mark for
/// each time, moved apart where they would lie on each other; in a long one, near events share a
/// mark, which leads to the last of them. What happened on a day that nobody knows has no place on
/// the line of happening, which says so.
struct Scale {
    /// In the order of the log; one at least.
    let points: [ScalePoint]
    let moment: Moment
    let reference: String

    /// Marks that a line has room for.
    private static let slots = 24
    /// The marks at the ends keep this from the edge.
    private static let margin = 3.0

    var view: View {
        let rulers = rulers
        let isShared = rulers[0] == rulers[1]
        let showsLinks = isShared && rulers[0].isSpread
        return [
            "lines": TimeAxis.allCases.map { line($0, rulers[$0 == .happened ? 0 : 1]) },
            "undated": present(undated), "happened": steps(.happened), "recorded": steps(.recorded),
            "links": showsLinks ? points(on: .happened).map { link($0, rulers[0]) } : [],
            "late": showsLinks && points(on: .happened).contains { $0.isLate },
        ]
    }

    private func points(on axis: TimeAxis) -> [ScalePoint] {
        axis == .recorded ? points : points.filter(\.isDated)
    }

    private var undated: String? {
        let count = points.count { !$0.isDated }
        guard count > 0 else { return nil }
        return "Not on the line “\(TimeAxis.happened.label)”: "
            + "\(Words.count(count, "event", "events")) of a day not known."
    }

    // MARK: Places

    /// The rulers of the two lines. Both have the same where either fills half of the whole, so
    /// that a slanting link shows how much later something was recorded; a log that was imported
    /// years later has one for each.
    private var rulers: [Ruler] {
        let times = TimeAxis.allCases.map { axis in points(on: axis).map { $0[axis].first } }
        let (each, whole) = (times.map { Ruler($0, slots: Self.slots) }, times.flatMap(\.self))
        let shared = Ruler(whole, slots: Self.slots)
        let widest = max(each[0].length, each[1].length)
        return widest * 2 >= shared.length ? [shared, shared] : each
    }

    private func percent(_ place: Double) -> String {
        let tenths = Int((10 * (Self.margin + place * (100 - 2 * Self.margin))).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }

    // MARK: Parts

    private func line(_ axis: TimeAxis, _ ruler: Ruler) -> View {
        let top = axis == .happened
        let isEmpty = points(on: axis).isEmpty
        let limit = isEmpty ? nil : moment[axis].map { percent(ruler.place($0.last)) }
        return [
            "from": isEmpty ? "No day is known" : Words.shortDay(London.day(of: ruler.first)),
            "to": isEmpty ? "" : Words.shortDay(London.day(of: ruler.last)),
            "y": top ? "36" : "106", "labels": top ? "12" : "138",
            "limit": limit ?? false, "marks": marks(axis, ruler),
        ]
    }

    private func marks(_ axis: TimeAxis, _ ruler: Ruler) -> [View] {
        var groups: [Int: [ScalePoint]] = [:]
        for point in points(on: axis) {
            // Where each time has a place of its own, only equal times share one.
            let places = ruler.isSpread ? 1_000_000 : Double(Self.slots)
            let slot = Int((ruler.place(point[axis].first) * places).rounded())
            groups[slot, default: []].append(point)
        }
        // The last mark within the limit is the one that the moment stands at.
        let current =
            moment[axis] == nil
            ? nil
            : groups.filter {
                $0.value.contains { moment.includes($0[axis], along: axis) }
            }.keys.max()
        return groups.sorted { $0.key < $1.key }.compactMap { slot, group in
            let ordered = group.sorted { $0[axis].last < $1[axis].last }
            guard let last = ordered.last else { return nil }
            var there = moment
            there[axis] = last[axis]
            let words = group.count == 1 ? last.sentence : Words.count(group.count) + " events"
            let number = group.count < 1_000 ? "\(group.count)" : "\(group.count / 1_000)k"
            return [
                "x": percent(
                    ruler.isSpread
                        ? ruler.place(last[axis].first) : Double(slot) / Double(Self.slots)),
                "r": ["6", "8", "10", "13"][group.count == 1 ? 0 : number.utf8.count],
                "many": group.count == 1 ? false : number,
                "title": "\(words), \(axis.rawValue) by \(Words.limit(last[axis]))",
                "href": Paths.history(reference, there), "current": slot == current,
                "beyond": !group.contains { $0.isWithin(moment) },
            ]
        }
    }

    private func link(_ point: ScalePoint, _ ruler: Ruler) -> View {
        [
            "from": percent(ruler.place(point.happened.first)),
            "to": percent(ruler.place(point.recorded)),
            "late": point.isLate, "beyond": !point.isWithin(moment),
        ]
    }

    /// One moment earlier and later on an axis, and the whole of it.
    private func steps(_ axis: TimeAxis) -> View {
        var times: [Occurrence] = []
        for time in points(on: axis).map({ $0[axis] }).sorted(by: { $0.last < $1.last })
        where times.last != time { times.append(time) }
        let limit = moment[axis]
        let passed = times.count { moment.includes($0, along: axis) }
        func href(_ index: Int) -> Any {
            guard times.indices.contains(index) else { return false }
            var there = moment
            there[axis] = times[index]
            return Paths.history(reference, there)
        }
        var all = moment
        all[axis] = nil
        return [
            "name": axis.label,
            "limit": limit.map { "up to \(Words.limit($0))" } ?? "all of it",
            "first": passed > 1 ? href(0) : false, "earlier": href(passed - 2),
            "later": limit == nil ? false : href(passed),
            "all": limit == nil ? false : Paths.history(reference, all) as Any,
        ]
    }
}

extension ScalePoint {
    /// Recorded on a later day than it happened.
    var isLate: Bool { London.day(of: recorded) > happened.day }
}
