// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import XES

/// Samples of the promi project, sorted by what its own reader makes of them.
@Suite(
    "The samples are read or refused for a reason that is listed here",
    .enabled(if: Shared.has(Shared.samples), "no samples: set CASELEDGER_SHARED"))
struct SampleTests {
    /// Correct and recoverable files that are refused all the same.
    static let refused: [String: XESError.Reason] = [
        // A case without a name could not be found again, nor told from another.
        "event_correct_attributes": .traceWithoutName,
        "trace_correct_attributes": .traceWithoutName,
        "event_too_many_attributes": .traceWithoutName,
        "trace_too_many_attributes": .traceWithoutName,
    ]

    static let nonParsing: [String: XESError.Reason] = [
        "boolean_incorrect_value": .badValue("boolean"),
        "broken_xml": .malformedXML("not well-formed (invalid token)"),
        "classifier_incorrect_scope": .badScope,
        "classifier_no_attributes": .missing("name", of: "classifier"),
        "date_incorrect_value": .badValue("date"),
        "date_no_t_z_d": .dateWithoutZone,
        "element_incorrect": .unknownElement,
        "extension_no_attributes": .missing("name", of: "extension"),
        "global_incorrect_scope": .badScope,
        "global_string_no_attributes": .missing("key", of: "string"),
        "int_incorrect_value": .badValue("int"),
        // In these the trace without a name, or the event without a trace, comes before the
        // element out of place.
        "misplaced_attribute_event": .eventOutsideTrace,
        "misplaced_attribute_trace": .traceWithoutName,
        "misplaced_classifier_event": .eventOutsideTrace,
        "misplaced_classifier_trace": .traceWithoutName,
        "misplaced_extension_event": .eventOutsideTrace,
        "misplaced_extension_trace": .traceWithoutName,
        "misplaced_global_event": .eventOutsideTrace,
        "misplaced_global_trace": .traceWithoutName,
        "no_log": .cutShort,
        "real_incorrect_value": .badValue("float"),
        "string_no_attributes": .missing("key", of: "string"),
    ]

    /// Files that break rules beyond syntax: types of globals, declarations, uniqueness of keys.
    /// They are read, except these.
    static let nonValidating: [String: XESError.Reason] = [
        "event_identical_attributes": .traceWithoutName,
        "event_incorrect_order": .traceWithoutName,
        "event_incorrect_type": .traceWithoutName,
        "globals_violation_type": .eventOutsideTrace,
        "misplaced_trace_event": .eventOutsideTrace,
    ]

    @Test(arguments: [
        ("correct", refused), ("recoverable", refused), ("test", [:]),
        ("non_parsing", nonParsing), ("non_validating", nonValidating),
    ])
    func `each sample`(_ folder: String, _ reasons: [String: XESError.Reason]) throws {
        let place = Shared.samples.appending(path: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
        #expect(!names.isEmpty)
        for name in names {
            let refusal = try refusal(path: place.appending(path: name).path)
            #expect(refusal?.reason == reasons[name.replacing(".xes", with: "")], "\(name)")
        }
    }
}

@Suite(
    "Real logs are read whole and survive being written",
    .enabled(if: Shared.has(Shared.logs), "no logs: set CASELEDGER_SHARED"))
struct RealLogTests {
    @Test(arguments: [
        ("receipt.xes.gz", 1_434, 8_577), ("roadtraffic100traces.xes", 100, 390),
        ("helpdesk.xes.gz", 4_580, 21_348), ("bpic2013_incidents.xes.gz", 7_554, 65_533),
        ("bpic2020_DomesticDeclarations.xes.gz", 10_357, 55_628),
    ])
    func `a log read from what was written equals the log`(
        _ name: String, _ traces: Int, _ events: Int
    ) throws {
        let log = try WholeLog(path: Shared.logs.appending(path: name).path)
        #expect(log.traces.count == traces)
        #expect(log.traces.reduce(0) { $0 + $1.events.count } == events)
        let again = try log.rewritten()
        var header = log.header
        header.version = "1849.2016"
        #expect(again.header == header)
        let isEqual = zip(log.traces, again.traces).allSatisfy { left, right in
            left.attributes == right.attributes
                && left.events.map(\.attributes) == right.events.map(\.attributes)
        }
        #expect(isEqual && again.traces.count == traces)
    }

    @Test func `progress rises from 0 to 1`() throws {
        let path = Shared.logs.appending(path: "receipt.xes.gz").path
        var steps: [Double] = []
        _ = try XESReader(path: path).read(progress: { steps.append($0) }, trace: { _ in })
        #expect(steps.count > 10 && steps == steps.sorted() && steps.last == 1)
    }
}
