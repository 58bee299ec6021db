// SPDX-License-Identifier: Apache-2.0
import Foundation
import Telemetry
import Testing
import WorkingTime

@Suite("A log's line") struct LogLineTests {
    private static func line(
        _ event: String = "request", _ fields: [(name: String, value: LogLine.Value)] = []
    ) -> LogLine {
        LogLine(
            time: Instant(milliseconds: 1_795_375_012_307), level: "info",
            component: "project queues", event: event, fields: fields)
    }

    @Test func `is a time, a level, a process, an event and fields`() {
        let line = Self.line(
            "caught up",
            [
                ("position", .integer(12)), ("milliseconds", .decimal(1.23456)),
                ("route", .text("/cases/{reference}")), ("nothing", .text("")),
            ])
        #expect(
            line.text(as: .text)
                == "2026-11-22T19:16:52.307Z info [project queues] caught up position=12 "
                + "milliseconds=1.235 route=/cases/{reference} nothing=\"\"")
        #expect(
            line.text(as: .json)
                == #"{"time":"2026-11-22T19:16:52.307Z","level":"info","#
                + #""component":"project queues","event":"caught up","position":12,"#
                + #""milliseconds":1.235,"route":"/cases/{reference}","nothing":""}"#)
    }

    static let hostile = [
        "two\nlines", "a\r\nb", "x=1 level=error", "say \"no\"", "back\\slash", "\u{1b}[31mred",
        "\u{2028}", "\u{85}", "Łukasz", "\0", " ",
    ]

    @Test(arguments: hostile)
    func `stays one line whatever its values hold`(text: String) throws {
        let line = Self.line("request", [("field", .text(text))])
        let plain = line.text(as: .text)
        #expect(plain.hasPrefix("2026-11-22T19:16:52.307Z info [project queues] request field=\""))
        for form in [plain, line.text(as: .json)] {
            #expect(
                form.unicodeScalars.allSatisfy {
                    $0.value >= 0x20 && !$0.properties.isWhitespace || $0 == " "
                })
        }
        let read = try JSONSerialization.jsonObject(with: Data(line.text(as: .json).utf8))
        #expect((read as? [String: Any])?["field"] as? String == text)
    }

    @Test(arguments: [
        (0.0004, "0.000"), (0.0006, "0.001"), (-1.5, "-1.500"), (59.9996, "60.000"),
        (.infinity, "0.000"), (1e300, "0.000"),
    ])
    func `has decimals of three digits`(number: Double, text: String) {
        #expect(Self.line("x", [("n", .decimal(number))]).text(as: .text).hasSuffix("n=\(text)"))
    }
}
