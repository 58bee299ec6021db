// SPDX-License-Identifier: Apache-2.0

/// What a metric is, said once: to whoever scrapes it and to the reference.
package struct Metric: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
    }
    /// As Prometheus names metrics: `caseledger_…`, the unit last, `_total` for counters.
    package let name: String
    package let kind: Kind
    /// The names of its labels.
    package let labels: [String]
    /// One sentence, without its full stop.
    package let help: String

    package init(_ name: String, _ kind: Kind, labels: [String] = [], _ help: String) {
        self.name = name
        self.kind = kind
        self.labels = labels
        self.help = help
    }
}

/// A page of metrics in Prometheus' text format, version 0.0.4.
package struct Exposition: Sendable {
    package static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    package private(set) var text = ""

    package init() {}

    /// Adds a counter or a gauge that has no labels.
    package mutating func add(_ metric: Metric, _ value: Double) { add(metric, [([], value)]) }

    /// Adds a counter or a gauge: for each value its labels' values, in the metric's order.
    package mutating func add(_ metric: Metric, _ samples: [(labels: [String], value: Double)]) {
        guard begin(metric, isEmpty: samples.isEmpty) else { return }
        for (labels, value) in samples {
            line(metric.name, zip(metric.labels, labels).map { ($0, $1) }, value)
        }
    }

    /// Adds a histogram: for each its labels' values, in the metric's order.
    package mutating func add(
        _ metric: Metric, _ samples: [(labels: [String], histogram: Histogram)]
    ) {
        guard begin(metric, isEmpty: samples.isEmpty) else { return }
        for (values, histogram) in samples {
            let labels = zip(metric.labels, values).map { ($0, $1) }
            var count = 0
            for (index, bound) in (histogram.bounds + [.infinity]).enumerated() {
                count += histogram.counts[index]
                line("\(metric.name)_bucket", labels + [("le", Self.number(bound))], Double(count))
            }
            line("\(metric.name)_sum", labels, histogram.sum)
            line("\(metric.name)_count", labels, Double(count))
        }
    }

    private mutating func begin(_ metric: Metric, isEmpty: Bool) -> Bool {
        guard !isEmpty else { return false }
        text += "# HELP \(metric.name) \(Self.escaped(metric.help, quotes: false))\n"
        text += "# TYPE \(metric.name) \(metric.kind.rawValue)\n"
        return true
    }

    private mutating func line(_ name: String, _ labels: [(String, String)], _ value: Double) {
        let set = labels.map { "\($0)=\"\(Self.escaped($1, quotes: true))\"" }
        text += name + (set.isEmpty ? "" : "{\(set.joined(separator: ","))}")
        text += " \(Self.number(value))\n"
    }

    /// `12`, `0.25`, `+Inf`.
    private static func number(_ value: Double) -> String {
        if value == .infinity { return "+Inf" }
        if value.isNaN { return "NaN" }
        if let whole = Int(exactly: value) { return String(whole) }
        return "\(value)"
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
