// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// A case at a moment of either time: a scale to move along, the case as it then stood, and the
/// events that led there.
package struct HistoryPage: Sendable {
    package let heading: CaseHeading
    package let moment: Moment
    /// Of every event, within the moment or not.
    package let points: [ScalePoint]
    /// The fields of the case as it stood and their values; empty before there was a case.
    package let facts: [(key: String, value: String)]
    /// The events within the moment on this page of them, the last recorded first.
    package let entries: [TimelineEntry]
    package let pagination: Pagination
    /// Says what the moment leaves out; nil where it leaves out nothing.
    package let omitted: String?
    package let values: MomentValues
    package let errors: [FieldError]

    package init(
        heading: CaseHeading, moment: Moment, points: [ScalePoint],
        facts: [(key: String, value: String)], entries: [TimelineEntry], pagination: Pagination,
        omitted: String?, values: MomentValues, errors: [FieldError] = []
    ) {
        self.heading = heading
        self.moment = moment
        self.points = points
        self.facts = facts
        self.entries = entries
        self.pagination = pagination
        self.omitted = omitted
        self.values = values
        self.errors = errors
    }

    package func html(in layout: Layout) -> String {
        let reference = heading.reference
        let chosen = chosen
        let title = "History of \(reference)"
        return Templates.page(
            "history",
            [
                "caseHref": Paths.case(reference), "reference": reference,
                "subject": heading.subject.isEmpty ? "No subject" : heading.subject,
                "errors": errorSummary(errors), "sentence": moment.sentence,
                "scale": Scale(points: points, moment: moment, reference: reference).view,
                "momentForm": values.form(reference, errors),
                "compareForm": comparison.form(reference, []),
                "facts": facts.map { ["key": $0.key, "value": $0.value] },
                "noCase": facts.isEmpty,
                // The first event of a case is its opening.
                "noCaseWords": points.first?.isDated == false
                    ? "No opening is known by then." : "There was no case yet.",
                "count": Words.count(pagination.total, "event", "events"),
                "omitted": present(omitted), "wholeHref": Paths.history(reference),
                "entries": entries.map {
                    $0.view(
                        at: (moment, reference: reference),
                        isChosen: chosen.contains($0.position))
                },
                "pagination": pagination.view { Paths.history(reference, moment, page: $0) },
            ], title: errors.isEmpty ? title : "Error: \(title)", in: layout)
    }

    /// The entries that happened, or were recorded, at the very moment; without one the last.
    private var chosen: Set<Int> {
        guard moment != Moment() else { return [] }
        let exact = entries.filter {
            $0.happened == moment.asOf || .instant($0.recorded) == moment.knownAt
        }
        let last = pagination.page == 1 ? entries.first : nil
        return Set((exact.isEmpty ? [last].compactMap(\.self) : exact).map(\.position))
    }

    /// What the form begins with: the last two times of happening that the moment includes.
    private var comparison: ComparisonValues {
        var times: [Occurrence] = []
        let within = points.filter { $0.isDated && $0.isWithin(moment) }.map(\.happened)
        for time in within.sorted(by: { $0.last < $1.last }) where times.last?.last != time.last {
            times.append(time)
        }
        return ComparisonValues(
            from: times.dropLast().last?.description ?? "", to: times.last?.description ?? "")
    }
}

/// Two moments of one time, what differs in the case between them, and by which events.
package struct ComparisonPage: Sendable {
    package let heading: CaseHeading
    /// What is compared; nil where it cannot be told yet.
    package let sentence: String?
    package let changes: [ChangeLine]
    /// In the order of the log, those of this page.
    package let entries: [TimelineEntry]
    package let total: Int
    /// What came in between, of a day that nobody knows, as `entries`.
    package let undated: [TimelineEntry]
    package let undatedTotal: Int
    /// Says what the second moment leaves out; nil where it leaves out nothing.
    package let omitted: String?
    package let values: ComparisonValues
    package let errors: [FieldError]

    package init(
        heading: CaseHeading, sentence: String?, changes: [ChangeLine], entries: [TimelineEntry],
        total: Int, undated: [TimelineEntry] = [], undatedTotal: Int = 0, omitted: String? = nil,
        values: ComparisonValues, errors: [FieldError] = []
    ) {
        self.heading = heading
        self.sentence = sentence
        self.changes = changes
        self.entries = entries
        self.total = total
        self.undated = undated
        self.undatedTotal = undatedTotal
        self.omitted = omitted
        self.values = values
        self.errors = errors
    }

    package func html(in layout: Layout) -> String {
        let reference = heading.reference
        let title = "Compare two moments of \(reference)"
        return Templates.page(
            "comparison",
            [
                "historyHref": Paths.history(reference), "reference": reference,
                "subject": heading.subject.isEmpty ? "No subject" : heading.subject,
                "errors": errorSummary(errors), "sentence": present(sentence),
                "compareForm": values.form(reference, errors),
                "changes": changes.map(\.view), "hasChanges": !changes.isEmpty,
                "made": list(entries, of: total),
                "undated": undated.isEmpty ? [] : [list(undated, of: undatedTotal)],
                "omitted": present(omitted),
            ], title: errors.isEmpty ? title : "Error: \(title)", in: layout)
    }

    private func list(_ entries: [TimelineEntry], of total: Int) -> View {
        let more = total - entries.count
        return [
            "entries": entries.map { $0.view(at: (Moment(), reference: heading.reference)) },
            "count": Words.count(total, "event", "events"),
            "more": present(more > 0 ? "\(Words.count(more)) more are not shown." : nil),
        ]
    }
}
