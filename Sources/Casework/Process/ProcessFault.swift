// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a process file, where, and what mends it.
package struct ProcessFault: Error, Equatable, Sendable {
    package let kind: Kind
    /// As `moves[3].to`; lists count from 1. Empty for the whole file.
    package let path: String
    package let mark: SourceMark
    /// What is wrong, in one sentence.
    package let problem: String
    /// What to do, in one sentence.
    package let mend: String

    package init(_ kind: Kind, path: String, mark: SourceMark, _ problem: String, mend: String) {
        self.kind = kind
        self.path = path
        self.mark = mark
        self.problem = problem
        self.mend = mend
    }

    package enum Kind: String, CaseIterable, Sendable {
        case noYAML = "no-yaml"
        case tooLarge = "too-large"
        case anchor
        case shape
        case unknownKey = "unknown-key"
        case missingKey = "missing-key"
        case text
        case tooMany = "too-many"
        case notInKernel = "not-in-kernel"
        case duplicate
        case unknownName = "unknown-name"
        case unreachable
        case deadEnd = "dead-end"
        case crossing
        case noReturn = "no-return"
        case opening
        case operatorMisfit = "operator-misfit"
        case valueMisfit = "value-misfit"
        case contradiction
        case shadowed
        case signOff = "sign-off"
        case sealedField = "sealed-field"
        case noUse = "no-use"
        case nobodyMay = "nobody-may"

        /// For the reference: when there is such a fault.
        package var meaning: String {
            switch self {
            case .noYAML: "The file is no YAML, or has a key twice."
            case .tooLarge: "The file has more bytes than it may."
            case .anchor: "An anchor or an alias of YAML: they are not read."
            case .shape: "A text stands where a list belongs, or the like."
            case .unknownKey: "A key that nobody reads."
            case .missingKey: "A key that must be there is not."
            case .text: "A text is empty, too long, or no name or number where one belongs."
            case .tooMany: "A list is longer than its limit."
            case .notInKernel:
                "A state, role, command, event, outcome, channel, clock or type that the kernel "
                    + "does not have: a process narrows the kernel and never widens it."
            case .duplicate: "Two of one kind have the same name, or one thing is said twice."
            case .unknownName:
                "A stage, field, template, sign-off or team is named that there is not."
            case .unreachable: "No moves lead to a stage."
            case .deadEnd: "No moves lead from a stage to a closed one."
            case .crossing: "A move leads over states of the kernel by what does not change them."
            case .noReturn: "An answer that comes back would leave the case nowhere to go."
            case .opening: "The first stage is not open, or no stage is closed."
            case .operatorMisfit: "A field of a table has no such operator."
            case .valueMisfit: "A value that the field or the table's result cannot have."
            case .contradiction: "The conditions of a row cannot all hold."
            case .shadowed: "An earlier row holds whenever this one does."
            case .signOff: "A sign-off that nobody can complete, or that asks for nobody."
            case .sealedField: "A table asks for a field that is sealed."
            case .noUse: "A command that no case of the type can ever be asked for."
            case .nobodyMay:
                "No role may do what every case needs, or one that is to sign may not sign."
            }
        }
    }
}

/// How large a process file and its parts may be.
package enum ProcessLimits {
    /// Of the file, in bytes.
    package static let bytes = 262_144
    package static let stages = 100
    package static let moves = 500
    /// Of one table.
    package static let rows = 500
    /// Of one row.
    package static let conditions = 20
    package static let fields = 100
    package static let choices = 200
    package static let signOffs = 50
    /// Signatures of one sign-off.
    package static let signatures = 20
    package static let templates = 200
    package static let outcomes = 50
    package static let duties = 50
    /// Names in any other list.
    package static let names = 200
    /// Of the name of a stage, a field and the like, in characters.
    package static let name = 40
    /// Of the years that a case is kept.
    package static let years = 1...100
    /// Of a service target, in working days.
    package static let days = 1...365
}
