// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Settings
internal import Terminal

extension StatusCommand {
    /// Prints each setting, its value and where it comes from; a secret's value is not shown.
    func show(_ settings: Settings) throws {
        // Nothing is cut: a path is what people copy.
        let table = TextTable(
            [.init("setting"), .init("value"), .init("source")],
            settings.shown.map { shown in
                let value = shown.value ?? (shown.isSet ? "set, not shown" : "not set")
                return [shown.key.name, value, shown.source.description]
            })
        try json.printing(
            ["settings": settings.shown.map(ShownSetting.init)],
            or: String(table.rendered(width: nil).text.dropLast()))
        for name in Settings.unknownVariables(ProcessInfo.processInfo.environment) {
            say("\(name) is set, but there is no such setting")
        }
    }
}

/// What `status --settings --json` prints of a setting.
private struct ShownSetting: Encodable {
    let name: String
    /// Absent where it is not set, or is a secret.
    let value: String?
    let isSet: Bool
    /// `default`, `file`, `environment` or `flag`.
    let source: String
    /// The file, the variable or the flag.
    let from: String?
    let line: Int?

    init(_ shown: Settings.Shown) {
        name = shown.key.name
        value = shown.value
        isSet = shown.isSet
        switch shown.source {
        case .standard: (source, from, line) = ("default", nil, nil)
        case .file(let path, let line): (source, from, self.line) = ("file", path, line)
        case .environment(let name): (source, from, line) = ("environment", name, nil)
        case .flag(let name): (source, from, line) = ("flag", name, nil)
        }
    }
}
