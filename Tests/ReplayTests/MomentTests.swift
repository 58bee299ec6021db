// SPDX-License-Identifier: Apache-2.0
import CaseService
import Testing
import WorkingTime

@Suite("A moment of the two times") struct MomentTests {
    /// When it happened (nil: when it was recorded), when it was recorded, the limits, and whether
    /// the event lies within.
    @Test(
        arguments: [
            // A day means its end, of both times.
            ("2026-03-03", "2026-03-03T16:00:00Z", "2026-03-03", nil, true),
            ("2026-03-04", "2026-03-04T16:00:00Z", "2026-03-03", nil, false),
            ("2026-03-03T23:59:59.999Z", "2026-03-04T00:00:00Z", "2026-03-03", nil, true),
            (nil, "2026-03-03T23:59:59.999Z", nil, "2026-03-03", true),
            (nil, "2026-03-04T00:00:00Z", nil, "2026-03-03", false),
            // A civil day has happened once it has begun.
            ("2026-03-03", "2026-03-09T00:00:00Z", "2026-03-03T00:00:00Z", nil, true),
            ("2026-03-03", "2026-03-09T00:00:00Z", "2026-03-02T23:59:59Z", nil, false),
            // To the instant.
            ("2026-03-03T14:30:00Z", "2026-03-09T00:00:00Z", "2026-03-03T14:30:00Z", nil, true),
            (
                "2026-03-03T14:30:00.001Z", "2026-03-09T00:00:00Z", "2026-03-03T14:30:00Z", nil,
                false
            ),
            ("2026-03-03T14:30:59.9Z", "2026-03-09T00:00:00Z", "2026-03-03 14:30", nil, true),
            // Nobody said when: it happened when it was recorded.
            (nil, "2026-03-03T16:00:00Z", "2026-03-03", nil, true),
            (nil, "2026-03-04T16:00:00Z", "2026-03-03", nil, false),
            // Recorded late; and both limits.
            ("2026-03-03", "2026-03-09T16:00:00Z", nil, "2026-03-03", false),
            ("2026-03-03", "2026-03-09T16:00:00Z", "2026-03-03", "2026-03-03", false),
            ("2026-03-03", "2026-03-09T16:00:00Z", "2026-03-03", "2026-03-09", true),
            ("2026-03-03", "2026-03-09T16:00:00Z", "2026-03-02", "2026-03-09", false),
            // The clocks go forward on 29 March and back on 25 October.
            ("2026-03-29T22:59:00Z", "2026-04-01T00:00:00Z", "2026-03-29", nil, true),
            ("2026-03-29T23:00:00Z", "2026-04-01T00:00:00Z", "2026-03-29", nil, false),
            ("2026-03-30", "2026-04-01T00:00:00Z", "2026-03-29T23:00:00Z", nil, true),
            ("2026-10-25T23:30:00Z", "2026-11-01T00:00:00Z", "2026-10-25", nil, true),
            ("2026-10-24T23:00:00Z", "2026-11-01T00:00:00Z", "2026-10-24", nil, false),
            ("2026-10-25", "2026-11-01T00:00:00Z", "2026-10-24T23:00:00Z", nil, true),
            // Without limits all is within.
            ("9999-12-31", "2026-03-03T16:00:00Z", nil, nil, true),
        ] as [(String?, String, String?, String?, Bool)])
    func `includes an event`(
        happened: String?, recorded: String, asOf: String?, knownAt: String?, isWithin: Bool
    ) {
        let event = Sample.event(1, recorded, on: happened, nil)
        let moment = Moment(
            asOf: asOf.map { Sample.time($0) }, knownAt: knownAt.map { Sample.time($0) })
        #expect(moment.includes(event) == isWithin)
    }
}
