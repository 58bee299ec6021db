// SPDX-License-Identifier: Apache-2.0
internal import Forms

extension ProcessOutline {
    func checkTables(_ log: inout FaultLog) {
        if let priority {
            let words = Priority.allCases.map(\.rawValue)
            check(priority, "priority", &log) { result, log in
                _ = log.checkValue(result, "a priority", in: words)
            }
        }
        if let routing {
            check(routing, "routing", &log) { result, log in
                guard cleaned(result.value) != result.value || Published(result.value) == nil else {
                    return
                }
                log.add(
                    .valueMisfit, result, "This can be no team's name.",
                    "Write its published name, or none.")
            }
        }
        if let signOffTable {
            let names = signOffs.compactMap { $0.name?.value.description } + ["none"]
            check(signOffTable, "sign-off", &log) { result, log in
                log.checkKnown(result, "sign-off", in: names)
            }
        }
        for rule in signOffs.compactMap(\.model) { checkPeople(rule, &log) }
    }

    /// Nobody signs twice.
    private func checkPeople(_ rule: Placed<SignOffRule>, _ log: inout FaultLog) {
        let people = rule.value.people
        guard Set(people).count < people.count else { return }
        log.add(
            .signOff, rule, "It asks twice for the same person, and nobody signs twice.",
            "Name each person once.")
    }

    private func check(
        _ table: Table, _ name: String, _ log: inout FaultLog,
        result: (Placed<String>, inout FaultLog) -> Void
    ) {
        var earlier: [(line: Int, constraints: [String: Constraint])] = []
        for row in table.rows {
            if let then = row.then { result(then, &log) }
            guard let constraints = constraints(row, of: name, &log) else { continue }
            if let field = row.conditions.first(where: {
                constraints[$0.field.value]?.isEmpty ?? false
            })?.field {
                log.add(
                    .contradiction, row.place,
                    "The conditions on \(log.quoted(field.value)) cannot all hold.",
                    "Change them, or leave the row out.")
                continue
            }
            if let first = earlier.first(where: {
                Self.holds($0.constraints, whenever: constraints)
            }
            ) {
                log.add(
                    .shadowed, row.place,
                    "This row never decides: the one in line \(first.line) holds whenever it does.",
                    "Put it before that one, or leave it out.")
            }
            earlier.append((row.place.mark.line, constraints))
        }
        if let otherwise = table.otherwise { result(otherwise, &log) }
    }

    private static func holds(
        _ earlier: [String: Constraint], whenever later: [String: Constraint]
    ) -> Bool {
        earlier.allSatisfy { field, constraint in
            later[field].map { constraint.contains($0) } ?? constraint.isAlways
        }
    }

    /// What each field has to be; nil where a condition has a fault.
    private func constraints(
        _ row: Row, of table: String, _ log: inout FaultLog
    ) -> [String: Constraint]? {
        var found: [String: Constraint] = [:]
        var isWhole = row.isWhole
        for condition in row.conditions {
            guard let kind = kind(of: condition.field, table, &log),
                check(condition, kind, &log)
            else {
                isWhole = false
                continue
            }
            let field = condition.field.value
            found[field, default: Constraint(kind)].add(
                condition.operation.value, condition.values.map(\.value))
        }
        return isWhole ? found : nil
    }

    private func kind(
        of field: Placed<String>, _ table: String, _ log: inout FaultLog
    ) -> TableFieldKind? {
        if let fact = TableField(rawValue: field.value) {
            // A table that asked for what it decides would never come to an end.
            if field.value == table {
                log.add(
                    .operatorMisfit, field, "The table asks for what it decides.",
                    "Ask for something else.")
                return nil
            }
            return fact.kind
        }
        guard let own = fields.first(where: { $0.name?.value.description == field.value }) else {
            let names = fields.compactMap { $0.name?.value.description }
            log.checkKnown(field, "field", in: TableField.allCases.map(\.rawValue) + names)
            return nil
        }
        guard let kind = own.kind?.value else { return nil }
        guard kind == .choice || own.published?.value ?? own.isUnclear else {
            log.add(
                .sealedField, field, "The field \(log.quoted(field.value)) is sealed.",
                "Ask for a choice, or for a field with 'published: yes'.")
            return nil
        }
        return switch kind {
        case .text, .day: .word
        case .number: .number
        case .flag: .choice(["yes", "no"])
        case .choice:
            own.choices.flatMap { $0.value.isEmpty ? nil : $0.value.map(\.value.description) }
                .map { .choice($0) } ?? .word
        }
    }

    private func check(
        _ condition: TableCondition, _ kind: TableFieldKind, _ log: inout FaultLog
    ) -> Bool {
        guard kind.operators.contains(condition.operation.value) else {
            let all = kind.operators.map(\.rawValue).joined(separator: ", ")
            log.add(
                .operatorMisfit, condition.operation,
                "The field \(log.quoted(condition.field.value)) cannot be asked so.",
                "Use one of: \(all).")
            return false
        }
        if condition.operation.value == .isIn {
            log.checkDistinct(condition.values, "value in this list")
        }
        return condition.values.allSatisfy { value in
            switch kind {
            case .choice(let words): log.checkValue(value, "a value of the field", in: words)
            case .number: log.checkNumber(value)
            case .word, .words: log.checkWord(value)
            }
        }
    }
}

extension FaultLog {
    fileprivate mutating func checkValue(
        _ value: Placed<String>, _ what: String, in words: [String]
    ) -> Bool {
        guard !words.contains(value.value) else { return true }
        add(
            .valueMisfit, value, "\(quoted(value.value)) is not \(what).",
            "Use one of: \(words.joined(separator: ", ")).")
        return false
    }

    fileprivate mutating func checkNumber(_ value: Placed<String>) -> Bool {
        guard DecisionNumber.read(value.value) == nil else { return true }
        add(
            .valueMisfit, value, "\(quoted(value.value)) is no number.",
            "Write a whole number from 0 to \(DecisionNumber.largest).")
        return false
    }

    fileprivate mutating func checkWord(_ value: Placed<String>) -> Bool {
        guard cleaned(value.value) != value.value || Published(value.value) == nil else {
            return true
        }
        add(
            .valueMisfit, value, "\(quoted(value.value)) is no word that a case can have.",
            "Use 1 to 200 characters that can be seen.")
        return false
    }
}

/// A number that a table can ask for.
enum DecisionNumber {
    static let largest = 999_999_999

    static func read(_ text: String) -> Int? {
        guard let number = Int(text), "\(number)" == text, (0...largest).contains(number) else {
            return nil
        }
        return number
    }
}

extension SignOffRule {
    fileprivate var people: [StaffID] {
        switch self {
        case .person(let person): [person]
        case .role, .team: []
        case .sequence(let steps), .atLeast(_, let steps): steps.flatMap(\.people)
        }
    }
}
