// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Simulation

/// A summary in numbers and words, beside the figures of Greater London Authority, MD2180 (2017).
struct SummaryReport: Encodable {
    struct Month: Encodable {
        let month: String
        let cases: Int
    }
    struct Times: Encodable {
        let answered: Int
        let late: Int
        /// Of those in time; nil where there are none.
        let meanWorkingDays: Double?
        let meanOfficeHours: Double?

        init(_ times: Summary.Times) {
            answered = times.answered
            late = times.late
            meanWorkingDays = times.meanTenthsOfDays.map { Double($0) / 10 }
            meanOfficeHours = times.meanTenthsOfHours.map { Double($0) / 10 }
        }
    }
    let cases: Int
    let events: Int
    let open: Int
    let byChannel: [String: Int]
    let byType: [String: Int]
    let byMonth: [Month]
    let casesAMonth: Int
    let peakMonth: Month?
    let answered: Int
    let late: Int
    let times: [String: Times]
    var definition = """
        Answered: closed as answered or referred elsewhere. Late: closed after the twentieth \
        working day following receipt (England and Wales, days in London). Means are of answers in \
        time.
        """

    init(_ summary: Summary) {
        cases = summary.cases
        events = summary.events
        open = summary.open
        byChannel = Dictionary(
            uniqueKeysWithValues: summary.byChannel.map { ($0.key.rawValue, $0.value) })
        byType = Dictionary(
            uniqueKeysWithValues: summary.byType.map { ($0.key.rawValue, $0.value) })
        byMonth = summary.byMonth.map { Month(month: $0.month, cases: $0.cases) }
        casesAMonth = summary.casesAMonth
        peakMonth = byMonth.max { $0.cases < $1.cases }
        answered = summary.all.answered
        late = summary.all.late
        var times = Dictionary(
            uniqueKeysWithValues: summary.times.map { ($0.key.rawValue, Times($0.value)) })
        times["foi"] = Times(summary.requests)
        self.times = times
    }

    /// Lines of 78 columns at most.
    func table() -> String {
        var lines = [
            "\(grouped(cases)) cases, \(grouped(events)) events, \(grouped(open)) open", "",
        ]
        lines.append(row("By channel", "cases", "share", ""))
        for channel in Channel.allCases where byChannel[channel.rawValue] != nil {
            lines.append(share(channel.label, byChannel[channel.rawValue] ?? 0))
        }
        lines += ["", row("By type", "cases", "share", "")]
        for type in CaseType.openable {
            lines.append(share(type.label, byType[type.rawValue] ?? 0))
        }
        lines += ["", row("By month", "cases", "", "")]
        let most = max(1, peakMonth?.cases ?? 1)
        for month in byMonth {
            let bar = String(repeating: "█", count: month.cases * 36 / most)
            lines.append(row(month.month, grouped(month.cases), "", bar))
        }
        lines += ["", pair("Beside MD2180", "here", "MD2180")]
        lines.append(pair("New cases a month", grouped(casesAMonth), "about 3,000"))
        lines.append(
            pair(
                "Peak month (\(peakMonth?.month ?? "none"))", grouped(most), "near 4,000"))
        lines.append(
            pair(
                "Later than 20 working days",
                "\(grouped(late)) of \(grouped(answered)): \(percent(late, of: answered))",
                "430 of 2,900: 15 %"))
        lines.append(pair("Mean time, social media", hours(.social), "target 1–3 hours"))
        lines.append(pair("Mean time, email", days("email"), "target 3 working days"))
        lines.append(pair("Mean time, web form", days("web"), "target 3 working days"))
        lines.append(pair("Mean time, letter", days("letter"), "target 10 working days"))
        lines.append(pair("Mean time, FOI", days("foi"), "limit 20 working days"))
        lines += ["", wrapped(definition)]
        return lines.joined(separator: "\n")
    }

    private func hours(_ channel: Channel) -> String {
        times[channel.rawValue]?.meanOfficeHours.map { "\($0) hours" } ?? "none"
    }
    private func days(_ name: String) -> String {
        times[name]?.meanWorkingDays.map { "\($0) days" } ?? "none"
    }
    private func share(_ label: String, _ count: Int) -> String {
        row(label, grouped(count), percent(count, of: cases), "")
    }
}

private func row(_ label: String, _ count: String, _ share: String, _ bar: String) -> String {
    let text = left(label, 24) + right(count, 9) + right(share, 8)
    return bar.isEmpty ? text : "\(text) \(bar)"
}

private func pair(_ label: String, _ here: String, _ there: String) -> String {
    left(label, 28) + right(here, 24) + "   " + there
}

private func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

/// Lines of 78 columns at most.
private func wrapped(_ text: String) -> String {
    var lines = [""]
    for word in text.split(separator: " ") {
        let line = lines[lines.count - 1]
        if line.isEmpty {
            lines[lines.count - 1] = String(word)
        } else if line.count + word.count < 78 {
            lines[lines.count - 1] = "\(line) \(word)"
        } else {
            lines.append(String(word))
        }
    }
    return lines.joined(separator: "\n")
}

/// `15.2 %`.
private func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "none" }
    let tenths = (part * 1_000 + whole / 2) / whole
    return "\(tenths / 10).\(tenths % 10) %"
}

/// `36,000`.
private func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
        if index > 0, index % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return String(text.reversed())
}
