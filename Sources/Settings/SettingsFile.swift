// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Yams

/// `caseledger.yaml`: a YAML mapping of settings' names to values, without nesting.
///
/// It is read by Yams itself rather than by swift-configuration, whose files do not tell which
/// keys they hold: a misspelt one would go unnoticed.
package struct SettingsFile: Sendable {
    package let path: String
    let values: [SettingKey: (text: String, line: Int)]

    /// 64 KiB: a file that is larger is not one of settings.
    private static let limit = 65_536

    /// - Returns: Nil where there is no such file.
    package static func read(_ path: String) throws(SettingsError) -> SettingsFile? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .malformed(path, line: nil, reason: "this file may not be read")
        }
        guard data.count <= limit, let text = String(data: data, encoding: .utf8) else {
            throw .malformed(path, line: nil, reason: "this is no UTF-8 text of at most 64 KiB")
        }
        return try SettingsFile(text, path: path)
    }

    package init(_ text: String, path: String) throws(SettingsError) {
        self.path = path
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch {
            throw Self.malformed(error, path)
        }
        guard let root, root.null == nil else {
            values = [:]
            return
        }
        guard let mapping = root.mapping else {
            throw .malformed(path, line: root.mark?.line, reason: "this is no list of settings")
        }
        var values: [SettingKey: (text: String, line: Int)] = [:]
        for (name, value) in mapping {
            let line = name.mark?.line ?? 1
            let source = SettingSource.file(path, line: line)
            guard let key = SettingKey(rawValue: name.string ?? "") else {
                throw .unknown(name.string ?? "", source)
            }
            guard key.about.file else { throw .notInFile(key, source) }
            guard let text = value.scalar?.string, !text.isEmpty else {
                throw .wrong(key, value: value.scalar == nil ? "a list" : "", source)
            }
            values[key] = (text, line)
        }
        self.values = values
    }

    private static func malformed(_ error: any Error, _ path: String) -> SettingsError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            .malformed(path, line: mark.line, reason: "this is no YAML (\(problem))")
        case .duplicatedKeysInMapping(let names, let context):
            .malformed(
                path, line: context.mark.line,
                reason: "\(names.sorted().joined(separator: ", ")) is set twice")
        default: .malformed(path, line: nil, reason: "this is no YAML")
        }
    }
}
