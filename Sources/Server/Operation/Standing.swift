// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Ledger
internal import ReadModels
internal import WorkingTime

/// Where the ledger and the read models stand at one moment, for health and metrics.
struct Standing {
    struct Model {
        let name: String
        /// `live`, `stopped`, `building`, or `none` while nothing was built.
        let state: String
        /// The last event that its rows reflect; 0 for none.
        let position: Int
        /// Events that it lacks.
        let lag: Int
        /// How long the first of those has waited.
        let lagSeconds: Double
        /// Why it is stopped, or not built; nil where there is nothing to say.
        let reason: String?
        /// Events of types that its program did not know.
        let skipped: Int
    }
    /// Nil where the ledger does not answer.
    let head: Head?
    /// By name, in order.
    let models: [Model]
    /// What is not as it should be, in words; empty where the server is ready.
    let problems: [String]

    /// Read models may be this far behind while they are called ready: longer than a batch takes,
    /// shorter than somebody waits for a page that shows what they did.
    static let longestLag = 10.0

    init(_ site: Site) {
        let service = site.service
        var models: [Model] = []
        var problems: [String] = []
        do throws(LedgerError) {
            let head = try service.ledger.head()
            for (name, readModel) in site.readModels.sorted(by: { $0.key < $1.key }) {
                let model = try Self.model(name, readModel, head, service.ledger)
                models.append(model)
                if let problem = Self.problem(model) { problems.append(problem) }
            }
            self.head = head
        } catch {
            head = nil
            problems.append("the ledger does not answer: \(error)")
        }
        self.models = models
        self.problems = problems
    }

    private static func model(
        _ name: String, _ readModel: ReadModel, _ head: Head, _ ledger: Ledger
    ) throws(LedgerError) -> Model {
        // A file that does not open is a model that is not there: its projector builds it anew.
        let bookmark = (try? readModel.bookmark()) ?? nil
        let misfit = bookmark == nil ? ((try? readModel.misfit()) ?? nil) : nil
        let position = bookmark?.position ?? 0
        var waited = 0.0
        if position < head.position, let next = try ledger.event(at: position + 1) {
            let milliseconds = ledger.clock.now().milliseconds - next.time.milliseconds
            waited = max(0, Double(milliseconds) / 1_000)
        }
        return Model(
            name: name, state: bookmark?.state.rawValue ?? "none", position: position,
            lag: max(0, head.position - position), lagSeconds: waited,
            reason: misfit ?? bookmark?.reason,
            skipped: bookmark?.skipped ?? 0)
    }

    private static func problem(_ model: Model) -> String? {
        switch model.state {
        case "live" where model.lagSeconds > longestLag:
            "\(model.name) is \(model.lag) events behind, the first of them by "
                + "\(Int(model.lagSeconds)) s"
        case "live": nil
        case "stopped": "\(model.name) has stopped; `caseledger status` says why"
        default: "\(model.name) is not built yet" + (model.reason.map { ": \($0)" } ?? "")
        }
    }
}
