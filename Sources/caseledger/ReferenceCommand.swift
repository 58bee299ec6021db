// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import Server
internal import Settings

/// Prints the pages of `docs/reference` that the program itself knows.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference", abstract: "Prints a page of the reference.",
        shouldDisplay: false)

    enum Page: String, CaseIterable, ExpressibleByArgument {
        case settings
        case metrics
        case events = "case-events"
        case commands
        case processFiles = "process-files"
        case processes
        /// For the test of the hand-written page of events: a line `type field class` a field.
        case fields
    }
    @Argument(help: "settings, metrics, case-events, commands, process-files, processes or fields.")
    var page: Page

    func run() {
        switch page {
        case .settings: printResult(SettingsText.reference.trimmedEnd)
        case .metrics: printResult(ServerMetrics.reference.trimmedEnd)
        case .events: printResult(CaseReference.events.trimmedEnd)
        case .commands: printResult(CaseReference.commands.trimmedEnd)
        case .processFiles: printResult(ProcessReference.page.trimmedEnd)
        case .processes: printResult(ShippedReference.page.trimmedEnd)
        case .fields: printResult(CaseReference.fields.trimmedEnd)
        }
    }
}

extension String {
    /// Without the line's end that printing adds again.
    fileprivate var trimmedEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
