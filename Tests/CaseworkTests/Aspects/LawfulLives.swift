// SPDX-License-Identifier: Apache-2.0

/// A request and a complaint from end to end, with everything that is missing on the way.
enum LawfulLives {
    private static let day = "2026-11-20"

    static let request: [(String, [String: [String]])] = [
        ("decide-validity", ["missing": ["name"]]), ("decide-validity", [:]),
        ("decide-request", ["decision": ["refused"]]),
        ("decide-request", ["decision": ["not-held"]]),
        ("decide-request", ["decision": ["cost"]]),
        ("decide-request", ["decision": ["vexatious"]]),
        ("give-fees-notice", ["pence": ["0"], "basis": ["Copies"], "day": [day]]),
        ("extend-time", ["ground": ["public-interest"], "day": [day], "reason": ["x"]]),
        ("apply-exemption", ["section": ["36(2)(b)"], "limb": ["qualified"]]),
        ("apply-exemption", ["section": ["36(2)(b)"], "harm": ["Candour"]]),
        (
            "apply-exemption",
            ["section": ["36(2)(b)"], "limb": ["qualified"], "harm": ["Candour"]]
        ), ("extend-time", ["ground": ["public-interest"], "day": [day], "reason": ["x"]]),
        ("decide-request", ["decision": ["disclosed"]]),
        ("decide-request", ["decision": ["refused"]]),
        ("conclude-interest", ["exemption": ["1"], "conclusion": ["maintain"], "reason": ["x"]]),
        ("weigh-interest", ["exemption": ["1"], "side": ["disclosure"], "text": ["Openness"]]),
        ("weigh-interest", ["exemption": ["1"], "side": ["maintaining"], "text": ["Candour"]]),
        ("conclude-interest", ["exemption": ["1"], "conclusion": ["maintain"], "reason": ["x"]]),
        ("decide-request", ["decision": ["refused"]]),
        ("record-opinion", ["exemption": ["1"], "text": ["It would"]]),
        (
            "record-redaction",
            ["file": ["1"], "page": ["0"], "exemption": ["1"], "marks": ["1"]]
        ), ("decide-request", ["decision": ["refused"]]),
        ("issue-notice", ["kind": ["refusal"], "channel": ["email"], "day": [day]]),
        (
            "issue-notice",
            ["kind": ["refusal"], "channel": ["email"], "day": [day], "saysReview": ["yes"]]
        ),
        (
            "issue-notice",
            [
                "kind": ["refusal"], "channel": ["email"], "day": [day], "saysReview": ["yes"],
                "saysRegulator": ["yes"],
            ]
        ),
        (
            "estimate-cost",
            ["authority": ["other"], "minutes": ["1200"], "basis": ["A sample of ten"]]
        ), ("decide-request", ["decision": ["cost"]]),
        (
            "issue-notice",
            [
                "kind": ["refusal"], "channel": ["email"], "day": [day], "saysReview": ["yes"],
                "saysRegulator": ["yes"],
            ]
        ),
        ("send-reply", ["kind": ["final"], "channel": ["email"], "day": [day], "text": ["x"]]),
    ]

    static let complaint: [(String, [String: [String]])] = [
        ("escalate-complaint", ["day": [day], "reason": ["x"]]),
        ("send-reply", ["kind": ["final"], "channel": ["email"], "day": [day], "text": ["x"]]),
        ("escalate-complaint", ["day": [day], "reason": ["x"]]),
        ("send-reply", ["kind": ["final"], "channel": ["email"], "day": [day], "text": ["x"]]),
        ("send-reply", ["kind": ["final"], "channel": ["email"], "day": [day], "text": ["x"]]),
        ("send-reply", ["kind": ["final"], "channel": ["email"], "day": [day], "text": ["x"]]),
        ("escalate-complaint", ["day": [day], "reason": ["x"]]),
        ("explain-lateness", late), ("explain-lateness", late),
    ]

    /// Its acknowledgement, which nobody sent.
    private static let late = [
        "clock": ["acknowledgement"], "reason": ["absence"],
        "team": ["team/0198c0de-0000-7000-8000-000000000001"],
    ]
}
