// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Forms
internal import WorkingTime

/// One row while it is read: its values by column, and what was wrong with them.
struct RowReading {
    let row: TableRow
    let places: [String: Int]
    let columns: [String]
    let nothing: Set<String>
    private(set) var mistakes: [TableMistake] = []

    init(row: TableRow, places: [String: Int], columns: [String], nothing: Set<String>) {
        self.row = row
        self.places = places
        self.columns = columns
        self.nothing = nothing
    }

    private mutating func wrong(_ column: String, _ reason: String) {
        mistakes.append(TableMistake(place: row.place, column: column, reason: reason))
    }

    // MARK: Values

    /// The text of a column; empty where nothing was given.
    private mutating func text(_ column: TableMap.Column?, limit: Int? = nil) -> String {
        guard let column, let place = places[column.name] else { return "" }
        guard let text = row.values[place] else {
            wrong(column.name, "it is a list or an object; name what stands in it by a dotted path")
            return ""
        }
        guard !nothing.contains(text) else { return "" }
        if let limit, text.utf8.count > limit {
            wrong(column.name, "it has over \(limit) bytes")
            return ""
        }
        return text
    }

    mutating func key(_ column: TableMap.Column) -> String? {
        let text = text(column)
        if text.isEmpty { wrong(column.name, "it is empty, and a key") }
        if !text.isEmpty, Code(text) == nil {
            wrong(column.name, "it is over 256 bytes or holds control characters, and a key")
        }
        return text
    }

    private mutating func choice<Value>(_ choice: TableMap.Choice<Value>) -> Value? {
        switch choice {
        case .fixed(let value): return value
        case .plain(let column):
            guard let code = Code(text(column)) as? Value else {
                wrong(column.name, "it is empty, over 256 bytes or holds control characters")
                return nil
            }
            return code
        case .table(let column, let values, let otherwise):
            guard let value = values[text(column)] ?? otherwise else {
                wrong(
                    column.name,
                    "`values` does not name what stands there; add it, or say `otherwise`")
                return nil
            }
            return value
        }
    }

    private mutating func moment(_ moment: TableMap.Moment?, mayBeEmpty: Bool) -> ReadMoment? {
        guard let moment else { return nil }
        let text = text(moment.column)
        guard !text.isEmpty else {
            if !mayBeEmpty {
                wrong(
                    moment.column.name,
                    "it is empty; `empty: flag` brings such rows in, and flags them")
            }
            return nil
        }
        return read(text, moment.reading, moment.column.name)
    }

    private mutating func read(
        _ text: String, _ reading: MomentReading, _ column: String
    ) -> ReadMoment? {
        do throws(DateForm.Problem) { return try reading.read(text) } catch {
            switch error {
            case .notOfForm: wrong(column, "it is not of the form \(reading.form.text)")
            case .noSuchDay: wrong(column, "there is no such day")
            }
            return nil
        }
    }

    /// A column as it is kept; nil where nothing is there to keep.
    mutating func attribute(_ place: Int, _ key: Code, _ use: TableMap.Use) -> CaseAttribute? {
        let name = columns[place]
        let column = TableMap.Column(name: name, line: 0)
        if use == .sealed {
            // What is sealed is kept as it is, whatever the map takes for nothing.
            guard let text = row.values[place] else {
                wrong(name, "it is a list or an object; name what stands in it by a dotted path")
                return nil
            }
            return text.isEmpty ? nil : CaseAttribute(key: key, value: .text(.value(text)))
        }
        let text = text(column)
        guard !text.isEmpty else { return nil }
        var value: CaseAttribute.Value?
        switch use {
        case .sealed, .drop: break
        case .code:
            value = Code(text).map { .code($0) }
            if value == nil { wrong(name, "it is no code: over 256 bytes, or control characters") }
        case .integer:
            // `007` and `+7` would come back as `7`: they are codes, or somebody's mistake.
            value = Int64(text).flatMap { String($0) == text ? .integer($0) : nil }
            if value == nil {
                wrong(name, "it is no whole number as digits alone; `code` keeps any text as it is")
            }
        case .number:
            switch ExactNumber(text) {
            case .number(let number): value = .number(number)
            case .wrong(let reason): wrong(name, reason)
            }
        case .boolean:
            value = Self.truths[text.lowercased()].map { .boolean($0) }
            if value == nil { wrong(name, "it is neither true nor false, yes nor no, 1 nor 0") }
        case .moment(let reading):
            value = read(text, reading, name).flatMap { Self.value($0) }
        }
        return value.map { CaseAttribute(key: key, value: $0) }
    }

    private static let truths = [
        "true": true, "false": false, "yes": true, "no": false, "1": true, "0": false,
    ]

    private static func value(_ moment: ReadMoment) -> CaseAttribute.Value? {
        switch moment.occurrence {
        case .day(let day): Code(day.description).map { .code($0) }
        case .instant(let instant):
            .date(OffsetInstant(instant: instant, offsetMinutes: moment.offsetMinutes))
        }
    }

    // MARK: Bodies

    mutating func body(
        _ cases: TableMap.Cases, _ key: String?, _ digest: String, _ attributes: [CaseAttribute]
    ) -> MappedRow.Body {
        let opened = moment(cases.opened, mayBeEmpty: cases.opened.mayBeEmpty)
        var outcome: Outcome?
        if let status = cases.status, case .closed(let ended) = choice(status) { outcome = ended }
        var closed = moment(
            cases.closed, mayBeEmpty: outcome == nil || cases.closed?.mayBeEmpty == true)
        let subject = text(cases.subject, limit: Texts.subject)
        let message = text(cases.message, limit: Texts.message)
        if outcome == nil, cases.closedOnlyIfClosed { closed = nil }
        let event = CaseOpened(
            type: choice(cases.type) ?? .imported, channel: choice(cases.channel) ?? nil,
            subject: subject.isEmpty ? nil : .value(subject),
            message: message.isEmpty ? nil : .value(message), name: key.map { .value($0) },
            row: .value(digest), attributes: attributes)
        let imported = ImportedCase(
            opened: event, openedAt: opened?.occurrence, outcome: outcome,
            closedAt: closed?.occurrence, found: [opened?.found, closed?.found].compactMap { $0 })
        return .caseRow(imported, contact(cases.correspondent))
    }

    private mutating func contact(_ columns: [String: TableMap.Column]) -> ContactDetails {
        ContactDetails(
            name: text(columns["name"], limit: Texts.name),
            email: text(columns["email"], limit: Texts.name),
            phone: text(columns["phone"], limit: Texts.name),
            address: text(columns["address"], limit: Texts.contact))
    }

    mutating func body(
        _ activities: TableMap.Activities, _ origin: RowOrigin, _ attributes: [CaseAttribute]
    ) -> MappedRow.Body {
        let happened = moment(
            activities.happened, mayBeEmpty: activities.happened.mayBeEmpty)
        let performer = text(activities.performer, limit: Texts.contact)
        let recorded = ActivityRecorded(
            activity: choice(activities.activity), offsetMinutes: happened?.offsetMinutes ?? 0,
            attributes: attributes, origin: origin)
        let item = ImportedItem(
            body: .activity(recorded), occurredAt: happened?.occurrence,
            found: [happened?.found].compactMap { $0 })
        return .item(
            item, case: key(activities.case) ?? "", performer: performer.isEmpty ? nil : performer)
    }

    mutating func body(
        _ letters: TableMap.Letters, _ origin: RowOrigin, _ attributes: [CaseAttribute]
    ) -> MappedRow.Body {
        let happened = moment(letters.happened, mayBeEmpty: letters.happened.mayBeEmpty)
        let subject = text(letters.subject, limit: Texts.subject)
        let recorded = CorrespondenceRecorded(
            direction: choice(letters.direction) ?? .incoming,
            channel: choice(letters.channel) ?? .letter,
            subject: subject.isEmpty ? nil : .value(subject),
            message: .value(text(letters.message, limit: Texts.message)), attributes: attributes,
            origin: origin)
        let item = ImportedItem(
            body: .correspondence(recorded), occurredAt: happened?.occurrence,
            found: [happened?.found].compactMap { $0 })
        return .item(item, case: key(letters.case) ?? "", performer: nil)
    }
}
