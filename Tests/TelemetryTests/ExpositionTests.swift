// SPDX-License-Identifier: Apache-2.0
import Telemetry
import Testing

@Suite("Metrics in Prometheus' text format") struct ExpositionTests {
    @Test func `a metric has its help, its type and a line for each value`() {
        var page = Exposition()
        page.add(Metric("caseledger_ledger_position", .gauge, "Where it \\ stands\nnow"), 12)
        page.add(
            Metric("caseledger_requests_total", .counter, labels: ["method", "route"], "Requests"),
            [(labels: ["GET", "/"], value: 3), (labels: ["POST", "a\"b\\c\nd"], value: 0.5)])
        #expect(
            page.text == """
                # HELP caseledger_ledger_position Where it \\\\ stands\\nnow
                # TYPE caseledger_ledger_position gauge
                caseledger_ledger_position 12
                # HELP caseledger_requests_total Requests
                # TYPE caseledger_requests_total counter
                caseledger_requests_total{method="GET",route="/"} 3
                caseledger_requests_total{method="POST",route="a\\"b\\\\c\\nd"} 0.5

                """)
    }

    @Test func `a histogram counts up to each bound, and beyond the last`() {
        var histogram = Histogram(bounds: [0.1, 1])
        for seconds in [0.05, 0.1, 0.5, 2, -1] { histogram.observe(seconds) }
        var page = Exposition()
        page.add(
            Metric("append_seconds", .histogram, labels: ["kind"], "Time"),
            [(labels: ["a"], histogram: histogram)])
        #expect(
            page.text == """
                # HELP append_seconds Time
                # TYPE append_seconds histogram
                append_seconds_bucket{kind="a",le="0.1"} 3
                append_seconds_bucket{kind="a",le="1"} 4
                append_seconds_bucket{kind="a",le="+Inf"} 5
                append_seconds_sum{kind="a"} 2.65
                append_seconds_count{kind="a"} 5

                """)
    }

    @Test func `a metric without values is left out`() {
        var page = Exposition()
        let none: [(labels: [String], value: Double)] = []
        page.add(Metric("nothing", .gauge, labels: ["a"], "Nothing"), none)
        #expect(page.text.isEmpty)
    }
}
