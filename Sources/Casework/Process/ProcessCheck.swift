// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// What stands around a process: what its file names and does not say. Nil where nobody looked.
package struct ProcessSurroundings: Sendable {
    /// The published names of the authority's teams.
    package var teams: Set<String>?
    /// The names of its templates.
    package var templates: Set<String>?

    package init(teams: Set<String>? = nil, templates: Set<String>? = nil) {
        self.teams = teams
        self.templates = templates
    }
}

extension CaseProcess {
    /// Reads a process file.
    ///
    /// - Returns: The process where there is no fault; every fault, in the order of lines.
    package static func read(
        _ node: SourceNode, in surroundings: ProcessSurroundings = ProcessSurroundings()
    ) -> (process: CaseProcess?, faults: [ProcessFault]) {
        var log = FaultLog()
        let outline = ProcessOutline(node, &log)
        outline.checkNames(&log)
        outline.checkStages(&log)
        outline.checkMoves(&log)
        outline.checkWays(&log)
        outline.checkRights(&log)
        outline.checkTables(&log)
        outline.checkSurroundings(surroundings, &log)
        guard log.faults.isEmpty else {
            let order = log.faults.enumerated().sorted {
                ($0.element.mark, $0.offset) < ($1.element.mark, $1.offset)
            }
            return (nil, order.map(\.element))
        }
        return (CaseProcess(outline), [])
    }
}

extension FaultLog {
    /// No two of the same name.
    mutating func checkDistinct(_ names: [Placed<String>], _ what: String) {
        var lines: [String: Int] = [:]
        for name in names {
            if let line = lines[name.value] {
                add(
                    .duplicate, name,
                    "The \(what) \(quoted(name.value)) stands in line \(line) already.",
                    "Leave this one out, or give it a name of its own.")
            } else {
                lines[name.value] = name.mark.line
            }
        }
    }

    /// Whether a name is that of something.
    @discardableResult mutating func checkKnown(
        _ name: Placed<String>, _ what: String, in known: [String]
    ) -> Bool {
        guard !known.contains(name.value) else { return true }
        let mend =
            known.isEmpty
            ? "The file names no \(what); add one, or leave this out."
            : "Use one of: \(known.prefix(30).joined(separator: ", "))."
        add(.unknownName, name, "There is no \(what) \(quoted(name.value)).", mend)
        return false
    }
}

extension Placed<Code> {
    var word: Placed<String> { map(\.description) }
}

extension ProcessOutline {
    func checkNames(_ log: inout FaultLog) {
        log.checkDistinct(stages.compactMap { $0.name?.word }, "stage")
        log.checkDistinct(duties.compactMap { $0.name?.word }, "duty")
        log.checkDistinct(rights.compactMap(\.role), "role with rights")
        log.checkDistinct(fields.compactMap { $0.name?.word }, "field")
        log.checkDistinct(signOffs.compactMap { $0.name?.word }, "sign-off")
        log.checkDistinct(templates.map(\.word), "template")
        log.checkDistinct(outcomes.compactMap { $0.name?.word }, "outcome")
        log.checkDistinct(
            targets.flatMap(\.channels).map { $0.map(\.rawValue) }, "target for the channel")
        for name in fields.compactMap({ $0.name?.word })
        where TableField(rawValue: name.value) != nil {
            log.add(
                .duplicate, name, "Every process has a field \(log.quoted(name.value)).",
                "Give this one another name.")
        }
        for name in signOffs.compactMap({ $0.name?.word }) where name.value == "none" {
            log.add(
                .duplicate, name, "'none' is the sign-off by nobody.",
                "Give this one another name.")
        }
        for field in fields { checkChoices(field, &log) }
        let known = templates.map(\.value.description)
        if hasTemplates {
            for name in stages.flatMap(\.templates) + outcomes.compactMap(\.template) {
                log.checkKnown(name.word, "template", in: known)
            }
        }
        if let mark = targets.first(where: { $0.clock?.value.provision.basis == .statute })?.clock {
            log.add(
                .valueMisfit, mark, "This limit is set by law, and no process sets it.",
                "Leave it out: the kernel counts it for the type of case.")
        }
        if hasOutcomes, outcomes.isEmpty {
            log.add(
                .missingKey, "outcomes", mark, "No outcome is allowed, so that no case is closed.",
                "Name at least one.")
        }
    }

    private func checkChoices(_ field: CustomField, _ log: inout FaultLog) {
        if let choices = field.choices { log.checkDistinct(choices.value.map(\.word), "choice") }
        guard let kind = field.kind else { return }
        if kind.value == .choice, field.choices?.value.isEmpty ?? true {
            log.add(
                .missingKey, kind, "A choice has nothing to choose from.", "Add 'choices: […]'.")
        }
        if kind.value != .choice, let choices = field.choices {
            log.add(
                .unknownKey, choices, "Only a choice has choices.",
                "Leave them out, or say 'kind: choice'.")
        }
        if kind.value == .choice, let published = field.published {
            log.add(
                .unknownKey, published,
                "A choice is one of the file's own words, and never sealed.",
                "Leave 'published' out.")
        }
    }

    func checkStages(_ log: inout FaultLog) {
        guard let first = stages.first else {
            guard hasStages else { return }
            log.add(
                .missingKey, "stages", stagesMark, "There is no stage.",
                "Name the stages, the first one first.")
            return
        }
        if let state = first.state, state.value != .open {
            log.add(
                .opening, state, "A case begins in the first stage, and is open then.",
                "Let the first stage be an open one.")
        }
        if !stages.contains(where: { $0.state == nil || $0.state?.value == .closed }) {
            log.add(
                .opening, "stages", stagesMark, "No stage is closed, so that no case ends.",
                "Add a stage with 'state: closed'.")
        }
    }

    func checkSurroundings(_ around: ProcessSurroundings, _ log: inout FaultLog) {
        if let teams = around.teams {
            let routed =
                (routing?.rows.compactMap(\.then) ?? [])
                + [routing?.otherwise]
                .compactMap(\.self)
            for name in routed where name.value != "none" {
                log.checkKnown(name, "team", in: teams.sorted())
            }
            let rows = [priority, routing, signOffTable].flatMap { $0?.rows ?? [] }
            for condition in rows.flatMap(\.conditions)
            where condition.field.value == TableField.team.rawValue {
                for name in condition.values { log.checkKnown(name, "team", in: teams.sorted()) }
            }
            for rule in signOffs.compactMap(\.model) {
                for team in rule.value.teams {
                    log.checkKnown(rule.map { _ in team }, "team", in: teams.sorted())
                }
            }
        }
        if let known = around.templates {
            for name in templates { log.checkKnown(name.word, "template", in: known.sorted()) }
        }
    }
}
