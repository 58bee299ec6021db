// SPDX-License-Identifier: Apache-2.0

extension Day {
    /// The same date `count` months on, or the last day of that month where it has no such date:
    /// 31 January and one month is 28 or 29 February (Regulation (EEC) 1182/71, article 3(2)(c)).
    package func adding(months count: Int) -> Day {
        let (year, month, dayOfMonth) = parts
        let months = year * 12 + month - 1 + count
        let (newYear, newMonth) = (
            months.dividedRoundingDown(by: 12), months.remainderRoundingDown(by: 12) + 1
        )
        for date in stride(from: dayOfMonth, through: 28, by: -1) {
            if let day = Day(year: newYear, month: newMonth, dayOfMonth: date) { return day }
        }
        guard let day = Day(year: newYear, month: newMonth, dayOfMonth: dayOfMonth) else {
            preconditionFailure("a month outside 0001…9999")
        }
        return day
    }
}
