// SPDX-License-Identifier: Apache-2.0
import Casework
import Testing
import WorkingTime

@testable import Interchange

private func read(_ text: String, _ form: String, _ zone: String? = nil) throws -> String {
    let reading = MomentReading(
        form: try #require(DateForm(form)),
        zone: try zone.map { try #require(CivilZone($0)) })
    let moment = try reading.read(text)
    let offset = moment.offsetMinutes == 0 ? "" : " \(moment.offsetMinutes)"
    let against = moment.found?.against.map { " \($0)" } ?? ""
    let found = moment.found.map { " \($0.kind.rawValue)\(against)" } ?? ""
    return "\(moment.occurrence)\(offset)\(found)"
}

@Suite("Days and times in stated forms") struct DateFormTests {
    @Test(
        "a text of the form is read",
        arguments: [
            ("31/12/2024", "DD/MM/YYYY", "2024-12-31"), ("1/2/2024", "D/M/YYYY", "2024-02-01"),
            ("29.02.2024", "DD.MM.YYYY", "2024-02-29"), ("3-MAR-2021", "D-MMM-YYYY", "2021-03-03"),
            ("20240131", "YYYYMMDD", "2024-01-31"),
            ("on 01/02/2024", "'on' DD/MM/YYYY", "2024-02-01"),
            ("2024-05-01T10:00:00Z", "YYYY-MM-DDTHH:mm:ssZ", "2024-05-01T10:00:00.000Z"),
            ("2014-05-09T19:02:21-05:00", "YYYY-MM-DDTHH:mm:ssZ", "2014-05-10T00:02:21.000Z -300"),
            (
                "2014-05-09 19:02:21.5+0530", "YYYY-MM-DD HH:mm:ss.SZ",
                "2014-05-09T13:32:21.500Z 330"
            ),
        ])
    func good(text: String, form: String, expected: String) throws {
        #expect(try read(text, form) == expected)
    }

    @Test(
        "an hour of twelve is read with its half of the day",
        arguments: [
            ("12:00 AM", "00:00"), ("12:59 am", "00:59"), ("01:00 AM", "01:00"),
            ("11:59 AM", "11:59"), ("12:00 PM", "12:00"), ("12:30 PM", "12:30"),
            ("01:00 pm", "13:00"), ("11:59 PM", "23:59"),
        ])
    func halves(text: String, time: String) throws {
        #expect(
            try read("01/15/2024 \(text)", "MM/DD/YYYY hh:mm a", "UTC")
                == "2024-01-15T\(time):00.000Z")
    }

    @Test(
        "a text of another form is refused, and so is a day that never was",
        arguments: [
            ("1/02/2024", "DD/MM/YYYY", DateForm.Problem.notOfForm),
            ("01/02/24", "DD/MM/YYYY", .notOfForm), ("01/02/2024 ", "DD/MM/YYYY", .notOfForm),
            (" 01/02/2024", "DD/MM/YYYY", .notOfForm), ("01-02-2024", "DD/MM/YYYY", .notOfForm),
            ("", "DD/MM/YYYY", .notOfForm), ("30/02/2024", "DD/MM/YYYY", .noSuchDay),
            ("29/02/2023", "DD/MM/YYYY", .noSuchDay), ("01/13/2024", "DD/MM/YYYY", .noSuchDay),
            ("00/01/2024", "DD/MM/YYYY", .noSuchDay), ("01/01/0000", "DD/MM/YYYY", .notOfForm),
            ("1-Foo-2024", "D-MMM-YYYY", .notOfForm), ("٣/1/2024", "D/M/YYYY", .notOfForm),
            ("01/01/2024 24:00", "DD/MM/YYYY HH:mm", .notOfForm),
            ("01/01/2024 13:00 PM", "DD/MM/YYYY hh:mm a", .notOfForm),
            ("01/01/2024 00:10 AM", "DD/MM/YYYY hh:mm a", .notOfForm),
            ("01/01/2024 12:60", "DD/MM/YYYY HH:mm", .notOfForm),
            ("2024-01-01T10:00:00", "YYYY-MM-DDTHH:mm:ssZ", .notOfForm),
        ] as [(String, String, DateForm.Problem)])
    func bad(text: String, form: String, problem: DateForm.Problem) {
        #expect(throws: problem) { try read(text, form, "UTC") }
    }

    @Test(
        "what does not say a whole day, or a whole time, is no form",
        arguments: [
            "", "MM/DD", "YYYY", "DD/MM/YY", "YYYY-MM-DD MM", "YYYY-MM-DD HH", "YYYY-MM-DD mm:ss",
            "YYYY-MM-DD hh:mm", "YYYY-MM-DD HH:mm a", "YYYY-MM-DD Z", "YYYY-MM-DD HH:mm.S",
            "YYYY-MM-DD q", "'YYYY-MM-DD", "YYYY-MM-DD HH:mm HH", "%d/%m/%Y",
        ])
    func noForm(text: String) {
        #expect(DateForm(text) == nil)
    }
}

@Suite("Clocks that change") struct CivilZoneTests {
    @Test(
        "a clock's reading is the moment it showed that",
        arguments: [
            ("2024-01-15 12:00", "America/New_York", "2024-01-15T17:00:00.000Z -300"),
            ("2024-07-15 12:00", "America/New_York", "2024-07-15T16:00:00.000Z -240"),
            ("2024-03-10 01:59", "America/New_York", "2024-03-10T06:59:00.000Z -300"),
            ("2024-03-10 03:00", "America/New_York", "2024-03-10T07:00:00.000Z -240"),
            ("2024-11-03 00:59", "America/New_York", "2024-11-03T04:59:00.000Z -240"),
            ("2024-11-03 02:00", "America/New_York", "2024-11-03T07:00:00.000Z -300"),
            // Summer time ended on 31 October before 2007.
            ("2006-11-03 12:00", "America/New_York", "2006-11-03T17:00:00.000Z -300"),
            ("2024-07-15 12:00", "Europe/London", "2024-07-15T11:00:00.000Z 60"),
            ("2024-03-31 01:59", "Europe/Warsaw", "2024-03-31T00:59:00.000Z 60"),
            ("1900-01-01 00:00", "America/New_York", "1900-01-01T05:00:00.000Z -300"),
        ])
    func once(text: String, zone: String, expected: String) throws {
        #expect(try read(text, "YYYY-MM-DD HH:mm", zone) == expected)
    }

    @Test(
        "a reading that came twice is the first, one that never came counts on; both are flagged",
        arguments: [
            (
                "2024-11-03 01:30", "America/New_York",
                "2024-11-03T05:30:00.000Z -240 local-time-twice 2024-11-03T06:30:00.000Z"
            ),
            (
                "2024-11-03 01:00", "America/New_York",
                "2024-11-03T05:00:00.000Z -240 local-time-twice 2024-11-03T06:00:00.000Z"
            ),
            (
                "2024-03-10 02:30", "America/New_York",
                "2024-03-10T07:30:00.000Z -240 local-time-missing"
            ),
            (
                "2024-10-27 01:30", "Europe/London",
                "2024-10-27T00:30:00.000Z 60 local-time-twice 2024-10-27T01:30:00.000Z"
            ),
            ("2024-03-31 01:30", "Europe/London", "2024-03-31T01:30:00.000Z 60 local-time-missing"),
        ])
    func doubtful(text: String, zone: String, expected: String) throws {
        #expect(try read(text, "YYYY-MM-DD HH:mm", zone) == expected)
    }

    @Test func `a name that is no zone is refused`() {
        for name in ["", "Europe/Testshire", "EST5", "+01:00", "london"] {
            #expect(CivilZone(name) == nil)
        }
        #expect(CivilZone("UTC") != nil)
    }
}
