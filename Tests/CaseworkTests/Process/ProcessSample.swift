// SPDX-License-Identifier: Apache-2.0
import Forms

@testable import Casework

func code(_ text: String) -> Code {
    guard let code = Code(text) else { preconditionFailure("no code") }
    return code
}

func published(_ text: String) -> Published {
    guard let text = Published(text) else { preconditionFailure("no text") }
    return text
}

/// A process in which an officer may do everything, made of the words that generated fields have.
enum ProcessSample {
    static let open = ["roads", "bins", "trees"]

    static func process(
        rights: Set<String> = Kernel.commands, needs: [String] = [],
        priority: DecisionTable<Priority>? = nil, routing: DecisionTable<String?>? = nil,
        signOff: SignOffRule = .nobody, outcomes: [Outcome] = Outcome.choosable,
        isRequired: Bool = false, stages: [String] = open
    ) -> CaseProcess {
        let open = stages.map(code)
        let begun = open + [code("answered")]
        return CaseProcess(
            name: code("roads"), title: published("Roads"), type: .enquiry,
            stages: open.map { stage($0, .open) } + [
                stage(code("answered"), .answered), stage(code("closed"), .closed),
            ],
            moves: [
                move(open, "bins", on: ["case.categorised"], needs: needs, roles: ["officer"]),
                move(open, "roads", roles: ["manager"]),
                move(open, "answered", on: ["case.replySent"]),
                move(
                    [code("answered")], "roads",
                    on: ["case.deliveryRecorded", "case.referredBack"]),
                move(begun, "closed", on: ["case.closed", "case.withdrawn", "case.transferred"]),
                move([code("closed")], "roads", on: ["case.reopened"]),
            ],
            rights: [code("officer"): rights],
            fields: [
                CaseProcess.CustomField(
                    name: code("roads"), label: published("Roads"), kind: .text,
                    isRequired: isRequired, isPublished: false),
                CaseProcess.CustomField(
                    name: code("bins"), label: published("Bins"), kind: .text,
                    isRequired: false, isPublished: true),
                CaseProcess.CustomField(
                    name: code("trees"), label: published("Trees"), kind: .choice(["oak", "elm"]),
                    isRequired: false, isPublished: false),
                CaseProcess.CustomField(
                    name: code("count"), label: published("Count"), kind: .number,
                    isRequired: false, isPublished: true),
                CaseProcess.CustomField(
                    name: code("day"), label: published("Day"), kind: .day, isRequired: false,
                    isPublished: false),
                CaseProcess.CustomField(
                    name: code("flag"), label: published("Flag"), kind: .flag, isRequired: false,
                    isPublished: true),
            ],
            priority: priority, routing: routing, signOff: DecisionTable(otherwise: signOff),
            targets: [:], dates: .usual, templates: [],
            outcomes: outcomes.map {
                CaseProcess.NamedOutcome(
                    name: code($0.rawValue), label: published($0.label), outcome: $0, template: nil)
            },
            retention: CaseProcess.Retention(category: code("roads"), years: 3))
    }

    static func version(_ process: CaseProcess, _ number: Int = 1) -> ProcessVersion {
        ProcessVersion(process: process, number: number, digest: .zero)
    }

    private static func stage(_ name: Code, _ state: KernelState) -> CaseProcess.Stage {
        CaseProcess.Stage(
            name: name, label: published(name.description), state: state, templates: [])
    }

    private static func move(
        _ from: [Code], _ to: String, on: [String] = [], needs: [String] = [], roles: [String] = []
    ) -> CaseProcess.Move {
        CaseProcess.Move(
            from: from.filter { $0 != code(to) }, to: code(to), roles: roles.map(code),
            needs: needs.map(code), on: on)
    }
}
