// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Forms
internal import Yams

/// What a mapping file says of its kind of rows, key by key.
extension TableMap.Cases {
    init(_ map: inout MapReader) throws(TableMapError) {
        type = try TableMap.choice(try map.required("type"), "`type`") {
            (node: Node) throws(TableMapError) in try node.code("a type")
        }
        if let node = map.optional("channel") {
            channel = try TableMap.choice(node, "`channel`", TableMap.channelOrNone)
        } else {
            channel = .fixed(nil)
        }
        if let node = map.optional("status") {
            status = try TableMap.choice(node, "`status`", TableMap.status)
        } else {
            status = nil
        }
        opened = try TableMap.Moment(try map.required("opened"), "`opened`")
        (closed, closedOnlyIfClosed) = try TableMap.closing(map.optional("closed"))
        subject = try map.optional("subject").column("`subject`")
        message = try map.optional("message").column("`message`")
        var correspondent: [String: TableMap.Column] = [:]
        if let node = map.optional("correspondent") {
            var fields = try MapReader(node, "`correspondent`")
            for name in ["name", "email", "phone", "address"] {
                correspondent[name] = try fields.optional(name).column("`\(name)`")
            }
            try fields.finish()
            guard !correspondent.isEmpty else {
                throw TableMapError(line: node.line, reason: "`correspondent` names no column")
            }
        }
        self.correspondent = correspondent
    }
}

extension TableMap.Activities {
    init(_ map: inout MapReader) throws(TableMapError) {
        `case` = try map.required("case").column("`case`")
        activity = try TableMap.choice(
            try map.required("activity"), "`activity`", mayBePlain: true
        ) { (node: Node) throws(TableMapError) in
            guard let code = Code(try node.word("an activity")) else {
                throw TableMapError(
                    line: node.line,
                    reason: "an activity has 1 to 256 bytes and no control character")
            }
            return code
        }
        happened = try TableMap.Moment(try map.required("happened"), "`happened`")
        performer = try map.optional("performer").column("`performer`")
    }
}

extension TableMap.Letters {
    init(_ map: inout MapReader) throws(TableMapError) {
        `case` = try map.required("case").column("`case`")
        direction = try TableMap.choice(try map.required("direction"), "`direction`") {
            (node: Node) throws(TableMapError) in try node.code("a direction")
        }
        channel = try TableMap.choice(try map.required("channel"), "`channel`") {
            (node: Node) throws(TableMapError) in try node.code("a channel")
        }
        happened = try TableMap.Moment(try map.required("happened"), "`happened`")
        subject = try map.optional("subject").column("`subject`")
        message = try map.required("message").column("`message`")
    }
}

extension TableMap.Moment {
    fileprivate enum Empty: String, CaseIterable { case refuse, flag }

    fileprivate init(_ node: Node, _ what: String) throws(TableMapError) {
        var fields = try MapReader(node, what)
        try self.init(&fields)
        try fields.finish()
    }

    /// - Parameter usually: What becomes of an empty one where the map does not say.
    fileprivate init(
        _ fields: inout MapReader, usually: Empty = .refuse
    ) throws(TableMapError) {
        column = try fields.required("column").column("`column`")
        reading = try MomentReading(&fields)
        let empty: Empty = try fields.optional("empty").code("`empty`") ?? usually
        mayBeEmpty = empty == .flag
    }
}

extension MomentReading {
    init(_ fields: inout MapReader) throws(TableMapError) {
        let node = try fields.required("form")
        guard let form = DateForm(try node.word("`form`")) else {
            throw TableMapError(
                line: node.line,
                reason: "`form` says a day, as `DD/MM/YYYY`, or a day and a time, as "
                    + "`YYYY-MM-DDTHH:mm:ssZ`; its parts are YYYY MM M MMM DD D HH H hh h mm ss S "
                    + "a Z, and other letters stand in apostrophes")
        }
        self.form = form
        guard let zone = fields.optional("zone") else {
            guard form.hasOffset || !form.hasTime else {
                throw TableMapError(
                    line: node.line,
                    reason: "a form with a time needs `zone`, or the offset `Z` in the text")
            }
            self.zone = nil
            return
        }
        guard form.hasTime, !form.hasOffset else {
            throw TableMapError(
                line: zone.line,
                reason: "`zone` is for a form with a time and without an offset")
        }
        guard let known = CivilZone(try zone.word("`zone`")) else {
            throw TableMapError(
                line: zone.line, reason: "`zone` is a name of the IANA database: `Europe/London`")
        }
        self.zone = known
    }
}

extension TableMap {
    fileprivate typealias Reading<Value> = (Node) throws(TableMapError) -> Value

    /// `VALUE`, `{column: …, values: {…}, otherwise: VALUE}`, or `{plain: COLUMN}` where it may be.
    fileprivate static func choice<Value: Equatable & Sendable>(
        _ node: Node, _ what: String, mayBePlain: Bool = false, _ value: Reading<Value>
    ) throws(TableMapError) -> Choice<Value> {
        guard case .mapping = node else { return .fixed(try value(node)) }
        var fields = try MapReader(node, what)
        if mayBePlain, let plain = fields.optional("plain") {
            try fields.finish()
            return .plain(try plain.column("`plain`"))
        }
        let column = try fields.required("column").column("`column`")
        var values: [String: Value] = [:]
        if let named = fields.optional("values") {
            for member in try MapReader(named, "`values`").all {
                values[member.key] = try value(member.value)
            }
        }
        var otherwise: Value?
        if let node = fields.optional("otherwise") { otherwise = try value(node) }
        try fields.finish()
        guard !values.isEmpty else {
            throw TableMapError(
                line: node.line,
                reason: "\(what) names a column and no `values`; where one word is to be said of "
                    + "every row, write it in place of the column")
        }
        return .table(column, values, otherwise: otherwise)
    }

    /// A channel, or `none` where nobody knows.
    fileprivate static func channelOrNone(_ node: Node) throws(TableMapError) -> Channel? {
        try node.word("a channel") == "none" ? nil : try node.code("a channel, if not `none`,")
    }

    private enum OpenCase: String, CaseIterable { case flag, ignore }

    /// `closed`, and whether what it says of an open case is no closing.
    fileprivate static func closing(
        _ node: Node?
    ) throws(TableMapError) -> (closed: Moment?, onlyIfClosed: Bool) {
        guard let node else { return (nil, false) }
        var fields = try MapReader(node, "`closed`")
        let open: OpenCase = try fields.optional("open").code("`open`") ?? .flag
        let moment = try Moment(&fields, usually: .flag)
        try fields.finish()
        return (moment, open == .ignore)
    }

    /// `open`, an outcome, or `closed` for the outcome that nobody knows.
    fileprivate static func status(_ node: Node) throws(TableMapError) -> Status {
        switch try node.word("a status") {
        case "open": return .open
        case "closed": return .closed(.unknown)
        case let word:
            guard let outcome = Outcome(rawValue: word) else {
                throw TableMapError(
                    line: node.line,
                    reason: "a status is `open`, `closed`, or one of "
                        + Outcome.choosable.map { "`\($0.rawValue)`" }.joined(separator: " "))
            }
            return .closed(outcome)
        }
    }
}

extension Node? {
    func column(_ what: String) throws(TableMapError) -> TableMap.Column? {
        guard let node = self else { return nil }
        return try node.column(what)
    }

    func code<Value: RawRepresentable & CaseIterable>(
        _ what: String
    ) throws(TableMapError) -> Value? where Value.RawValue == String {
        guard let node = self else { return nil }
        return try node.code(what) as Value
    }
}
