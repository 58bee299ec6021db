// SPDX-License-Identifier: Apache-2.0
internal import Forms

extension ProcessOutline.Table {
    init(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        var map = MemberReader(node, path, &log)
        place = map.place
        if let found = map.optional("rows") {
            rows = log.list(found.node, found.path, limit: ProcessLimits.rows).map {
                ProcessOutline.Row($0.node, $0.path, &log)
            }
        }
        otherwise = map.required("otherwise", &log).flatMap { log.text($0.node, $0.path) }
        map.finish(&log)
    }
}

extension ProcessOutline.Row {
    init(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        var map = MemberReader(node, path, &log)
        place = map.place
        if let found = map.required("when", &log) {
            let all = log.list(found.node, found.path, limit: ProcessLimits.conditions)
            conditions = all.compactMap {
                ProcessOutline.TableCondition($0.node, $0.path, &log)
            }
            isWhole = conditions.count == all.count
            if case .list([]) = found.node.content {
                log.add(
                    .missingKey, found.path, found.node.mark, "The row has no condition.",
                    "Give one, or say it as 'otherwise'.")
                isWhole = false
            }
        } else {
            isWhole = false
        }
        then = map.required("then", &log).flatMap { log.text($0.node, $0.path) }
        map.finish(&log)
    }
}

extension ProcessOutline.TableCondition {
    /// Nil where it cannot be read.
    init?(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        var map = MemberReader(node, path, &log)
        let field = map.required("field", &log).flatMap { log.text($0.node, $0.path) }
        let operation: Placed<ConditionOperator>? = map.required("operator", &log).flatMap {
            log.word($0.node, $0.path, "operator")
        }
        var values: [Placed<String>] = []
        if let found = map.required("value", &log) {
            if operation?.value == .isIn {
                for element in log.list(found.node, found.path, limit: ProcessLimits.names) {
                    if let text = log.text(element.node, element.path) { values.append(text) }
                }
                if case .list([]) = found.node.content {
                    log.add(
                        .shape, found.path, found.node.mark, "The list is empty.",
                        "Name the values.")
                }
            } else if let text = log.text(found.node, found.path) {
                values.append(text)
            }
        }
        map.finish(&log)
        guard let field, let operation, !values.isEmpty else { return nil }
        self.init(field: field, operation: operation, values: values)
    }
}

extension ProcessOutline.SignOff {
    init(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        var map = MemberReader(node, path, &log)
        name = map.required("name", &log).flatMap { log.name($0.node, $0.path) }
        if let found = map.required("model", &log) {
            model = log.signOff(found.node, found.path, depth: 0).map {
                Placed(value: $0, path: found.path, mark: found.node.mark)
            }
            if let places = model?.value.places, places > ProcessLimits.signatures {
                log.add(
                    .signOff, found.path, found.node.mark, "It asks for \(places) signatures.",
                    "Keep to \(ProcessLimits.signatures).")
            }
        }
        map.finish(&log)
    }
}

extension FaultLog {
    /// One of `{role: …}`, `{team: …}`, `{person: …}`, `{sequence: […]}`, `{all: […]}`,
    /// `{any: […]}` and `{at-least: N, of: […]}`.
    mutating func signOff(_ node: SourceNode, _ path: String, depth: Int) -> SignOffRule? {
        var map = MemberReader(node, path, &self)
        let (role, team) = (map.optional("role"), map.optional("team"))
        let (person, sequence) = (map.optional("person"), map.optional("sequence"))
        let (all, any) = (map.optional("all"), map.optional("any"))
        let (least, of) = (map.optional("at-least"), map.optional("of"))
        map.finish(&self)
        let given = [role, team, person, sequence, all, any, least ?? of].compactMap(\.self)
        guard case .map = node.content else { return nil }
        guard given.count == 1, depth < 8 else {
            add(
                .signOff, path, node.mark, "This says not one thing about who signs.",
                "Use one of role, team, person, sequence, all, any, or at-least with of; at most "
                    + "8 within each other.")
            return nil
        }
        if let role {
            return known(role.node, role.path, "role", Kernel.roles.sorted())
                .flatMap { Code($0.value) }.map { .role($0) }
        }
        if let team { return published(team.node, team.path).map { .team($0.value.text) } }
        if let person { return self.person(person) }
        if let least { return atLeast(least, of, path, node.mark, depth) }
        if let of {
            add(
                .missingKey, path, node.mark, "It does not say how many of these sign.",
                "Add 'at-least: N'.")
            _ = steps(of, depth)
            return nil
        }
        if let sequence { return steps(sequence, depth).map { .sequence($0) } }
        if let all { return steps(all, depth).map { .atLeast($0.count, of: $0) } }
        return any.flatMap { steps($0, depth) }.map { .atLeast(1, of: $0) }
    }

    private mutating func person(_ found: (node: SourceNode, path: String)) -> SignOffRule? {
        guard let text = text(found.node, found.path) else { return nil }
        guard let person = StaffID(text.value) else {
            add(
                .text, text, "\(quoted(text.value)) names no member of staff.",
                "Write 'staff/' and their id, as 'caseledger user list' prints it.")
            return nil
        }
        return .person(person)
    }

    private mutating func steps(
        _ found: (node: SourceNode, path: String), _ depth: Int
    ) -> [SignOffRule]? {
        let all = list(found.node, found.path, limit: ProcessLimits.signatures)
        if case .list([]) = found.node.content {
            add(
                .signOff, found.path, found.node.mark, "This asks for nobody.",
                "Name who signs; where nobody has to, the table says 'none'.")
            return nil
        }
        var rules: [SignOffRule] = []
        for element in all {
            if let rule = signOff(element.node, element.path, depth: depth + 1) {
                rules.append(rule)
            }
        }
        return rules.count == all.count && !rules.isEmpty ? rules : nil
    }

    private mutating func atLeast(
        _ least: (node: SourceNode, path: String), _ of: (node: SourceNode, path: String)?,
        _ path: String, _ mark: SourceMark, _ depth: Int
    ) -> SignOffRule? {
        let count = number(least.node, least.path, in: 1...ProcessLimits.signatures)
        guard let of else {
            add(
                .missingKey, path, mark, "It does not say of whom so many sign.",
                "Add 'of: […]'.")
            return nil
        }
        let rules = steps(of, depth)
        guard let count, let rules else { return nil }
        guard count.value <= rules.count else {
            add(
                .signOff, count, "\(count.value) of \(rules.count) can never sign.",
                "Ask for \(rules.count) at most, or name more.")
            return nil
        }
        return .atLeast(count.value, of: rules)
    }
}
