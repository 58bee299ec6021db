// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Forms
internal import Foundation

/// Who acts, and by which id the command is known.
struct ActingOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: .init(
            "Who acts, as `user list` prints it; by default the first administrator.",
            valueName: "user"))
    var user: String?
    @Option(
        help: .init(
            "An id for this command: given again, it is carried out once.", valueName: "id"))
    var commandID: String?

    func validate() throws {
        _ = try who.validate()
        guard let commandID else { return }
        let isUsable =
            (8...100).contains(commandID.utf8.count)
            && commandID.utf8.allSatisfy { (33...126).contains($0) && $0 != 47 }
        guard isUsable else {
            throw ValidationError(
                "A command's id has 8 to 100 letters, digits and signs, and no /.")
        }
    }

    func staff(in folder: DataFolder) throws -> StaffID { try who.staff(in: folder) }

    private var who: WhoOption { WhoOption(user) }
}

/// A field as it is typed on the command line, `NAME=VALUE`.
enum TypedValue {
    /// - Parameter reading: Whether `@FILE` is read, or only what is written checked.
    static func fields(_ words: [String], reading: Bool = true) throws -> [String: [String]] {
        var fields: [String: [String]] = [:]
        for word in words {
            guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
                throw ValidationError(
                    "A field is written NAME=VALUE, and '\(word.prefix(40))' is not.")
            }
            let value = String(word[word.index(after: equals)...])
            fields[String(word[..<equals]), default: []].append(reading ? try text(value) : value)
        }
        return fields
    }

    /// The value itself; after `@`, the text of that file.
    static func text(_ value: String) throws -> String {
        guard value.hasPrefix("@") else { return value }
        let path = String(value.dropFirst())
        if path.hasPrefix("@") { return path }
        let limit = 1 << 20
        do {
            let file =
                path == "-"
                ? FileHandle.standardInput
                : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let data = try file.read(upToCount: limit + 1) ?? Data()
            guard data.count <= limit else {
                throw Failure.refused("the file '\(path)' is larger than 1 MiB")
            }
            guard let text = String(data: data, encoding: .utf8) else {
                throw Failure.refused("the file '\(path)' is not text in UTF-8")
            }
            return text
        } catch let failure as Failure { throw failure } catch {
            throw Failure.refused("the file '\(path)' cannot be read; check its name")
        }
    }
}

extension CaseService {
    /// The case that a line names.
    func namedCase(_ reference: String) throws -> CaseID {
        do throws(ServiceError) {
            return try caseID(ofReference: reference)
        } catch {
            guard case .notFound = error else { throw error }
            throw Failure.refused(
                "there is no case \(reference); references look like ENQ-2026-000001")
        }
    }
}

extension CaseCommand {
    /// The command that a line asks for.
    static func asked(
        _ name: String, _ words: [String], of service: CaseService, by staff: StaffID
    ) throws -> CaseCommand {
        guard let form = forms.first(where: { $0.name == name }) else {
            throw ValidationError(
                "There is no command '\(name.prefix(40))'; `caseledger case commands` lists them.")
        }
        let typed = try service.resolved(
            try TypedValue.fields(words), of: form, by: .staff(staff))
        do throws(CommandProblem) {
            return try read(name, typed: typed)
        } catch { throw ValidationError(error.sentence) }
    }
}
