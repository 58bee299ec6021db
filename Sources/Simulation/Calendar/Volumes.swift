// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

/// How many cases come on each day: a week's shape with its Monday, a year's with its holidays, and
/// campaigns. Greater London Authority, MD2180: some 3,000 a month, 4,000 in a peak.
struct Volumes {
    struct OneDay {
        let day: Day
        let cases: Int
        /// How often each comes: nil for everyday cases, else a campaign's number.
        let sources: [(value: Int?, weight: Int)]
    }
    private(set) var days: [OneDay] = []

    init(_ scenario: Scenario, _ calendar: OfficeCalendar, _ dice: inout Dice) {
        let campaigns = Campaign.all(of: scenario, &dice)
        // What comes after the last working day is not recorded within the period.
        let last = calendar.day(0, after: scenario.until)
        var table: [(day: Day, sources: [(value: Int?, weight: Int)], sum: Int)] = []
        var sum = 0
        for number in scenario.from.number...max(scenario.from.number, last.number) {
            let day = Day(number: number)
            let everyday = Self.weight(of: day, calendar, &dice)
            var sources: [(value: Int?, weight: Int)] = [(nil, everyday)]
            for (index, campaign) in campaigns.enumerated() {
                let weight = campaign.weight(on: day)
                if weight > 0 { sources.append((index, weight)) }
            }
            sum += sources.reduce(0) { $0 + $1.weight }
            table.append((day, sources, sum))
        }
        var before = 0
        for (day, sources, upTo) in table {
            // Rounded along the sum, so that the days give exactly the cases asked for.
            let count = scenario.cases * upTo / sum
            days.append(OneDay(day: day, cases: count - before, sources: sources))
            before = count
        }
    }

    /// The weight of a usual working day is some 10,000.
    private static func weight(
        of day: Day, _ calendar: OfficeCalendar, _ dice: inout Dice
    ) -> Int {
        let parts = day.parts
        let isOpen = calendar.isWorking(day)
        var weight = isOpen ? week[day.weekday - 1] : week[6]
        weight = weight * year[parts.month - 1] / 100
        let christmas =
            (parts.month, parts.dayOfMonth) >= (12, 19)
            || parts.month == 1
                && parts.dayOfMonth <= 3
        if christmas { weight = weight * 45 / 100 }
        let isNearHoliday = (-3...3).contains { offset in
            let near = day.adding(days: offset)
            return near.weekday < 6 && !calendar.isWorking(near)
        }
        if isNearHoliday { weight = weight * 84 / 100 }
        return weight * dice.roll(86...114) / 100
    }

    /// Monday to Sunday; a bank holiday is like a Sunday.
    private static let week = [11_900, 10_500, 9_900, 9_400, 8_600, 1_700, 1_500]
    /// January to December, in hundredths.
    private static let year = [104, 101, 104, 97, 102, 101, 98, 84, 103, 105, 103, 94]
}

/// Near-identical emails about one matter within a few weeks.
struct Campaign {
    let start: Day
    /// Of the first day's; the days that follow have ever less.
    let strength: Int
    static let days = 24

    func weight(on day: Day) -> Int {
        let age = day.number - start.number
        guard (0..<Self.days).contains(age) else { return 0 }
        let share = day.weekday > 5 ? 45 : 100
        return strength * (Self.days - age) / Self.days * share / 100
    }

    /// In each year of the period a large one, which makes its busiest month, and two small ones.
    static func all(of scenario: Scenario, _ dice: inout Dice) -> [Campaign] {
        var campaigns: [Campaign] = []
        var year = scenario.from
        while year.adding(days: 364) <= scenario.until {
            let months = (2...10).compactMap { firstOfMonth($0, after: year) }
            let large = dice.pick(months.filter { [3, 6, 9, 10, 11].contains($0.parts.month) })
            campaigns.append(Campaign(start: large.adding(days: 2), strength: 6_000))
            let others = months.filter { $0 != large }
            for _ in 0..<2 {
                let start = dice.pick(others).adding(days: dice.roll(12))
                campaigns.append(Campaign(start: start, strength: dice.roll(500...1_100)))
            }
            year = year.adding(days: 365)
        }
        return campaigns
    }

    /// The first day of the month that is `count` months after that of `day`.
    private static func firstOfMonth(_ count: Int, after day: Day) -> Day? {
        let (year, month, _) = day.parts
        let index = year * 12 + month - 1 + count
        return Day(year: index / 12, month: index % 12 + 1, dayOfMonth: 1)
    }
}
