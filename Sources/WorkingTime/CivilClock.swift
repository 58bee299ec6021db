// SPDX-License-Identifier: Apache-2.0

extension London {
    /// The last instant of a civil day in Europe/London, to the nanosecond.
    package static func end(of day: Day) -> Instant {
        let next =
            day.description == "9999-12-31"
            ? Instant(seconds: (day.number + 1) * 86_400) : start(of: day.adding(days: 1))
        return Instant(seconds: next.seconds - 1, nanoseconds: 999_999_999)
    }

    /// The instant at which London's clock shows `seconds` past midnight of `day`.
    ///
    /// In the hour that comes twice in October it is the later one; in the hour that March leaves
    /// out it is an hour on, as if the clock had not been changed yet.
    ///
    /// - Parameter seconds: 0…86,399.
    package static func instant(_ day: Day, seconds: Int) -> Instant {
        let winter = Instant(seconds: day.number * 86_400 + seconds)
        let summer = winter.adding(seconds: -3_600)
        return !isSummer(winter) || !isSummer(summer) ? winter : summer
    }
}

extension Occurrence {
    /// The instant itself, or the first of the day in London.
    package var first: Instant {
        switch self {
        case .instant(let instant): instant
        case .day(let day): London.start(of: day)
        }
    }

    /// The instant itself, or the last of the day in London.
    package var last: Instant {
        switch self {
        case .instant(let instant): instant
        case .day(let day): London.end(of: day)
        }
    }

    /// The civil day in London on which it is.
    package var day: Day {
        switch self {
        case .instant(let instant): London.day(of: instant)
        case .day(let day): day
        }
    }

    /// A time as people write it, or nil: `2026-03-03`, `2026-03-03 14:30`, `3 March 2026`,
    /// `3 Mar 2026, 14:30`, and RFC 3339 with its offset.
    ///
    /// A clock time without offset is London's, and means the end of the minute or second that it
    /// names, as a day means its end: who reads `14:30` on a page and asks for it finds it.
    package init?(said text: String) {
        let words = text.split { $0 == " " || $0 == "," }
        guard let first = words.first, words.count <= 4 else { return nil }
        if words.count == 1, let exact = Occurrence(first) {
            self = exact
            return
        }
        var (date, time) = (words.prefix(1), words.dropFirst())
        if words.count >= 3 { (date, time) = (words.prefix(3), words.dropFirst(3)) }
        if words.count == 1 {
            let parts = first.split(separator: "T", omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            (date, time) = (parts.prefix(1), parts.dropFirst())
        }
        guard let day = Day(said: date) else { return nil }
        guard let clock = time.first else {
            self = .day(day)
            return
        }
        guard time.count == 1, let (seconds, length) = secondsOfDay(clock) else { return nil }
        let start = London.instant(day, seconds: seconds)
        self = .instant(
            Instant(seconds: start.seconds + length - 1, nanoseconds: 999_999_999))
    }

    /// The forms that `init(said:)` takes, for a hint or an error.
    package static let forms =
        "a day (2026-03-03, 3 March 2026), a London time (2026-03-03 14:30) or an instant "
        + "(2026-03-03T14:30:00Z)"
}

extension Day {
    /// `2026-03-03`, or `3`, `March` or `Mar`, `2026`.
    fileprivate init?(said words: ArraySlice<Substring>) {
        let words = Array(words)
        if words.count == 1 {
            self.init(words[0])
            return
        }
        guard words.count == 3, words[2].utf8.count == 4, let day = decimal(words[0].utf8),
            let year = decimal(words[2].utf8), let month = Words.month(words[1])
        else { return nil }
        self.init(year: year, month: month, dayOfMonth: day)
    }
}

/// `14:30` or `14:30:05`: seconds past midnight, and for how many the text stands.
private func secondsOfDay(_ text: Substring) -> (seconds: Int, length: Int)? {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.count == 2 ? decimal($0) : nil }
    guard numbers.count == parts.count, (2...3).contains(parts.count), numbers[0] < 24,
        numbers[1] < 60, numbers.count == 2 || numbers[2] < 60
    else { return nil }
    let seconds = numbers[0] * 3_600 + numbers[1] * 60
    return numbers.count == 2 ? (seconds, 60) : (seconds + numbers[2], 1)
}
