// SPDX-License-Identifier: Apache-2.0
internal import Forms

extension CaseProcess {
    /// What an outline without a fault says; nil where something is missing, which is a fault.
    init?(_ outline: ProcessOutline) {
        guard let name = outline.name, let title = outline.title, let type = outline.type,
            let category = outline.retentionClass, let years = outline.retentionYears
        else { return nil }
        self.name = name.value
        self.title = title.value
        self.type = type.value
        stages = outline.stages.compactMap { stage in
            guard let name = stage.name, let label = stage.label, let state = stage.state else {
                return nil
            }
            return Stage(
                name: name.value, label: label.value, state: state.value,
                templates: stage.templates.map(\.value))
        }
        moves = outline.moves.compactMap { move in
            move.to.map { to in
                Move(
                    from: move.from.map(\.value), to: to.value,
                    roles: move.roles.compactMap { Code($0.value) },
                    needs: move.needs.map(\.value), on: move.on.map(\.value))
            }
        }
        rights = Self.rights(outline)
        fields = outline.fields.compactMap { Self.field($0) }
        let kinds = Self.kinds(fields)
        priority = outline.priority.flatMap { table in
            Self.table(table, kinds) { Priority(rawValue: $0) }
        }
        routing = outline.routing.flatMap { table in
            Self.table(table, kinds) { .some($0 == "none" ? nil : $0) }
        }
        let models = Self.models(outline)
        signOff =
            outline.signOffTable.flatMap { table in Self.table(table, kinds) { models[$0] } }
            ?? DecisionTable(otherwise: .nobody)
        var targets: [Channel: ServiceTarget] = [:]
        for target in outline.targets {
            for channel in target.channels {
                targets[channel.value] =
                    target.clock.map { .clock($0.value) } ?? target.days.map { .days($0.value) }
            }
        }
        self.targets = targets
        dates = InternalTargets(outline.dates)
        templates = outline.templates.map(\.value)
        outcomes = outline.outcomes.compactMap { outcome in
            guard let name = outcome.name, let label = outcome.label, let kernel = outcome.outcome
            else { return nil }
            return NamedOutcome(
                name: name.value, label: label.value, outcome: kernel.value,
                template: outcome.template?.value)
        }
        retention = Retention(category: category.value, years: years.value)
    }

    private static func rights(_ outline: ProcessOutline) -> [Code: Set<String>] {
        var duties: [String: [String]] = [:]
        for duty in outline.duties {
            if let name = duty.name { duties[name.value.description] = duty.commands.map(\.value) }
        }
        var rights: [Code: Set<String>] = [:]
        for right in outline.rights {
            guard let role = right.role.flatMap({ Code($0.value) }) else { continue }
            rights[role] = Set(right.may.flatMap { duties[$0.value] ?? [$0.value] })
        }
        return rights
    }

    private static func field(_ outline: ProcessOutline.CustomField) -> CustomField? {
        guard let name = outline.name, let label = outline.label, let kind = outline.kind else {
            return nil
        }
        let words = outline.choices?.value.map(\.value.description) ?? []
        let type: CustomField.Kind =
            switch kind.value {
            case .text: .text
            case .choice: .choice(words)
            case .day: .day
            case .number: .number
            case .flag: .flag
            }
        return CustomField(
            name: name.value, label: label.value, kind: type, isRequired: outline.isRequired,
            isPublished: outline.published?.value ?? false)
    }

    private static func kinds(_ fields: [CustomField]) -> [String: TableFieldKind] {
        var kinds: [String: TableFieldKind] = [:]
        for fact in TableField.allCases { kinds[fact.rawValue] = fact.kind }
        for field in fields { kinds[field.name.description] = field.tableKind }
        return kinds
    }

    private static func models(_ outline: ProcessOutline) -> [String: SignOffRule] {
        var models: [String: SignOffRule] = ["none": .nobody]
        for signOff in outline.signOffs {
            if let name = signOff.name { models[name.value.description] = signOff.model?.value }
        }
        return models
    }

    private static func table<Result>(
        _ table: ProcessOutline.Table, _ kinds: [String: TableFieldKind],
        _ read: (String) -> Result?
    ) -> DecisionTable<Result>? {
        guard let otherwise = table.otherwise.flatMap({ read($0.value) }) else { return nil }
        let rows = table.rows.compactMap { row in
            row.then.flatMap { read($0.value) }.map { result in
                DecisionTable<Result>.Row(
                    conditions: row.conditions.map { condition($0, kinds) }, result: result)
            }
        }
        return DecisionTable(rows: rows, otherwise: otherwise)
    }

    private static func condition(
        _ outline: ProcessOutline.TableCondition, _ kinds: [String: TableFieldKind]
    ) -> Condition {
        let field = outline.field.value
        let values = outline.values.map(\.value)
        let isNumber = kinds[field] == .number
        let (word, number) = (values[0], DecisionNumber.read(values[0]) ?? 0)
        let test: Condition.Test =
            switch outline.operation.value {
            case .is: isNumber ? .equals(number) : .is(word)
            case .isNot: isNumber ? .differs(number) : .isNot(word)
            case .isIn: .isIn(values)
            case .atLeast: .atLeast(number)
            case .atMost: .atMost(number)
            case .includes: .includes(word)
            }
        return Condition(field: field, test: test)
    }
}
