// SPDX-License-Identifier: Apache-2.0
import Casework
import Forms
import TestKit
import Testing
import WorkingTime

private let early = Occurrence("2026-03-02T09:00:00Z")
private let late = Occurrence("2026-03-02T17:00:00Z")
private let sameDay = Occurrence.day(.of("2026-03-02"))
private let dayBefore = Occurrence.day(.of("2026-03-01"))
private let dayAfter = Occurrence.day(.of("2026-03-03"))
private let tomorrow = Occurrence.day(.of("2026-11-23"))
private let tonight = Occurrence("2026-11-22T23:59:59Z")

private let opened = CaseOpened(type: .complaint, subject: .value(" As it came \u{7} "))

private func found(
    _ kind: Contradiction, _ given: Occurrence? = nil, against: Occurrence? = nil
) -> CaseEvent {
    .contradictionFound(ContradictionFound(kind, given: given, against: against))
}

private struct Row: Sendable, CustomTestStringConvertible {
    var opened: Occurrence?
    var outcome: Outcome?
    var closed: Occurrence?
    var found: [CaseEvent]
    var testDescription: String {
        "\(opened, default: "–") \(outcome?.rawValue ?? "open") \(closed, default: "–")"
    }
}

@Suite("Importing a case") struct ImportCaseTests {
    private static let rows = [
        Row(opened: early, found: []),
        Row(opened: early, outcome: .answered, closed: late, found: []),
        Row(opened: early, outcome: .unknown, closed: early, found: []),
        Row(opened: dayBefore, outcome: .answered, closed: sameDay, found: []),
        Row(opened: tonight, found: []),
        // Within one day, a day and a moment agree.
        Row(opened: late, outcome: .answered, closed: sameDay, found: []),
        Row(opened: sameDay, outcome: .answered, closed: early, found: []),
        Row(
            opened: late, outcome: .answered, closed: early,
            found: [found(.closedBeforeOpened, early, against: late)]),
        Row(
            opened: late, outcome: .withdrawn, closed: dayBefore,
            found: [found(.closedBeforeOpened, dayBefore, against: late)]),
        Row(
            opened: dayAfter, outcome: .answered, closed: late,
            found: [found(.closedBeforeOpened, late, against: dayAfter)]),
        Row(opened: early, closed: late, found: [found(.openWithClosingDay, late)]),
        Row(
            opened: late, closed: early,
            found: [
                found(.closedBeforeOpened, early, against: late),
                found(.openWithClosingDay, early),
            ]),
        Row(opened: early, outcome: .unknown, found: [found(.closedWithoutClosingDay)]),
        Row(found: [found(.withoutDay)]),
        Row(
            outcome: .answered, found: [found(.withoutDay), found(.closedWithoutClosingDay)]),
        Row(opened: tomorrow, found: [found(.futureDay, tomorrow)]),
        Row(
            opened: early, outcome: .answered, closed: tomorrow,
            found: [found(.futureDay, tomorrow)]),
    ]

    @Test(arguments: rows)
    fileprivate func `keeps what is said, flags what cannot be, and mends nothing`(row: Row) {
        let command = CaseCommand.importCase(
            ImportedCase(
                opened: opened, openedAt: row.opened, outcome: row.outcome, closedAt: row.closed))
        var expected: [Dated<CaseEvent>] = [Dated(.opened(opened), occurredAt: row.opened)]
        expected += row.found.map { Dated($0) }
        if let outcome = row.outcome {
            expected.append(
                Dated(.closed(CaseClosed(outcome: outcome)), occurredAt: row.closed))
        }
        given().when(command).then(expected)
    }

    @Test func `keeps what was found while it was read, before all else`() {
        let twice = ContradictionFound(.localTimeTwice, given: early, against: late)
        given().when(
            .importCase(
                ImportedCase(opened: opened, openedAt: early, closedAt: late, found: [twice]))
        ).then([
            Dated(.opened(opened), occurredAt: early), Dated(.contradictionFound(twice)),
            Dated(found(.openWithClosingDay, late)),
        ])
    }

    @Test func `has the limits of what people type`() {
        func command(_ subject: Int, _ message: Int) -> CaseCommand {
            var opened = opened
            opened.subject = .value(String(repeating: "x", count: subject))
            opened.message = .value(String(repeating: "x", count: message))
            return .importCase(ImportedCase(opened: opened, openedAt: early))
        }
        #expect((try? given().when(command(500, 50_000)).outcome.get())?.count == 1)
        given().when(command(501, 0)).refused(.tooLong(.subject, limit: 500))
        given().when(command(0, 50_001)).refused(.tooLong(.message, limit: 50_000))
    }
}

@Suite("Importing what happened to a case") struct ImportItemTests {
    private static let activity = ActivityRecorded(activity: Code("Visited"))
    private static func letter(_ message: String) -> CorrespondenceRecorded {
        CorrespondenceRecorded(
            direction: .incoming, channel: .letter, subject: nil, message: .value(message))
    }

    @Test(
        arguments: [
            (early, []), (tonight, []), (nil, [found(.withoutDay)]),
            (tomorrow, [found(.futureDay, tomorrow)]),
        ] as [(Occurrence?, [CaseEvent])])
    func `keeps when it happened, and flags what cannot be`(
        happened: Occurrence?, flags: [CaseEvent]
    ) {
        for (body, event): (ImportedItem.Body, CaseEvent) in [
            (.activity(Self.activity), .activityRecorded(Self.activity)),
            (
                .correspondence(Self.letter("Hello")),
                .correspondenceRecorded(Self.letter("Hello"))
            ),
        ] {
            for past in [[Sample.opened], [Sample.opened, Sample.closed]] {
                GivenCase(events: past)
                    .when(.importItem(ImportedItem(body: body, occurredAt: happened)))
                    .then([Dated(event, occurredAt: happened)] + flags.map { Dated($0) })
            }
        }
    }

    @Test func `flags correspondence without a text`() {
        given(Sample.opened)
            .when(
                .importItem(ImportedItem(body: .correspondence(Self.letter("")), occurredAt: early))
            ).then([
                Dated(.correspondenceRecorded(Self.letter("")), occurredAt: early),
                Dated(found(.withoutText)),
            ])
    }
}
