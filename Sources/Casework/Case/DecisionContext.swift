// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// What a decision may know besides the command and the case.
package struct DecisionContext: Sendable {
    /// The civil day in Europe/London on which it is decided.
    package var today: Day
    /// The case itself; nil where it does not exist yet.
    package var subject: CaseID?
    /// The other case, where the command brings this one into it and it is at hand.
    package var other: CaseState?
    /// Who asks.
    package var actor: Actor
    /// In what capacities they may sign.
    package var capacities: Set<Capacity> = []
    package var mayBypassSignOff = false
    /// What they are to the case, for what the process lets each role do.
    package var roles: Set<Code> = []
    /// The process that the case is handled by, or of its type where it is about to begin; nil
    /// for none.
    package var process: ProcessVersion?
    /// The version that a command brings the case to.
    package var nextProcess: ProcessVersion?
    /// The authority's teams by their published names.
    package var teams: [TeamID: String] = [:]
    /// What the process asks for before this case's reply goes out.
    package var signOffModel = SignOffModel.nobody
    /// Those that replies are written from today, with their versions.
    package var templates: [Code: Int] = [:]
    /// By what its clocks are read; nil where none are to be recorded.
    package var clocks: ClockRules?
    /// Random, and new for each decision.
    package var nonce: Bytes32

    package init(
        today: Day, subject: CaseID? = nil, actor: Actor = .system("caseledger"),
        nonce: Bytes32 = .zero
    ) {
        self.today = today
        self.subject = subject
        self.actor = actor
        self.nonce = nonce
    }
}
