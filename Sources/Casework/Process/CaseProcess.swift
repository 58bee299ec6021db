// SPDX-License-Identifier: Apache-2.0
package import Forms

/// How cases of one type are handled: stages over the kernel's states, who may do what, and what
/// tables decide. It narrows the kernel and never widens it (requirement G30; row 14 of the
/// feature table).
package struct CaseProcess: Equatable, Sendable {
    package let name: Code
    package let title: Published
    package let type: CaseType
    /// A case begins in the first.
    package let stages: [Stage]
    /// Of two that lead away by the same event the first that can is taken.
    package let moves: [Move]
    /// The commands that each role may ask for.
    package let rights: [Code: Set<String>]
    package let fields: [CustomField]
    package let priority: DecisionTable<Priority>?
    /// To which team a case goes that is with none, by its name; nil for nobody.
    package let routing: DecisionTable<String?>?
    package let signOff: DecisionTable<SignOffRule>
    package let targets: [Channel: ServiceTarget]
    package let dates: InternalTargets
    package let templates: [Code]
    package let outcomes: [NamedOutcome]
    package let retention: Retention

    package struct Stage: Equatable, Sendable {
        package let name: Code
        package let label: Published
        package let state: KernelState
        /// What is at hand there for writing.
        package let templates: [Code]
    }

    package struct Move: Equatable, Sendable {
        package let from: [Code]
        package let to: Code
        /// Who may make it by hand; empty where it happens by itself alone.
        package let roles: [Code]
        /// The fields that must be given.
        package let needs: [Code]
        /// The types of events by which it happens by itself.
        package let on: [String]
    }

    package struct CustomField: Equatable, Sendable {
        package enum Kind: Equatable, Sendable {
            case text, day, number, flag
            case choice([String])
        }
        package let name: Code
        package let label: Published
        package let kind: Kind
        /// It must be given before the case is answered or closed.
        package let isRequired: Bool
        /// It may stand in the ledger's own bytes; what is not so is sealed, but for choices.
        package let isPublished: Bool

        package var isPlain: Bool {
            if case .choice = kind { true } else { isPublished }
        }
    }

    package enum ServiceTarget: Equatable, Sendable {
        /// A promise that the program knows.
        case clock(Regime)
        /// Working days of the authority's own.
        case days(Int)
    }

    package struct NamedOutcome: Equatable, Sendable {
        package let name: Code
        package let label: Published
        package let outcome: Outcome
        package let template: Code?
    }

    package struct Retention: Equatable, Sendable {
        package let category: Code
        /// From the day of closing.
        package let years: Int
    }

    package func stage(_ name: Code) -> Stage? { stages.first { $0.name == name } }
    package func field(_ name: Code) -> CustomField? { fields.first { $0.name == name } }

    /// What a table can ask for: the kernel's fields and the process's own that are not sealed.
    package func tableKind(_ name: String) -> TableFieldKind? {
        TableField(rawValue: name)?.kind
            ?? fields.first { $0.name.description == name && $0.isPlain }?.tableKind
    }
}

extension CaseProcess.CustomField {
    package var tableKind: TableFieldKind {
        switch kind {
        case .text, .day: .word
        case .number: .number
        case .flag: .choice(["yes", "no"])
        case .choice(let words): .choice(words)
        }
    }
}

/// A process as it was published once.
package struct ProcessVersion: Equatable, Sendable {
    package let process: CaseProcess
    /// 1, 2, 3, … for each process.
    package let number: Int
    /// SHA-256 of its file.
    package let digest: Bytes32

    package init(process: CaseProcess, number: Int, digest: Bytes32) {
        self.process = process
        self.number = number
        self.digest = digest
    }
}
