// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Foundation
internal import WorkingTime

/// A time zone of the IANA database, for what clocks there showed.
struct CivilZone: Equatable, Sendable {
    private let zone: TimeZone

    /// Nil for a name that the database does not know.
    init?(_ name: String) {
        guard name == "UTC" || TimeZone.knownTimeZoneIdentifiers.contains(name),
            let zone = TimeZone(identifier: name)
        else { return nil }
        self.zone = zone
    }

    private func offset(at utc: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(utc)))
    }

    /// The moments, in seconds since 1970 UTC, at which a clock there showed this: one as a rule,
    /// two where clocks went back, none where they went forward.
    ///
    /// - Parameter local: Seconds since 1970-01-01T00:00:00 of that clock.
    private func moments(showing local: Int) -> [Int] {
        // No zone has ever been a day from UTC, and none changes twice within two days.
        let offsets = Set([offset(at: local - 86_400), offset(at: local + 86_400)])
        return offsets.map { local - $0 }.filter { $0 + offset(at: $0) == local }.sorted()
    }

    /// The moment at which a clock there showed this, with what is doubtful about it.
    ///
    /// A reading that came twice is the first of the two; one that never came counts on from the
    /// time before the clocks went forward.
    func moment(_ local: Int, nanoseconds: Int) -> ReadMoment {
        let instant = { (utc: Int) in Instant(seconds: utc, nanoseconds: nanoseconds) }
        let moments = moments(showing: local)
        let utc = moments.first ?? local - offset(at: local - 86_400)
        var moment = ReadMoment(
            occurrence: .instant(instant(utc)), offsetMinutes: offset(at: utc) / 60, found: nil)
        if moments.isEmpty {
            moment.found = ContradictionFound(.localTimeMissing, given: moment.occurrence)
        } else if moments.count > 1 {
            moment.found = ContradictionFound(
                .localTimeTwice, given: moment.occurrence,
                against: .instant(instant(moments[1])))
        }
        return moment
    }
}

/// A day or moment as a table says it.
struct ReadMoment: Equatable {
    var occurrence: Occurrence
    /// Of the clock that gave the time, from UTC; 0 for a day.
    var offsetMinutes: Int
    /// What is doubtful about it; nil as a rule.
    var found: ContradictionFound?
}

/// How a column's days or times are read.
struct MomentReading: Equatable, Sendable {
    let form: DateForm
    /// Where the clock stood; nil for a day, and where the text has its offset.
    let zone: CivilZone?

    /// - Throws: `DateForm.Problem`; a moment outside the years 1 to 9999 is no such day.
    func read(_ text: String) throws(DateForm.Problem) -> ReadMoment {
        switch try form.read(text) {
        case .day(let day):
            return ReadMoment(occurrence: .day(day), offsetMinutes: 0, found: nil)
        case .clock(let seconds, let nanoseconds, let offset):
            guard (-62_135_500_000...253_402_200_000).contains(seconds) else { throw .noSuchDay }
            if let offset {
                let instant = Instant(seconds: seconds - offset * 60, nanoseconds: nanoseconds)
                return ReadMoment(
                    occurrence: .instant(instant), offsetMinutes: offset, found: nil)
            }
            guard let zone else { throw .notOfForm }
            return zone.moment(seconds, nanoseconds: nanoseconds)
        }
    }
}
