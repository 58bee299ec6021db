// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

extension Replay {
    /// What the moment leaves out; nil where it leaves out nothing.
    package var omitted: String? {
        let parts = [
            notHappened > 0 ? "\(Words.count(notHappened)) had not happened yet" : nil,
            notDated > 0 ? "\(Words.count(notDated)) of a day not known" : nil,
            notRecorded > 0 ? "\(Words.count(notRecorded)) had not been recorded yet" : nil,
        ].compactMap { $0 }
        guard !parts.isEmpty else { return nil }
        let sum = Words.count(
            notHappened + notDated + notRecorded, "event is", "events are")
        return "\(sum) left out: \(parts.joined(separator: ", "))."
    }
}

extension Difference {
    package var sentence: String {
        let (first, second) = (words(from), words(to))
        switch axis {
        case .happened:
            let known = to.knownAt.map { ", as it was known by \(Words.limit($0))" } ?? ""
            return "What happened after \(first) and by \(second)\(known)."
        case .recorded:
            let happened = to.asOf.map { " of what had happened by \(Words.limit($0))" } ?? ""
            return "What became known after \(first) and by \(second)\(happened)."
        }
    }

    /// What is said of the events that stand apart; nil where there are none.
    package var undatedSentence: String? {
        guard !undated.isEmpty else { return nil }
        return
            "\(Words.count(undated.count, "event", "events")) of a day not known came in between."
    }

    /// What is said of a step that `isLate`.
    package var lateWords: String {
        switch axis {
        case .happened: "not known by \(words(to))"
        case .recorded: "had happened by \(words(from)), not known then"
        }
    }

    private func words(_ moment: Moment) -> String {
        moment[axis].map { Words.limit($0) } ?? ""
    }
}

extension FieldChange {
    /// `none → Ada Example`.
    package var words: String { "\(from?.words ?? "none") → \(to?.words ?? "none")" }

    /// The same, or `Ada Example` where there was none before.
    package var shortWords: String { from == nil ? to?.words ?? "none" : words }
}
