// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// Who may do what, and whether somebody may do what every case needs.
extension ProcessOutline {
    func checkRights(_ log: inout FaultLog) {
        let names = duties.compactMap(\.name)
        for name in names where Kernel.commands.contains(name.value.description) {
            log.add(
                .duplicate, name, "There is a command of that name.",
                "Give the duty another name.")
        }
        let known = Set(names.map(\.value.description)).union(Kernel.commands)
        for right in rights {
            log.checkDistinct(right.may, "right of this role")
            for name in right.may where !known.contains(name.value) {
                log.add(
                    .notInKernel, name,
                    "\(log.quoted(name.value)) is neither a command of the kernel nor a duty of "
                        + "this file.",
                    "docs/reference/process-files.md lists the commands.")
            }
        }
        checkUses(&log)
        if let granted { checkNeeds(granted, &log) }
    }

    /// No case of the type can ever be asked for these.
    private func checkUses(_ log: inout FaultLog) {
        guard let type = type?.value else { return }
        for name in duties.flatMap(\.commands) + rights.flatMap(\.may) {
            guard let whose = CaseState.types(of: name.value), !whose.types.contains(type) else {
                continue
            }
            log.add(
                .noUse, name, "Only \(whose.words) have \(log.quoted(name.value)).",
                "Leave it out.")
        }
    }

    /// The commands of each role; nil where something of them could not be read.
    private var granted: [String: Set<String>]? {
        guard hasRights,
            Set(duties.compactMap(\.name?.value)).count == duties.count,
            Set(rights.compactMap(\.role?.value)).count == rights.count
        else { return nil }
        var commands: [String: Set<String>] = [:]
        for duty in duties {
            guard let name = duty.name?.value.description else { return nil }
            commands[name] = Set(duty.commands.map(\.value))
        }
        var granted: [String: Set<String>] = [:]
        for right in rights {
            guard let role = right.role?.value else { return nil }
            for name in right.may.map(\.value) {
                guard let given = commands[name] ?? (Kernel.commands.contains(name) ? [name] : nil)
                else { return nil }
                granted[role, default: []].formUnion(given)
            }
        }
        return granted
    }

    /// A case is opened, answered and closed by somebody, and signed by those who are to.
    private func checkNeeds(_ granted: [String: Set<String>], _ log: inout FaultLog) {
        let anybody = granted.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        var needed = ["open", "send-reply", "close"]
        if !signOffs.isEmpty { needed += ["save-draft", "request-sign-off", "sign-draft"] }
        for command in needed where !anybody.contains(command) {
            log.add(
                .nobodyMay, "rights", rightsMark, "No role may \(log.quoted(command)).",
                "Give it to a role.")
        }
        for rule in signOffs.compactMap(\.model) {
            for role in rule.value.roles where !(granted[role]?.contains("sign-draft") ?? false) {
                log.add(
                    .nobodyMay, rule, "The role \(log.quoted(role)) is to sign, and may not.",
                    "Give it 'sign-draft', or let another role sign.")
            }
        }
    }
}
