// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// The form of a log's lines.
package enum LogFormat: String, CaseIterable, Sendable {
    case text
    case json
}

/// One line of a log: one event of the program.
package struct LogLine: Sendable {
    /// When it was written, to the millisecond.
    package let time: Instant
    /// `debug`, `info`, `warning`, `error`, …
    package let level: String
    /// The process: `serve`, `up`, `project queues`.
    package let component: String
    /// What happened, in a few words that are the same each time.
    package let event: String
    /// What else is to be known, in order of name. None of it is a person's word.
    package let fields: [(name: String, value: Value)]

    package enum Value: Equatable, Sendable {
        case text(String)
        case integer(Int)
        /// Written with three digits after the point.
        case decimal(Double)
    }

    package init(
        time: Instant, level: String, component: String, event: String,
        fields: [(name: String, value: Value)] = []
    ) {
        self.time = time
        self.level = level
        self.component = component
        self.event = event
        self.fields = fields
    }

    /// The line without its end.
    package func text(as format: LogFormat) -> String {
        switch format {
        case .text:
            // What holds a line's end would be two lines: `event` is our own text and has none.
            ([time.description, level, "[\(component)]", word(event, spaces: true)]
                + fields.map { "\($0.name)=\(plain($0.value))" }).joined(separator: " ")
        case .json:
            "{"
                + ([
                    ("time", .text(time.description)), ("level", .text(level)),
                    ("component", .text(component)), ("event", .text(event)),
                ] + fields).map { "\(quoted($0.0)):\(json($0.1))" }.joined(separator: ",") + "}"
        }
    }

    private func plain(_ value: Value) -> String {
        switch value {
        case .text(let text): word(text, spaces: false)
        case .integer(let number): String(number)
        case .decimal(let number): decimal(number)
        }
    }

    private func json(_ value: Value) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .integer(let number): String(number)
        case .decimal(let number): decimal(number)
        }
    }

    /// As it is, or quoted where it could be mistaken for something else.
    private func word(_ text: String, spaces: Bool) -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0 != "\"" && $0 != "=" && $0 != "\\" && $0.value < 0x7f
                || (spaces && $0 == " ")
        }
        return isPlain && !text.isEmpty ? text : quoted(text)
    }
}

/// `12.346`; what is no number is 0.
private func decimal(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "0.000" }
    let thousandths = Int((number.magnitude * 1_000).rounded())
    let digits = String(thousandths % 1_000)
    return (number < 0 ? "-" : "") + "\(thousandths / 1_000)."
        + String(repeating: "0", count: 3 - digits.count) + digits
}

/// A JSON string, in which nothing ends a line.
private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case "\r": result += "\\r"
        case _
        where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
            || scalar.value == 0x2028 || scalar.value == 0x2029:
            let digits = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
