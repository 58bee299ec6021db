// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// A case as a row of another system's table has it, read and not mended.
package struct ImportedCase: Equatable, Sendable {
    package var opened: CaseOpened
    /// Nil where the row does not say.
    package var openedAt: Occurrence?
    /// Nil for a case that is open there.
    package var outcome: Outcome?
    package var closedAt: Occurrence?
    /// What was found while reading the row, which these values no longer show.
    package var found: [ContradictionFound]

    package init(
        opened: CaseOpened, openedAt: Occurrence?, outcome: Outcome? = nil,
        closedAt: Occurrence? = nil, found: [ContradictionFound] = []
    ) {
        self.opened = opened
        self.openedAt = openedAt
        self.outcome = outcome
        self.closedAt = closedAt
        self.found = found
    }
}

/// What a row of another system's table says happened to a case that came from it.
package struct ImportedItem: Equatable, Sendable {
    package enum Body: Equatable, Sendable {
        case activity(ActivityRecorded)
        case correspondence(CorrespondenceRecorded)
    }
    package var body: Body
    package var origin: RowOrigin? {
        switch body {
        case .activity(let activity): activity.origin
        case .correspondence(let letter): letter.origin
        }
    }
    /// Nil where the row does not say.
    package var occurredAt: Occurrence?
    package var found: [ContradictionFound]

    package init(body: Body, occurredAt: Occurrence?, found: [ContradictionFound] = []) {
        self.body = body
        self.occurredAt = occurredAt
        self.found = found
    }
}

/// The row of an imported table that something came from, by which it is known again.
package struct RowOrigin: Equatable, Sendable {
    /// The system that the table came from.
    package var log: LogID
    /// The row's own key, if its table has one.
    package var key: Sealed<String>?
    /// The digest of what the row says.
    package var row: Sealed<String>
    /// Which of the rows that have this key, or else say the same, it is: from 1.
    package var copy: Int

    package init(log: LogID, key: Sealed<String>?, row: Sealed<String>, copy: Int = 1) {
        self.log = log
        self.key = key
        self.row = row
        self.copy = copy
    }
}

/// What an imported record says cannot be so, or a part of it is not there. It is recorded as it
/// came, and this beside it.
package struct ContradictionFound: Recorded {
    package var kind: Contradiction
    /// The day or moment that is in doubt, and the one that it does not agree with.
    package var given: Occurrence?
    package var against: Occurrence?

    package static let form = Form(
        "case.contradictionFound", { ContradictionFound($0, given: $1, against: $2) },
        Field("kind", \.kind), Field("given", \.given), Field("against", \.against))

    package init(_ kind: Contradiction, given: Occurrence? = nil, against: Occurrence? = nil) {
        self.kind = kind
        self.given = given
        self.against = against
    }
}

/// The kinds of contradiction, and of gap; a shipped case stays.
package enum Contradiction: String, CaseIterable, PlainValue {
    case closedBeforeOpened = "closed-before-opened"
    /// The case is open, and has a day or moment of closing; it comes in open.
    case openWithClosingDay = "open-with-closing-day"
    /// Nobody knows when it was closed.
    case closedWithoutClosingDay = "closed-without-closing-day"
    /// Nobody knows when it came or happened.
    case withoutDay = "without-day"
    /// After the day of the import.
    case futureDay = "future-day"
    /// Clocks went back: `given` is the first of the two moments with that reading, `against` the
    /// second.
    case localTimeTwice = "local-time-twice"
    /// Clocks went forward: no moment had that reading; `given` counts on from the one before.
    case localTimeMissing = "local-time-missing"
    /// Several rows of one table have the same key.
    case duplicateKey = "duplicate-key"
    /// Several cases have the key that the row names as its case's: it stands with the first.
    case severalCases = "several-cases"
    /// Correspondence of which no text was kept.
    case withoutText = "without-text"

    package var label: String {
        switch self {
        case .closedBeforeOpened: "Closed before it was opened"
        case .openWithClosingDay: "Open, with a day of closing"
        case .closedWithoutClosingDay: "Closed, without a day of closing"
        case .withoutDay: "Without the day on which it happened"
        case .futureDay: "A day that had not come yet"
        case .localTimeTwice: "A time that the clock showed twice"
        case .localTimeMissing: "A time that the clock never showed"
        case .duplicateKey: "A key that several records have"
        case .severalCases: "Its case's key is that of several cases"
        case .withoutText: "Without a text"
        }
    }
}

/// A table of another system was imported: what came of its rows, for reconciliation.
package struct TableImported: Recorded {
    /// SHA-256 of the file, decompressed, in hexadecimal.
    package var digest: Code
    /// How many rows it has, and what was added for them; the rest was there already.
    package var rows: Int
    package var cases: Int
    package var activities: Int
    package var correspondence: Int
    /// The mapping file under which it came in; sealed because people's names can stand in it.
    package var map: Sealed<String>

    package static let form = Form(
        "log.tableImported", Self.init, Field("digest", \.digest), Field("rows", \.rows),
        Field("cases", \.cases), Field("activities", \.activities),
        Field("correspondence", \.correspondence), Field("map", \.map))

    package init(
        digest: Code, rows: Int, cases: Int, activities: Int, correspondence: Int,
        map: Sealed<String>
    ) {
        self.digest = digest
        self.rows = rows
        self.cases = cases
        self.activities = activities
        self.correspondence = correspondence
        self.map = map
    }
}
