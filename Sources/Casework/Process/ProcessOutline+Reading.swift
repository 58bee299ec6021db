// SPDX-License-Identifier: Apache-2.0
internal import Forms

extension ProcessOutline {
    init(_ node: SourceNode, _ log: inout FaultLog) {
        mark = node.mark
        var map = MemberReader(node, "", &log)
        name = map.required("process", &log).flatMap { log.name($0.node, $0.path) }
        title = map.required("title", &log).flatMap { log.published($0.node, $0.path) }
        type = map.required("type", &log).flatMap { log.word($0.node, $0.path, "type of case") }
        if let found = map.required("stages", &log) {
            stagesMark = found.node.mark
            if case .list = found.node.content { hasStages = true }
            stages = log.list(found.node, found.path, limit: ProcessLimits.stages).map {
                Stage($0.node, $0.path, &log)
            }
        }
        if let found = map.required("moves", &log) {
            moves = log.list(found.node, found.path, limit: ProcessLimits.moves).map {
                Move($0.node, $0.path, &log)
            }
        }
        if let found = map.optional("duties") {
            duties = log.list(found.node, found.path, limit: ProcessLimits.duties).map {
                Duty($0.node, $0.path, &log)
            }
        }
        if let found = map.required("rights", &log) {
            rightsMark = found.node.mark
            if case .list = found.node.content { hasRights = true }
            rights = log.list(found.node, found.path, limit: ProcessLimits.names).map {
                Right($0.node, $0.path, &log)
            }
        }
        if let found = map.optional("fields") {
            fields = log.list(found.node, found.path, limit: ProcessLimits.fields).map {
                CustomField($0.node, $0.path, &log)
            }
        }
        if let found = map.optional("tables") {
            var tables = MemberReader(found.node, found.path, &log)
            priority = tables.optional("priority").map { Table($0.node, $0.path, &log) }
            routing = tables.optional("routing").map { Table($0.node, $0.path, &log) }
            signOffTable = tables.optional("sign-off").map { Table($0.node, $0.path, &log) }
            tables.finish(&log)
        }
        if let found = map.optional("sign-offs") {
            signOffs = log.list(found.node, found.path, limit: ProcessLimits.signOffs).map {
                SignOff($0.node, $0.path, &log)
            }
        }
        readRest(&map, &log)
        map.finish(&log)
    }

    private mutating func readRest(_ map: inout MemberReader, _ log: inout FaultLog) {
        if let found = map.optional("targets") {
            targets = log.list(found.node, found.path, limit: ProcessLimits.names).map {
                Target($0.node, $0.path, &log)
            }
        }
        if let found = map.optional("dates") {
            var members = MemberReader(found.node, found.path, &log)
            for step in InternalStep.allCases {
                dates[step] = members.optional(step.rawValue).flatMap {
                    log.number($0.node, $0.path, in: ProcessLimits.days)?.value
                }
            }
            members.finish(&log)
        }
        if let found = map.optional("templates") {
            let before = log.faults.count
            templates = log.names(found, limit: ProcessLimits.templates)
            hasTemplates = log.faults.count == before
        }
        if let found = map.required("outcomes", &log) {
            if case .list = found.node.content { hasOutcomes = true }
            outcomes = log.list(found.node, found.path, limit: ProcessLimits.outcomes).map {
                NamedOutcome($0.node, $0.path, &log)
            }
        }
        if let found = map.required("retention", &log) {
            var members = MemberReader(found.node, found.path, &log)
            retentionClass = members.required("class", &log).flatMap { log.name($0.node, $0.path) }
            retentionYears = members.required("years", &log).flatMap {
                log.number($0.node, $0.path, in: ProcessLimits.years)
            }
            if let from = members.required("from", &log) {
                _ = log.known(from.node, from.path, "day to count from", ["closing"])
            }
            members.finish(&log)
        }
    }
}

extension FaultLog {
    /// A list of names, or one.
    mutating func names(
        _ found: (node: SourceNode, path: String), limit: Int = ProcessLimits.names
    ) -> [Placed<Code>] {
        var names: [Placed<Code>] = []
        for element in list(found.node, found.path, limit: limit, orOne: true) {
            if let name = name(element.node, element.path) { names.append(name) }
        }
        return names
    }

    /// A list of the kernel's words, or one.
    mutating func words(
        _ found: (node: SourceNode, path: String), _ what: String, _ all: [String]
    ) -> [Placed<String>] {
        var words: [Placed<String>] = []
        for element in list(found.node, found.path, limit: ProcessLimits.names, orOne: true) {
            if let word = known(element.node, element.path, what, all) { words.append(word) }
        }
        return words
    }
}

extension ProcessOutline.Stage {
    init(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        var map = MemberReader(node, path, &log)
        name = map.required("name", &log).flatMap { log.name($0.node, $0.path) }
        label = map.required("label", &log).flatMap { log.published($0.node, $0.path) }
        state = map.required("state", &log).flatMap { log.word($0.node, $0.path, "state") }
        templates = map.optional("templates").map { log.names($0) } ?? []
        map.finish(&log)
    }
}

extension ProcessOutline.Move {
    init(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        var map = MemberReader(node, path, &log)
        place = map.place
        from = map.required("from", &log).map { log.names($0, limit: ProcessLimits.stages) } ?? []
        to = map.required("to", &log).flatMap { log.name($0.node, $0.path) }
        let roles = map.optional("roles")
        self.roles = roles.map { log.words($0, "role", Kernel.roles.sorted()) } ?? []
        needs = map.optional("needs").map { log.names($0) } ?? []
        let on = map.optional("on")
        self.on = on.map { log.words($0, "event", KernelTrigger.all.map(\.type)) } ?? []
        if roles == nil, on == nil {
            log.add(
                .missingKey, place, "Nobody makes this move, and no event does.",
                "Add 'roles: […]', or 'on: EVENT'.")
        }
        map.finish(&log)
    }
}

extension ProcessOutline.Duty {
    init(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        var map = MemberReader(node, path, &log)
        name = map.required("name", &log).flatMap { log.name($0.node, $0.path) }
        commands =
            map.required("commands", &log).map {
                log.words($0, "command", Kernel.commands.sorted())
            } ?? []
        map.finish(&log)
    }
}

extension ProcessOutline.Right {
    init(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        var map = MemberReader(node, path, &log)
        role = map.required("role", &log).flatMap {
            log.known($0.node, $0.path, "role", Kernel.roles.sorted())
        }
        if let found = map.required("may", &log) {
            may = log.names(found).map { $0.map(\.description) }
        }
        map.finish(&log)
    }
}

extension ProcessOutline.CustomField {
    init(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        var map = MemberReader(node, path, &log)
        name = map.required("name", &log).flatMap { log.name($0.node, $0.path) }
        label = map.required("label", &log).flatMap { log.published($0.node, $0.path) }
        kind = map.required("kind", &log).flatMap { log.word($0.node, $0.path, "kind of field") }
        if let found = map.optional("choices") {
            let names = log.names(found, limit: ProcessLimits.choices)
            choices = Placed(value: names, path: found.path, mark: found.node.mark)
        }
        isRequired = map.optional("required").flatMap { log.flag($0.node, $0.path)?.value } ?? false
        if let found = map.optional("published") {
            published = log.flag(found.node, found.path)
            // What cannot be read is no reason to find more.
            isUnclear = published == nil
        }
        map.finish(&log)
    }
}

extension ProcessOutline.Target {
    init(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        var map = MemberReader(node, path, &log)
        place = map.place
        if let found = map.required("channels", &log) {
            for element in log.list(found.node, found.path, limit: ProcessLimits.names, orOne: true)
            {
                if let channel: Placed<Channel> = log.word(element.node, element.path, "channel") {
                    channels.append(channel)
                }
            }
        }
        let (clock, days) = (map.optional("clock"), map.optional("days"))
        self.clock = clock.flatMap { log.word($0.node, $0.path, "clock") }
        self.days = days.flatMap { log.number($0.node, $0.path, in: ProcessLimits.days) }
        if (clock == nil) == (days == nil) {
            log.add(
                clock == nil ? .missingKey : .duplicate, place,
                "A target is either a clock or a number of working days.",
                "Give one of 'clock' and 'days'.")
        }
        map.finish(&log)
    }
}

extension ProcessOutline.NamedOutcome {
    init(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        var map = MemberReader(node, path, &log)
        name = map.required("name", &log).flatMap { log.name($0.node, $0.path) }
        label = map.required("label", &log).flatMap { log.published($0.node, $0.path) }
        outcome = map.required("outcome", &log).flatMap { found in
            let all = Outcome.choosable.map(\.rawValue)
            return log.known(found.node, found.path, "outcome", all).flatMap { word in
                Outcome(rawValue: word.value).map { outcome in word.map { _ in outcome } }
            }
        }
        template = map.optional("template").flatMap { log.name($0.node, $0.path) }
        map.finish(&log)
    }
}
