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
    }
    @Argument(help: "settings or metrics.")
    var page: Page

    func run() {
        switch page {
        case .settings: printResult(SettingsText.reference.trimmedEnd)
        case .metrics: printResult(ServerMetrics.reference.trimmedEnd)
        }
    }
}

extension String {
    /// Without the line's end that printing adds again.
    fileprivate var trimmedEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
