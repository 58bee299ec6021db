// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// A process file as far as it can be read, with where everything stands; what could not be read is
/// missing, and the log says so.
struct ProcessOutline {
    struct Stage {
        var name: Placed<Code>?
        var label: Placed<Published>?
        var state: Placed<KernelState>?
        var templates: [Placed<Code>] = []
    }
    struct Move {
        var place: Placed<Void>
        var from: [Placed<Code>] = []
        var to: Placed<Code>?
        var roles: [Placed<String>] = []
        var needs: [Placed<Code>] = []
        var on: [Placed<String>] = []
    }
    struct Duty {
        var name: Placed<Code>?
        var commands: [Placed<String>] = []
    }
    struct Right {
        var role: Placed<String>?
        var may: [Placed<String>] = []
    }
    struct CustomField {
        enum Kind: String, CaseIterable { case text, choice, day, number, flag }
        var name: Placed<Code>?
        var label: Placed<Published>?
        var kind: Placed<Kind>?
        var choices: Placed<[Placed<Code>]>?
        var isRequired = false
        var published: Placed<Bool>?
        var isUnclear = false
    }
    struct Table {
        var place: Placed<Void>
        var rows: [Row] = []
        var otherwise: Placed<String>?
    }
    struct Row {
        var place: Placed<Void>
        var conditions: [TableCondition] = []
        /// Whether each of its conditions could be read.
        var isWhole = true
        var then: Placed<String>?
    }
    struct TableCondition {
        var field: Placed<String>
        var operation: Placed<ConditionOperator>
        /// Several where the operator is `in`.
        var values: [Placed<String>]
    }
    struct SignOff {
        var name: Placed<Code>?
        var model: Placed<SignOffRule>?
    }
    struct Target {
        var place: Placed<Void>
        var channels: [Placed<Channel>] = []
        var clock: Placed<Regime>?
        var days: Placed<Int>?
    }
    struct NamedOutcome {
        var name: Placed<Code>?
        var label: Placed<Published>?
        var outcome: Placed<Outcome>?
        var template: Placed<Code>?
    }

    var mark = SourceMark.start
    var name: Placed<Code>?
    var title: Placed<Published>?
    var type: Placed<CaseType>?
    var stages: [Stage] = []
    var stagesMark = SourceMark.start
    var rightsMark = SourceMark.start
    /// They stand there as lists, which may be empty.
    var hasStages = false
    var hasRights = false
    var hasOutcomes = false
    var moves: [Move] = []
    var duties: [Duty] = []
    var rights: [Right] = []
    var fields: [CustomField] = []
    var priority: Table?
    var routing: Table?
    var signOffTable: Table?
    var signOffs: [SignOff] = []
    var targets: [Target] = []
    var dates: [InternalStep: Int] = [:]
    var templates: [Placed<Code>] = []
    /// They could be read, so that a name that is not among them is a fault.
    var hasTemplates = true
    var outcomes: [NamedOutcome] = []
    var retentionClass: Placed<Code>?
    var retentionYears: Placed<Int>?
}
